import { edit } from '../electron/archive/annotate/edit.ts';
import type { Operation } from '../electron/archive/annotate/operation.ts';
import type { Pair } from '../shared/document/pair.ts';
import { ArticleDocument, articleText, blockStarts } from '../shared/document/article.ts';
import { type Annotation, noMarks } from '../shared/document/marks.ts';
import { makeAnchor } from '../shared/text/anchor.ts';
import { locate } from '../shared/text/locate.ts';
import { isInsideCharacter } from '../shared/text/splice.ts';
import { type Dice, makeArticle, makeBlock, makeId, makeProse } from './make.ts';

/** Writes a pair away and reads it again. */
export type Reopen = (pair: Pair) => Promise<Pair>;

export const NOW = '2026-03-03T08:00:00.000Z';

/** What makes text hard: halves of surrogate pairs side by side, joined emoji, combining marks, odd blanks and line ends. */
const NAUGHTY = ['𠮷', '😀', '👨‍👩‍👧', 'é', '한', '\r', '　', ' ', '\t', '“', '”', '的的的的', 'ﬁ', '\u200b', '𝟙'];

/** Prose with something naughty strewn in. */
export function naughtyProse(length: number, roll: Dice): string {
  let text = '';
  while (text.length < length) {
    text += makeProse(8, roll).slice(0, 2 + roll(10));
    if (roll(4) === 0) text += NAUGHTY[roll(NAUGHTY.length)] ?? '';
  }
  return text.trim();
}

/** An article of `blocks` naughty paragraphs, without marks. */
export function naughtyPair(n: number, blocks: number, length: number, roll: Dice): Pair {
  const article = makeArticle({
    id: makeId(n),
    blocks: Array.from({ length: blocks }, (_, index) => makeBlock(index + 1, naughtyProse(length, roll))),
  });
  return { article, marks: noMarks(article) };
}

/** A highlight on a random passage of at most `longest` units, snapped to code points; null where it would be blank. */
export function randomHighlight(pair: Pair, id: number, longest: number, roll: Dice): Operation | null {
  const text = articleText(pair.article);
  const start = roll(text.length);
  const anchor = makeAnchor(text, start, start + 1 + roll(longest));
  const kind = ([1, 2, 3, 4, 5] as const)[roll(5)] ?? 1;
  return anchor && { type: 'add-annotation', id: makeId(5_000_000 + id), anchor, kind, note: null, tags: [] };
}

/** The pair with `count` random highlights. */
export function withHighlights(pair: Pair, count: number, longest: number, roll: Dice): Pair {
  let marked = pair;
  for (let id = 0; id < count; id++) {
    const operation = randomHighlight(marked, id, longest, roll);
    if (operation !== null) marked = edit(marked, operation, { now: NOW });
  }
  return marked;
}

/** Annotates random ranges, reopens each article once and looks for every range again. */
export async function proveRanges(reopen: Reopen, roll: Dice, articles: number, ranges: number) {
  let asked = 0;
  let identical = 0;
  for (let n = 1; n <= articles; n++) {
    const before = withHighlights(naughtyPair(n, 4, 300, roll), ranges, 400, roll);
    const { article, marks } = await reopen(before);
    const text = articleText(article);
    for (const [index, annotation] of marks.annotations.entries()) {
      const { start, end, located } = locate(text, annotation);
      const wanted = before.marks.annotations[index]!;
      const isWanted = wanted.id === annotation.id && wanted.start === start && wanted.end === end;
      asked++;
      if (isWanted && located === 'exact' && text.slice(start, end) === wanted.quote) identical++;
    }
  }
  return { asked, identical };
}

/** Letters that no generated text holds, so that what is new can be told from what was there. */
const FRESH = Array.from('龘靐齉龖龗麤灥囍');

/** A correction of 1–6 code points within one block: replaced, deleted or inserted text. */
export function randomCorrection(pair: Pair, roll: Dice): Extract<Operation, { type: 'correct-text' }> {
  const { blocks } = pair.article;
  const index = roll(blocks.length);
  const { text } = blocks[index]!;
  const length = roll(4) === 0 ? 0 : 1 + roll(6);
  const from = roll(text.length + 1);
  const start = isInsideCharacter(text, from) ? from - 1 : from;
  const removed = Array.from(text.slice(start)).slice(0, length).join('');
  const inserted = Array.from(
    { length: roll(3) === 0 && removed !== '' ? 0 : 1 + roll(6) },
    () => FRESH[roll(FRESH.length)],
  ).join('');
  return { type: 'correct-text', start: (blockStarts(blocks)[index] ?? 0) + start, removed, inserted };
}

/** What became of passages under changes, against a stupid twin that moves one unit after the other. */
export interface Fate {
  untouched: number;
  untouchedIdentical: number;
  /** Touched passages of at least 12 units of which at least half survives, and those that the twin agrees with. */
  touched: number;
  touchedAgreed: number;
  /** Passages of which less than half survives, and those called lost. */
  gone: number;
  goneLost: number;
  /** Passages called lost though at least half survives. */
  lostWrongly: number;
  /** Passages that hold less than half of their old units and are not called lost. */
  astray: number;
}

export const noFate = (): Fate => ({
  untouched: 0,
  untouchedIdentical: 0,
  touched: 0,
  touchedAgreed: 0,
  gone: 0,
  goneLost: 0,
  lostWrongly: 0,
  astray: 0,
});

