import { z } from 'zod';
import { Data } from '../document/article.ts';

/**
 * Every way in which something can fail, as `noun-state`. A failure crosses every border as `{code, data}`; its wording
 * is in shared/wording, one entry per code, so that a missing wording is a type error.
 */
export const failureCodes = [
  // the archive as a whole
  'archive-missing',
  'archive-none',
  'archive-foreign',
  'archive-newer',
  'archive-damaged',
  'archive-locked',
  'archive-read-only',
  'archive-moved',
  // one document
  'article-missing',
  'annotation-missing',
  'document-missing',
  'document-damaged',
  'document-newer',
  'document-foreign',
  'document-changed',
  'document-too-large',
  'document-repeated',
  'original-missing',
  'file-unknown',
  'file-unfinished',
  // the disk
  'disk-full',
  'disk-read-only',
  'disk-denied',
  'disk-busy',
  'disk-failed',
  // files given to import or export
  'file-missing',
  'file-unreadable',
  'file-not-regular',
  'file-too-large',
  'file-empty',
  'file-binary',
  'file-undecodable',
  'file-unsupported',
  'file-too-slow',
  'article-too-long',
  'folder-missing',
  'folder-not-empty',
  'path-outside',
  'path-inside-archive',
  // requests
  'usage-wrong',
  'argument-wrong',
  'quote-missing',
  'quote-ambiguous',
  'annotation-changed',
  'block-missing',
  'join-impossible',
  'split-impossible',
  'unite-impossible',
  'question-missing',
  'choice-wrong',
  'undo-empty',
  'redo-empty',
  'undo-conflict',
  // derived data, and what should not happen
  'index-failed',
  'internal-error',
] as const;
/** One of `failureCodes`. */
export const FailureCode = z.enum(failureCodes);
export type FailureCode = z.infer<typeof FailureCode>;

/** A failure as a value, for JSON and for the wire. */
export const Failure = z.strictObject({ code: FailureCode, data: Data });
export type Failure = z.infer<typeof Failure>;
