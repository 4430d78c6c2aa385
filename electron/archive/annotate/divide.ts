import { articleText, type ArticleDocument, type Block, type Change } from '../../../shared/document/article.ts';
import { noMarks, type Annotation, type MarksDocument } from '../../../shared/document/marks.ts';
import { contextOf } from '../../../shared/text/anchor.ts';
import { ArchiveFailure } from '../failure.ts';
import { findBlock } from './block.ts';
import { makeInverse } from './make-inverse.ts';
import { inTextOrder } from './move-annotations.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Edited } from './edited.ts';
import { retext } from './retext.ts';
import { secondArticle } from './second-article.ts';
import { stamp } from './stamp.ts';
import { endOfBlock } from './text-back.ts';

/** Two articles, each changed, each with its own inverse: one entry of the journal undoes both. */
export interface Divided {
  readonly first: Edited;
  readonly second: Edited;
}

/** Where a second article begins, its id, and the title it is given; without one its first words are proposed. */
export interface Border {
  readonly block: string;
  readonly id: string;
  readonly title: string | null;
}

/**
 * Makes two articles of one. The second one gets the blocks from the border on with their ids, the questions about them and
 * the annotations in them; an annotation across the border stays with its larger part. A heading that is the second one's
 * title leaves the text, unless something is marked in it. The inverse empties the second one again and trashes it. Throws
 * `block-missing`, and `split-impossible` at the first block.
 */
export function divide(pair: Pair, border: Border, context: Context): Divided {
  const { article } = pair;
  const { index, block, start } = findBlock(article, border.block);
  if (index === 0) throw new ArchiveFailure('split-impossible', { id: article.id, block: block.id });
  const end = endOfBlock(article.blocks, index - 1);
  const [staying, going] = divideAnnotations(pair, end, start);
  const second = secondPair(pair, article.blocks.slice(index), border, going, start, context);

  const moved = new Set(article.blocks.slice(index).map(({ id }) => id));
  const first: ArticleDocument = {
    ...article,
    blocks: article.blocks.slice(0, index),
    joins: article.joins.filter((join) => !moved.has(join.block)),
    questions: article.questions.filter((question) => question.block === undefined || !moved.has(question.block)),
  };
  const removed = articleText(article).slice(end);
  const marks = { ...pair.marks, annotations: staying };
  const changes = [{ start: end, removed, inserted: '' }];
  const after = stamp(pair, retext({ article, marks }, first, changes), context);
  return { first: { ...after, inverse: makeInverse(pair, after, changes) }, second };
}

/** The annotations of either side, each cut to its larger part; offsets still count over the whole text. */
function divideAnnotations({ article, marks }: Pair, end: number, start: number): [Annotation[], Annotation[]] {
  const text = articleText(article);
  const staying: Annotation[] = [];
  const going: Annotation[] = [];
  for (const annotation of marks.annotations) {
    const here = wordsIn(text, annotation.start, Math.min(annotation.end, end));
    const there = wordsIn(text, Math.max(annotation.start, start), annotation.end);
    if (annotation.located === 'lost') (annotation.start < start ? staying : going).push(annotation);
    else if (there <= here) staying.push(cut(annotation, text, annotation.start, Math.min(annotation.end, end)));
    else going.push(cut(annotation, text, Math.max(annotation.start, start), annotation.end));
  }
  return [staying, going];
}

/** Non-blank UTF-16 units of a passage. */
function wordsIn(text: string, start: number, end: number): number {
  return text.slice(start, Math.max(start, end)).replace(/\s+/gu, '').length;
}

function cut(annotation: Annotation, text: string, start: number, end: number): Annotation {
  if (start === annotation.start && end === annotation.end) return annotation;
  return { ...annotation, start, end, quote: text.slice(start, end), ...contextOf(text, { start, end }) };
}

/** The second article as it is made, and the inverse that empties it and puts it in the trash. */
function secondPair(
  pair: Pair,
  blocks: readonly Block[],
  border: Border,
  going: readonly Annotation[],
  start: number,
  { now }: Context,
): Edited {
  const [heading, ...body] = blocks;
  const skipped = (heading?.text.length ?? 0) + 1;
  const isMarked = going.some((annotation) => annotation.start < start + skipped);
  const isTitle = heading !== undefined && body.length > 0 && heading.text === border.title && !isMarked;
  const article = secondArticle(pair.article, isTitle ? body : blocks, border, isTitle ? heading : null, now);
  const text = articleText(article);
  const offset = start + (isTitle ? skipped : 0);
  const annotations = going.map((annotation) => shiftedBack(annotation, offset, text));
  const fresh = noMarks(article);
  const { state, tags } = pair.marks;
  const hasMarks = annotations.length > 0 || tags.length > 0 || state !== fresh.state;
  const marks: MarksDocument = {
    ...fresh,
    state,
    tags,
    annotations: inTextOrder(annotations),
    modifiedAt: now,
    revision: hasMarks ? 1 : 0,
  };
  const none: Pair = {
    article: { ...article, blocks: [], joins: [], questions: [] },
    marks: { ...fresh, state, tags, trashedAt: now },
  };
  const changes: Change[] = [{ start: 0, removed: '', inserted: text }];
  return { article, marks, inverse: makeInverse(none, { article, marks }, changes) };
}

function shiftedBack(annotation: Annotation, by: number, text: string): Annotation {
  const range = { start: Math.max(0, annotation.start - by), end: Math.max(0, annotation.end - by) };
  return annotation.located === 'lost'
    ? { ...annotation, ...range }
    : { ...annotation, ...range, ...contextOf(text, range) };
}