/** For each unit of the old text its place in the new one, or -1: the twin's whole knowledge. */
export type Places = readonly number[];

/** The twin of a correction: copies the text unit by unit. */
export function placesAfter(
  length: number,
  { start, removed, inserted }: { start: number; removed: string; inserted: string },
): Places {
  return Array.from({ length }, (_, at) => {
    if (at < start) return at;
    return at < start + removed.length ? -1 : at - removed.length + inserted.length;
  });
}

/** Judges one passage: `before` in the old text, `after` in `text`. */
export function judge(fate: Fate, before: Annotation, after: Annotation, places: Places, text: string): void {
  const alive = places.slice(before.start, before.end).filter((place) => place >= 0);
  const length = before.end - before.start;
  const first = alive[0] ?? 0;
  const end = (alive.at(-1) ?? -1) + 1;
  if (alive.length === length && end - first === length) {
    fate.untouched++;
    if (
      after.start === first &&
      after.end === end &&
      text.slice(first, end) === before.quote &&
      after.quote === before.quote
    )
      fate.untouchedIdentical++;
    return;
  }
  if (alive.length * 2 < length) {
    fate.gone++;
    if (after.located === 'lost' && after.quote === before.quote) fate.goneLost++;
    return;
  }
  if (after.located === 'lost') {
    fate.lostWrongly++;
    return;
  }
  const held = alive.filter((place) => place >= after.start && place < after.end).length;
  if (held * 2 < length || text.slice(after.start, after.end) !== after.quote) fate.astray++;
  if (length < 12) return;
  const shared = Math.max(0, Math.min(end, after.end) - Math.max(first, after.start));
  const together = Math.max(end, after.end) - Math.min(first, after.start);
  fate.touched++;
  if (shared / together >= 0.6) fate.touchedAgreed++;
}

/** Corrects articles again and again and judges every passage after each correction; each article is reopened once. */
export async function proveCorrections(
  reopen: Reopen,
  roll: Dice,
  articles: number,
  corrections: number,
): Promise<Fate> {
  const fate = noFate();
  for (let n = 1; n <= articles; n++) {
    let pair = withHighlights(naughtyPair(n, 3, 300, roll), 40, 60, roll);
    for (let count = 0; count < corrections; count++) {
      const operation = randomCorrection(pair, roll);
      const next = edit(pair, operation, { now: NOW });
      const text = articleText(next.article);
      const places = placesAfter(articleText(pair.article).length, operation);
      judgeAll(fate, pair, next, places, text);
      pair = next;
    }
    const reopened = await reopen(pair);
    const text = articleText(reopened.article);
    fate.astray += reopened.marks.annotations.filter(
      (annotation) => annotation.located !== 'lost' && locate(text, annotation).start !== annotation.start,
    ).length;
  }
  return fate;
}

function judgeAll(fate: Fate, before: Pair, after: Pair, places: Places, text: string): void {
  const now = new Map(after.marks.annotations.map((annotation) => [annotation.id, annotation]));
  for (const annotation of before.marks.annotations) {
    if (annotation.located !== 'lost') judge(fate, annotation, now.get(annotation.id)!, places, text);
  }
}

/** Replaces whole texts by others with many small edits and judges every passage; each article is reopened once. */
export async function proveReplacements(reopen: Reopen, roll: Dice, articles: number): Promise<Fate> {
  const fate = noFate();
  for (let n = 1; n <= articles; n++) {
    const pair = withHighlights(naughtyPair(n, 4, 400, roll), 60, 60, roll);
    const { blocks, places } = retyped(pair, roll);
    const content = { ...contentOf(pair.article), blocks };
    const next = await reopen(edit(pair, { type: 'replace-text', content, encoding: 'gb18030' }, { now: NOW }));
    judgeAll(fate, pair, next, places, articleText(next.article));
  }
  return fate;
}

/** The article as an import would bring it. */
export function contentOf(article: ArticleDocument) {
  const { schema, type, id, encoding, original, importedAt, modifiedAt, ...rest } = article;
  const { revision, textRevision, splices, nextBlock, nextQuestion, ...content } = rest;
  return content;
}

/**
 * The blocks with an edit every hundred characters or so, and a paragraph gone in every third article. The line end that
 * goes with a paragraph is the one behind it (of the last: the one before), as a comparison of the texts has it: the two
 * are alike, and nothing else could tell which one it was.
 */
function retyped({ article }: Pair, roll: Dice) {
  const dropped = roll(3) === 0 ? 1 + roll(article.blocks.length - 1) : -1;
  const places: number[] = [];
  const blocks: ArticleDocument['blocks'] = [];
  let length = 0;
  for (const [index, block] of article.blocks.entries()) {
    const isLast = index === article.blocks.length - 1;
    const isLineEndGone = index === dropped ? isLast : index - 1 === dropped;
    if (index > 0) places.push(isLineEndGone ? -1 : length++);
    if (index === dropped) {
      places.push(...Array.from({ length: block.text.length }, () => -1));
      continue;
    }
    let text = '';
    for (const character of block.text) {
      const isEdited = roll(100) === 0;
      if (isEdited) text += FRESH[roll(FRESH.length)] ?? '';
      const isKept = !isEdited || roll(2) === 0;
      for (let unit = 0; unit < character.length; unit++) places.push(isKept ? length + text.length + unit : -1);
      if (isKept) text += character;
    }
    length += text.length;
    blocks.push(makeBlock(index + 1, text));
  }
  return { blocks, places };
}
