import type { Classified } from './candidate.ts';
import { readDateline } from './dateline.ts';
import type { Layout } from './layout.ts';
import { decideJoin } from './rejoin.ts';
import { codePoints, endsSentence, isLatin, isProse, isTitleLike } from './line-shape.ts';

/** A numbered heading has at most so many code points. */
const LONGEST_NUMBERED = 40;

/** Without a mark, byline or dateline, a line of so many code points is rather a piece of a torn paragraph. */
const LONGEST_BARE = 30;

/** How papers and authorities number their parts, and the level that goes with it. */
const NUMBERINGS: readonly (readonly [RegExp, number])[] = [
  [/^第[一二三四五六七八九十百\d]{1,3}(?:章|部分|篇|编)(?=[\s　：:]|\p{Script=Han})/u, 2],
  [/^第[一二三四五六七八九十百\d]{1,3}节(?=[\s　：:]|\p{Script=Han})/u, 3],
  [/^[一二三四五六七八九十]{1,3}、/u, 2],
  [/^[（(][一二三四五六七八九十]{1,3}[）)]/u, 3],
  [/^\d{1,2}[.．、](?!\d)/u, 4],
];

/** "1." is an item rather than a heading, unless text follows it. */
const LOWEST_LEVEL = 4;

/** Which numbering opens a line: its level, or `null`. */
export function numberingOf(line: string): number | null {
  return NUMBERINGS.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}

/** Whether a numbering begins anew: 第一章 below a table of contents is no item of it. */
function isFirst(line: string): boolean {
  return /^(?:第?[（(]?(?:一|1)(?![一二三四五六七八九十百\d]))/u.test(line);
}

/**
 * The level of a numbered heading on its own line: "一、总体要求" 2, "（一）指导思想" 3. A line that ends a sentence or runs
 * on is a paragraph with a run-in lead ("（一）指导思想。坚持…"), and one of a row of equals ("（一）…", "（二）…" without
 * text between them) is an item.
 */
export function numberedLevel(line: string, before: string | undefined, next: string | undefined): number | null {
  if (line.length > 2 * LONGEST_NUMBERED || codePoints(line) > LONGEST_NUMBERED) return null;
  const level = numberingOf(line);
  if (level === null || next === undefined || endsSentence(line) || /[。；：，:,;]$|[。；]/u.test(line)) return null;
  const neighbours = isFirst(line) && !isFirst(before ?? '') ? [next] : [before ?? '', next];
  const isItem = neighbours.some((other) => numberingOf(other) === level && !isProse(other));
  return isItem || (level === LOWEST_LEVEL && !isProse(next)) ? null : level;
}

/** "01" · "贰" · "PART 2": a number that stands alone over a part. */
export function isPartNumber(line: string): boolean {
  return /^(?:0?\d|1\d|[一二三四五六七八九十壹贰叁肆伍陆]|(?:Part|PART)[ .]?\d{1,2})$/u.test(line);
}

/** "——关于…的调查": the second line of a title. */
export function isSubtitle(line: string): boolean {
  return /^(?:——|--|—|―)\s{0,2}\S/u.test(line) && line.length <= 80 && !endsSentence(line);
}

/** The lines around one, and how the whole text is set. */
export interface Surroundings {
  readonly before: Classified | undefined;
  readonly after: Classified | undefined;
  readonly layout: Layout | null;
}

/**
 * Whether a line may be a headline, of an article or within one: it has the shape of a title, what stands before it is
 * finished, and text or a byline follows. In a text whose lines were all cut at one width, and in Latin letters, it
 * must also be set off by blank lines, unless a dateline begins below it: there a line is no title just because it is
 * short.
 */
export function isHeadline(line: Classified, { before, after, layout }: Surroundings): boolean {
  if (line.role !== 'body' || line.mark !== 'none' || !isTitleLike(line.text)) return false;
  if (readDateline(line.text) !== null || /^[（(【[].*[）)】\]]$/u.test(line.text)) return false;
  if (before?.role === 'body' && !endsSentence(before.text) && !isPartNumber(before.text)) return false;
  if (after !== undefined && goesOn(line, after, layout)) return false;
  if (after === undefined || after.role === 'heading' || after.role === 'editor') return false;
  if (after.role === 'body' && readDateline(after.text) !== null) return true;
  if (after.role === 'body' && (!isProse(after.text) || codePoints(line.text) >= LONGEST_BARE)) return false;
  const gap = layout?.gap ?? 0;
  const mustBeSetOff = layout !== null || isLatin(line.text);
  return !mustBeSetOff || (line.gap > gap && after.gap > gap);
}

/**
 * Whether the text goes on from this line into the next, so that neither is a headline: to Markdown they are one
 * paragraph, or the border would be closed for certain. "记者日前从市发展改革委获悉" + "，今年前三季度" yes.
 */
export function goesOn(line: Classified, after: Classified, layout: Layout | null): boolean {
  if (after.role !== 'body' && after.role !== 'heading') return false;
  if (after.mark !== 'none') return false;
  if (after.continues === true || line.continues === true) return true;
  return decideJoin({ ...line, role: 'body' }, { ...after, role: 'body' }, layout).certainty === 'certain';
}
