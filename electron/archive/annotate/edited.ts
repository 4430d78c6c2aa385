import type { Change } from '../../../shared/document/article.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Revert } from './revert.ts';

/** What an operation needs from outside. */
export interface Context {
  /** The moment it happens at: ISO 8601 in UTC with milliseconds. */
  readonly now: string;
}

/**
 * What an operation makes of a pair, before revisions are counted: the documents' content (the very same object where
 * nothing changes) and what became of the article's text.
 */
export interface Draft extends Pair {
  readonly changes: readonly Change[];
}

/** A changed pair and the operation that takes the change back. An unchanged document is the very same object. */
export interface Edited extends Pair {
  readonly inverse: Revert;
}
