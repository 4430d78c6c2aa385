import type { Encoding, Question } from '../../../shared/document/article.ts';
import { blockId } from './blocks.ts';
import { usualGap } from './caption-runs.ts';
import { readDateline } from './dateline.ts';
import { SURE_ENCODING, type Decoded } from './decode.ts';
import { isSigned, isTitleLike } from './line-shape.ts';
import type { Rejoined } from './rejoin.ts';
import type { JoinedSection } from './sections.ts';
import { labelOf, type Proposal } from './title.ts';
import { SURE_YEAR, type YearReading } from './year.ts';

/** A question before it has its number. */
export type Asked = Omit<Question, 'id'>;

/** Characters that a question shows on either side of a border. */
const CONTEXT = 12;

/** Leaves things as they are. */
const DISMISS = 'dismiss';

/** A text that raises more questions of one kind than this (verse, lists of names) is not asked about line by line. */
const MOST_PER_CODE = 100;

/** `title-proposed`: data `{rule}`; choices are up to three titles. */
export function askTitle(proposals: readonly Pick<Proposal, 'title'>[], rule: string): Asked {
  return { code: 'title-proposed', data: { rule }, choices: [...proposals.map(({ title }) => title), DISMISS] };
}

/**
 * `year-inferred`: data `{value, certainty}`; choices are the likely years. Asked below `SURE_YEAR` or where two years
 * are spoken for.
 */
export function askYear(reading: YearReading): Asked[] {
  const { value, certainty } = reading.year;
  if (certainty >= SURE_YEAR && !reading.isContested) return [];
  const neighbour = reading.bound !== null && value - 1 < reading.bound ? value + 1 : value - 1;
  const years = reading.others.length > 0 ? [value, ...reading.others.slice(0, 2)] : [value, neighbour];
  return [{ code: 'year-inferred', data: { value, certainty }, choices: [...years.map(String), DISMISS] }];
}

/** `encoding-unsure`: data `{encoding}`; choices are the other encodings. */
export function askEncoding({ encoding, certainty, alternatives }: Decoded): Asked[] {
  if (certainty >= SURE_ENCODING || alternatives.length === 0) return [];
  const choices: (Encoding | typeof DISMISS)[] = [...alternatives, DISMISS];
  return [{ code: 'encoding-unsure', data: { encoding }, choices }];
}

/** All that is asked about single blocks, in the order of the text. */
export function askBlocks(section: JoinedSection, isCorroborated: boolean): Asked[] {
  const borders = borderLines(section, isCorroborated);
  const datelines = secondDatelines(section.blocks);
  const asks = new Map(section.asks.map((ask) => [ask.next - 1, ask]));
  const counts = new Map<string, number>();
  const all = section.blocks.flatMap((block, index) => [
    ...(borders.has(index) ? [askBorder(block, index, block.text)] : []),
    ...(datelines.has(index) ? [askBorder(block, index, labelOf(block.text))] : []),
    ...block.seams.flatMap(({ certainty, before, after }) =>
      certainty === 'probable' ? [askJoin('join-probable', index, { before, after }, 'split')] : [],
    ),
    ...(block.role === 'caption' && !block.isSure ? [askCaption(index)] : []),
    ...[asks.get(index) ?? (borders.has(index) ? null : tornHeadline(block, section.blocks[index + 1]))].flatMap(
      (ask) => (ask === null ? [] : [askJoin('join-unsure', index, ask, 'join')]),
    ),
  ]);
  return all.filter(({ code }) => {
    counts.set(code, (counts.get(code) ?? 0) + 1);
    return (counts.get(code) ?? 0) <= MOST_PER_CODE;
  });
}

/**
 * `article-border`: data `{line, title}`; `block` is where the second article would begin; `divide` makes two of one.
 */
function askBorder(block: Rejoined, index: number, title: string): Asked {
  const data = { line: block.lines[0], title };
  return { code: 'article-border', block: blockId(index), data, choices: ['divide', DISMISS] };
}

/**
 * `join-probable` (`block` was joined, `split` undoes that) and `join-unsure` (`block` was left apart from the next,
 * `join` joins them): data `{before, after}`, the characters on either side of the border.
 */
function askJoin(
  code: 'join-probable' | 'join-unsure',
  index: number,
  { before, after }: { before: string; after: string },
  choice: 'split' | 'join',
): Asked {
  return { code, block: blockId(index), data: { before, after }, choices: [choice, DISMISS] };
}

/** Two clauses of one length, as headlines have them and torn sentences do not: 老厂房，新书店. */
function isPair(text: string): boolean {
  const [, one = '', other = ''] = /^(\p{Script=Han}{2,12})[，、](\p{Script=Han}{2,12})$/u.exec(text) ?? [];
  return one !== '' && one.length === other.length;
}

/**
 * The border below a headline without mark that may as well be the first half of a sentence: it has a comma, or a digit
 * follows in the next line. `null` where it may not.
 */
function tornHeadline(block: Rejoined, next: Rejoined | undefined): { before: string; after: string } | null {
  if (block.role !== 'heading' || block.isSure || next?.role !== 'body') return null;
  const isDoubtful = /[，、]/u.test(block.text) ? !isPair(block.text) : next.gap === 0 && /^\d/u.test(next.text);
  return isDoubtful ? { before: block.text.slice(-CONTEXT), after: next.text.slice(0, CONTEXT) } : null;
}

/** `caption-unsure`: no data; `paragraph` makes it one. */
function askCaption(index: number): Asked {
  return { code: 'caption-unsure', block: blockId(index), data: {}, choices: ['paragraph', DISMISS] };
}

/**
 * Which headlines without mark may begin another article. In an article that is known by its byline, dateline or
 * source, another would have its own: there only a headline that is set off is asked about, by a wider gap than usual
 * by a signature or by a line of the page above it (编辑：…, a ruler). Among others, if some are set off, those alone.
 */
function borderLines({ blocks, about }: JoinedSection, isCorroborated: boolean): Set<number> {
  const closing = new Set(about.filter(({ role }) => role === 'editor').map(({ lines }) => lines[0]));
  const usual = usualGap(blocks);
  const found = blocks.flatMap((block, index) => {
    const isHeadline = block.role === 'heading' && !block.isSure && block.mark === 'none' && isTitleLike(block.text);
    const before = blocks[index - 1];
    const isAfterEnd = isSigned(before?.text ?? '') || isAnyBetween(closing, before?.lines[1] ?? 0, block.lines[0]);
    return index > 0 && isHeadline ? [{ index, isSetOff: block.gap > usual || isAfterEnd }] : [];
  });
  const wide = found.filter(({ isSetOff }) => isSetOff);
  return new Set((isCorroborated || wide.length > 0 ? wide : found).map(({ index }) => index));
}

/** Paragraphs with a dateline of their own below another: dispatches in a row without a headline. */
function secondDatelines(blocks: readonly Rejoined[]): Set<number> {
  const found = blocks.flatMap((block, index) => {
    const { length } = (block.role === 'body' ? readDateline(block.text) : null) ?? { length: 0 };
    const isOwn = length > 0 && length < block.text.length && blocks[index - 1]?.role !== 'heading';
    return isOwn ? [index] : [];
  });
  return new Set(found.filter((index) => index > 0).slice(found[0] === 0 ? 0 : 1));
}

/** Whether a line number after `first` and before `end` is among `numbers`. */
function isAnyBetween(numbers: ReadonlySet<number>, first: number, end: number): boolean {
  for (let line = first + 1; line < end; line += 1) if (numbers.has(line)) return true;
  return false;
}
