import { z } from 'zod';
import { Data } from '../document/article.ts';
import { Id } from '../document/identity.ts';
import { FailureCode } from './failure.ts';
import { Counts } from './row.ts';

/** Something that `check` found: a failure code, the file (relative to the archive folder) and what is known of it. */
export const Problem = z.strictObject({ code: FailureCode, file: z.string(), data: Data });
export type Problem = z.infer<typeof Problem>;

/** What `check` found; `healthy` where there is no problem at all. Problems are told, nothing is mended. */
export const CheckResult = z.strictObject({ healthy: z.boolean(), problems: z.array(Problem) });
export type CheckResult = z.infer<typeof CheckResult>;

/** The names of everything that can be undone. */
export const OperationName = z.enum([
  'import',
  'divide',
  'unite',
  'add-annotation',
  'change-annotation',
  'remove-annotation',
  'set-note',
  'set-state',
  'set-star',
  'add-tags',
  'remove-tags',
  'trash',
  'restore',
  'set-fields',
  'correct-text',
  'join-block',
  'split-block',
  'answer-question',
  'replace-text',
  'revert',
]);
export type OperationName = z.infer<typeof OperationName>;

/** The name of what was undone or redone, and the articles it touched. */
export const UndoResult = z.strictObject({ operation: OperationName, articles: z.array(Id) });
export type UndoResult = z.infer<typeof UndoResult>;

/** Why this process may only read: it asked for no more, another program writes, the file system has no locks, or the disk says so. */
export const ReadOnly = z.strictObject({
  reason: z.enum(['asked', 'locked', 'locks-unsupported', 'folder-read-only']),
  holder: z.strictObject({ program: z.string(), pid: z.int(), host: z.string(), since: z.string() }).nullable(),
});
export type ReadOnly = z.infer<typeof ReadOnly>;

/** The archive in figures. */
export const Stats = z.strictObject({
  folder: z.string(),
  id: Id,
  readOnly: ReadOnly.nullable(),
  ...Counts.omit({ tags: true }).shape,
  annotations: z.int().min(0),
  notes: z.int().min(0),
  characters: z.int().min(0),
});
export type Stats = z.infer<typeof Stats>;
