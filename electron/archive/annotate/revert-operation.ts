import { isDeepStrictEqual } from 'node:util';
import { articleText, type ArticleDocument, type Question } from '../../../shared/document/article.ts';
import type { Annotation, MarksDocument } from '../../../shared/document/marks.ts';
import { locator } from '../../../shared/text/locate.ts';
import { inBlockOrder } from './block.ts';
import { conflict } from './conflict.ts';
import { hasSameContent } from './edit-annotation.ts';
import { inTextOrder } from './move-annotations.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Draft } from './edited.ts';
import { reanchor } from './reanchor.ts';
import { retext } from './retext.ts';
import type { Revert } from './revert.ts';
import { revertText } from './revert-text.ts';

/**
 * Takes an operation back. Everything the inverse names must be found as it says, or nothing is changed: `undo-conflict`
 * with the `thing` that has changed since.
 */
export function revertOperation(pair: Pair, operation: Revert, { now }: Context): Draft {
  const texted = operation.text === undefined ? null : revertText(pair.article, operation.text);
  const article = revertArticle(texted?.article ?? pair.article, operation);
  const draft = retext(pair, article, texted?.changes ?? []);
  const anchored = revertAnchors(draft, operation.anchors ?? [], texted?.origin ?? 0);
  const annotated = revertAnnotations(article, anchored, operation.annotations ?? [], now);
  return { ...draft, marks: revertMarks(annotated, operation.marks) };
}

function revertArticle(before: ArticleDocument, { joins, fields, evidence, questions }: Revert): ArticleDocument {
  let article = before;
  if (joins !== undefined) article = revertJoins(article, joins);
  if (fields !== undefined) article = revertFields(article, fields, before.id);
  if (evidence !== undefined) article = revertEvidence(article, evidence);
  if (questions !== undefined) article = { ...article, questions: revertQuestions(article, questions) };
  return article;
}

function revertJoins(article: ArticleDocument, swaps: NonNullable<Revert['joins']>): ArticleDocument {
  const seams = Map.groupBy(article.joins, (join) => join.block);
  for (const { block, expect, value } of swaps) {
    if (!isDeepStrictEqual(seams.get(block) ?? [], expect)) throw conflict(article.id, `joins ${block}`);
    seams.set(block, value);
  }
  return { ...article, joins: inBlockOrder([...seams.values()].flat(), article.blocks) };
}

/** Numbers that are only counted up may have gone on; they are then left where they are. */
const counters: ReadonlySet<string> = new Set(['nextBlock', 'nextQuestion']);

function revertFields<T extends object>(
  document: T,
  { expect, value }: { expect: object; value: object },
  id: string,
): T {
  const current = new Map<string, unknown>(Object.entries(document));
  const expected = new Map<string, unknown>(Object.entries(expect));
  const values = Object.entries(value).filter(([name]) => {
    if (isDeepStrictEqual(current.get(name), expected.get(name))) return true;
    if (counters.has(name)) return false;
    throw conflict(id, name);
  });
  return { ...document, ...Object.fromEntries(values) };
}

function revertEvidence(article: ArticleDocument, swap: NonNullable<Revert['evidence']>): ArticleDocument {
  const evidence = new Map(Object.entries(article.evidence));
  for (const [field, expected] of Object.entries(swap.expect)) {
    if (!isDeepStrictEqual(evidence.get(field) ?? null, expected)) throw conflict(article.id, `evidence ${field}`);
    const value = swap.value[field] ?? null;
    if (value === null) evidence.delete(field);
    else evidence.set(field, value);
  }
  return { ...article, evidence: Object.fromEntries(evidence) };
}

function revertQuestions(article: ArticleDocument, swaps: NonNullable<Revert['questions']>): Question[] {
  const questions = new Map(article.questions.map((question) => [question.id, question]));
  for (const { expect, value } of swaps) {
    const id = (expect ?? value)?.id ?? '';
    if (!isDeepStrictEqual(questions.get(id) ?? null, expect)) throw conflict(article.id, `question ${id}`);
    if (value === null) questions.delete(id);
    else questions.set(id, value);
  }
  const number = ({ id }: Question) => Number(id.slice(1));
  return [...questions.values()].toSorted((one, other) => number(one) - number(other));
}

function revertAnchors(
  { article, marks }: Pair,
  anchors: NonNullable<Revert['anchors']>,
  origin: number,
): MarksDocument {
  if (anchors.length === 0) return marks;
  const text = articleText(article);
  const wanted = new Map(anchors.map((anchor) => [anchor.id, anchor]));
  const annotations = marks.annotations.map((annotation) => {
    const back = wanted.get(annotation.id);
    if (back === undefined) return annotation;
    const value = { ...back.value, start: back.value.start + origin, end: back.value.end + origin };
    if (value.located !== 'lost' && !text.startsWith(value.quote, value.start)) {
      throw conflict(article.id, `annotation ${annotation.id}`);
    }
    return { ...annotation, ...value };
  });
  return { ...marks, annotations: inTextOrder(annotations) };
}

function revertAnnotations(
  article: ArticleDocument,
  marks: MarksDocument,
  swaps: NonNullable<Revert['annotations']>,
  now: string,
): MarksDocument {
  if (swaps.length === 0) return marks;
  const annotations = new Map(marks.annotations.map((annotation) => [annotation.id, annotation]));
  const text = articleText(article);
  const locate = locator(text);
  for (const { expect, value } of swaps) {
    const id = (expect ?? value)?.id ?? '';
    const current = annotations.get(id) ?? null;
    const isExpected = current === null || expect === null ? current === expect : hasSameContent(current, expect);
    if (!isExpected) throw conflict(article.id, `annotation ${id}`);
    if (value === null) annotations.delete(id);
    else if (current === null)
      annotations.set(
        id,
        returned(value, text, (anchor) => reanchor(anchor, text, locate)),
      );
    else annotations.set(id, withContentOf(value, current, now));
  }
  return { ...marks, annotations: inTextOrder([...annotations.values()]) };
}

/** An annotation that comes back stands where it stood, or where its words now are. */
function returned(value: Annotation, text: string, find: (annotation: Annotation) => Annotation): Annotation {
  const isInPlace = value.located === 'lost' || text.startsWith(value.quote, value.start);
  return isInPlace ? value : find(value);
}

function withContentOf({ kind, note, tags }: Annotation, current: Annotation, now: string): Annotation {
  return { ...current, kind, note, tags, revision: current.revision + 1, modifiedAt: now };
}

function revertMarks(marks: MarksDocument, swap: Revert['marks']): MarksDocument {
  return swap === undefined ? marks : revertFields(marks, swap, marks.id);
}
