import type { Problem } from '../../../shared/contract/archive.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Counts, ListFilter, Page, Row } from '../../../shared/contract/row.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import type { Fingerprint } from '../import/fingerprint.ts';

/** Which index, of which archive. `archiveFolder` is its real path. */
export interface CatalogueOptions {
  readonly indexFile: string;
  readonly archiveFolder: string;
  readonly archiveId: string;
  /** The archive is open for reading only: then another program may be the one that keeps the index. */
  readonly readOnly: boolean;
}

/** A part of a list: at most `limit` rows (1–1,000), those after `cursor` (a page's `next`) or the first. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | null;
}

/** Articles that may be the same as a new text. */
export interface Duplicates {
  /** One with exactly the same text; one outside the trash if there is any. */
  readonly exact: { id: string; title: string; trashed: boolean } | null;
  /** Others outside the trash whose sketch agrees in some band, most alike first, at most 20: read them to be sure. */
  readonly near: readonly string[];
}

/** Sums over all articles outside the trash (`trashed`: the number in it). */
export interface Totals {
  readonly articles: number;
  readonly trashed: number;
  readonly annotations: number;
  readonly notes: number;
  readonly characters: number;
  readonly captions: number;
}

/** What a comparison with the disk did. */
export interface Report {
  /** Articles whose documents had to be read. */
  readonly read: number;
  /** Articles whose documents are gone and that are listed no more. */
  readonly removed: number;
  /** Articles whose documents are gone but that stay listed, as a problem, because so many went at once. */
  readonly missing: number;
}

/** How far a longer comparison has come, in articles. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Everything that the worker can be asked, with what goes in and what comes out. */
export interface Calls {
  ready: { input: null; output: Report };
  put: { input: { article: ArticleDocument; marks: MarksDocument }; output: null };
  list: { input: { filter: ListFilter; page: PageRequest }; output: Page };
  row: { input: { id: string }; output: Row | null };
  counts: { input: null; output: Counts };
  tags: { input: null; output: Counts['tags'] };
  totals: { input: null; output: Totals };
  duplicates: { input: Fingerprint; output: Duplicates };
  siblings: { input: { original: string }; output: string[] };
  problems: { input: null; output: Problem[] };
  reconcile: { input: { full: boolean }; output: Report };
  rebuild: { input: null; output: Report };
  close: { input: null; output: null };
}
export type CallName = keyof Calls;

/** A question to the worker; `number` comes back with its answer. */
export interface Request<K extends CallName = CallName> {
  readonly number: number;
  readonly call: K;
  readonly input: Calls[K]['input'];
}

/** What the worker sends: first that it is open (or why not), then answers and progress. */
export type Message =
  | { readonly kind: 'opened' }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly number: number; readonly value: Calls[CallName]['output'] }
  | { readonly kind: 'failure'; readonly number: number | null; readonly failure: Failure };
