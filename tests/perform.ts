import { ArchiveFailure } from '../electron/archive/failure.ts';
import { edit } from '../electron/archive/annotate/edit.ts';
import type { Operation } from '../electron/archive/annotate/operation.ts';
import { articleText, type ArticleDocument } from '../shared/document/article.ts';
import { noMarks } from '../shared/document/marks.ts';
import type { Pair } from '../shared/document/pair.ts';
import { findQuote, makeAnchor } from '../shared/text/anchor.ts';
import { makeArticle, makeBlock, makeId } from './make.ts';

export const NOW = '2026-03-03T08:00:00.000Z';
export const LATER = '2026-03-04T08:00:00.000Z';

/** A pair of one paragraph per text. */
export function pairOf(texts: string[], overrides: Partial<ArticleDocument> = {}): Pair {
  const article = makeArticle({ blocks: texts.map((text, index) => makeBlock(index + 1, text)), ...overrides });
  return { article, marks: noMarks(article) };
}

/** The pair after the operations, one after the other. */
export function perform(pair: Pair, ...operations: Operation[]): Pair {
  return operations.reduce<Pair>((current, operation) => edit(current, operation, { now: NOW }), pair);
}

/** The highlight of the first place of a quote; `id` is a small number. */
export function highlight({ article }: Pair, quote: string, id = 1): Operation {
  const text = articleText(article);
  const start = text.indexOf(quote);
  const anchor = makeAnchor(text, start, start + quote.length)!;
  return { type: 'add-annotation', id: makeId(id), anchor, kind: 1, note: null, tags: [] };
}

/** The operation that puts one text in the place of another, where it stands first. */
export function correction({ article }: Pair, removed: string, inserted: string): Operation {
  return { type: 'correct-text', start: findQuote(articleText(article), removed)[0]?.start ?? 0, removed, inserted };
}

/** The code of the failure, or null. */
export function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ArchiveFailure) return error.code;
    throw error;
  }
}
