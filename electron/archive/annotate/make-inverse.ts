import { isDeepStrictEqual } from 'node:util';
import { articleText, type ArticleDocument, type Change, type Join } from '../../../shared/document/article.ts';
import type { Annotation } from '../../../shared/document/marks.ts';
import { invertChanges } from '../../../shared/text/splice.ts';
import { hasSameContent } from './edit-annotation.ts';
import { moveAnnotations } from './move-annotations.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { ArticleFields, MarksFields, type AnchorBack, type Revert } from './revert.ts';
import { textBack } from './text-back.ts';

/**
 * The operation that leads from `after` back to `before`, found by comparing the two: so every operation has an exact
 * inverse, and so has every inverse. `changes` led from the one text to the other.
 */
export function makeInverse(before: Pair, after: Pair, changes: readonly Change[]): Revert {
  const isArticleSame = before.article === after.article;
  const isMarksSame = before.marks === after.marks;
  return {
    type: 'revert',
    ...(isArticleSame ? {} : articleBack(before, after, invertChanges(changes))),
    ...(isMarksSame ? {} : marksBack(before, after)),
  };
}

function articleBack(before: Pair, after: Pair, back: readonly Change[]): Partial<Revert> {
  const placed = textBack(before.article.blocks, after.article.blocks, back);
  const anchors = placed === null || back.length === 0 ? [] : anchorsBack(before, after, back, placed.origin);
  return {
    ...(placed === null ? {} : { text: placed.text }),
    ...present('anchors', anchors),
    ...present('joins', joinsBack(before.article, after.article)),
    ...present('fields', fieldsBack(before.article, after.article, ArticleFields.keyof().options)),
    ...present('evidence', evidenceBack(before.article, after.article)),
    ...present('questions', swapsById(before.article.questions, after.article.questions, isDeepStrictEqual)),
  };
}

function marksBack(before: Pair, after: Pair): Partial<Revert> {
  return {
    ...present('annotations', swapsById(before.marks.annotations, after.marks.annotations, hasSameContent)),
    ...present('marks', fieldsBack(before.marks, after.marks, MarksFields.keyof().options)),
  };
}

/** A part of the inverse, left out where it has nothing to say. */
function present<K extends string, V>(name: K, value: V | null): Partial<Record<K, V>> {
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
  return isEmpty ? {} : ({ [name]: value } as Record<K, V>);
}

/** The anchors that the text's way back alone does not restore: those that an edit cut, widened or lost. */
function anchorsBack(before: Pair, after: Pair, back: readonly Change[], origin: number): AnchorBack[] {
  const old = byId(before.marks.annotations);
  const now = byId(after.marks.annotations);
  const staying = after.marks.annotations.filter((annotation) => old.has(annotation.id));
  return moveAnnotations(staying, articleText(before.article), back).flatMap((moved) => {
    const was = old.get(moved.id);
    const is = now.get(moved.id);
    if (was === undefined || is === undefined || isDeepStrictEqual(anchorOf(was), anchorOf(moved))) return [];
    const value = { ...anchorOf(was), start: was.start - origin, end: was.end - origin };
    return [{ id: moved.id, expect: { quote: is.quote, located: is.located }, value }];
  });
}

function anchorOf({ quote, prefix, suffix, start, end, located }: Annotation): AnchorBack['value'] {
  return { quote, prefix, suffix, start, end, located };
}

/** The seams of every block whose seams differ. */
function joinsBack(before: ArticleDocument, after: ArticleDocument): NonNullable<Revert['joins']> {
  if (before.joins === after.joins) return [];
  const old = Map.groupBy(before.joins, (join) => join.block);
  const now = Map.groupBy(after.joins, (join) => join.block);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((block) => {
    const expect: Join[] = now.get(block) ?? [];
    const value: Join[] = old.get(block) ?? [];
    return isDeepStrictEqual(expect, value) ? [] : [{ block, expect, value }];
  });
}

/** The fields that differ, as they are and as they were. */
function fieldsBack<K extends string, T extends Record<K, unknown>>(
  before: T,
  after: T,
  names: readonly K[],
): { expect: Partial<Pick<T, K>>; value: Partial<Pick<T, K>> } | null {
  const expect: Partial<Pick<T, K>> = {};
  const value: Partial<Pick<T, K>> = {};
  for (const name of names) {
    if (isDeepStrictEqual(before[name], after[name])) continue;
    expect[name] = after[name];
    value[name] = before[name];
  }
  return Object.keys(expect).length === 0 ? null : { expect, value };
}

function evidenceBack(before: ArticleDocument, after: ArticleDocument): NonNullable<Revert['evidence']> | null {
  const names = new Set([...Object.keys(before.evidence), ...Object.keys(after.evidence)]);
  const all = (evidence: ArticleDocument['evidence']) =>
    Object.fromEntries([...names].map((name) => [name, new Map(Object.entries(evidence)).get(name) ?? null]));
  return fieldsBack(all(before.evidence), all(after.evidence), [...names]);
}

/** What came, went or changed, by id. */
function swapsById<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  isSame: (one: T, other: T) => boolean,
): { expect: T | null; value: T | null }[] {
  if (before === after) return [];
  const old = byId(before);
  const now = byId(after);
  const kept = before.flatMap((value) => {
    const expect = now.get(value.id) ?? null;
    return expect !== null && (expect === value || isSame(expect, value)) ? [] : [{ expect, value }];
  });
  const fresh = after.filter(({ id }) => !old.has(id)).map((expect) => ({ expect, value: null }));
  return [...kept, ...fresh];
}

function byId<T extends { id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
