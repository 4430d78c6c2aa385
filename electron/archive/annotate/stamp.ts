import type { ArticleDocument, Change, Splice } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Draft } from './edited.ts';

/**
 * How many units of text (removed and inserted) the list of splices may hold. Only marks that lag behind need them, by
 * one or two; older ones are let go so that a document does not grow with every correction.
 */
const MOST_SPLICED_TEXT = 600_000;
const MOST_SPLICES = 500;

/** Counts revisions and moments on the documents that really changed, and adds the text's change to the splices. */
export function stamp(before: Pair, draft: Draft, { now }: Context): Pair {
  const article = stampArticle(before.article, draft, now);
  return { article, marks: stampMarks(before.marks, draft.marks, article.textRevision, now) };
}

function stampArticle(before: ArticleDocument, { article, changes }: Draft, now: string): ArticleDocument {
  if (article === before) return before;
  const stamped = { ...article, revision: before.revision + 1, modifiedAt: now };
  if (changes.length === 0) return stamped;
  const textRevision = before.textRevision + 1;
  const splices = recentSplices([...before.splices, { textRevision, changes: [...changes] }]);
  return { ...stamped, textRevision, splices };
}

function stampMarks(before: MarksDocument, marks: MarksDocument, textRevision: number, now: string): MarksDocument {
  if (marks === before && marks.textRevision === textRevision) return before;
  // marks that were never stored stay so until the reader adds something
  if (marks === before && before.revision === 0) return { ...before, textRevision };
  return { ...marks, textRevision, revision: before.revision + 1, modifiedAt: now };
}

function recentSplices(splices: readonly Splice[]): Splice[] {
  let kept = splices.length;
  for (let room = MOST_SPLICED_TEXT; kept > 0 && splices.length - kept < MOST_SPLICES; kept--) {
    room -= textLength(splices[kept - 1]?.changes ?? []);
    if (room < 0) break;
  }
  return splices.slice(kept);
}

function textLength(changes: readonly Change[]): number {
  return changes.reduce((length, { removed, inserted }) => length + removed.length + inserted.length, 0);
}
