import type { Classified } from './candidate.ts';
import { SENTENCE_END } from './sentence-end.ts';

/**
 * How a text is set, seen from all its lines: whether they were all cut at one width, and what then divides
 * paragraphs. `null` for a text that was not: each of its lines is a paragraph, or was broken by chance.
 */
export interface Layout {
  /** The width that lines were cut at, in columns. */
  readonly width: number;
  /** Blank lines within a paragraph; more divide two. */
  readonly gap: number;
  /** Whether a paragraph's first line is set in. */
  readonly isIndented: boolean;
}

/** Columns of a line: Chinese characters and their punctuation take two, others one. */
export function columnsOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

const WIDE =
  /[\u1100-\u115F\u2018-\u201D\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/gu;

/** Fewer lines than this say nothing of how a text is set. */
const LEAST_LINES = 5;
/** Columns between which lines are cut: from a newspaper's column to a wide terminal. */
const NARROWEST = 24;
const WIDEST = 132;

/**
 * Recognises a text whose lines were all cut at one width: at least half of them reach it, most of those stop in the
 * middle of a sentence, and hardly any is longer. Paragraphs that are one line each end with a full stop; verse and
 * lists of names do not reach a common width.
 */
export function findLayout(lines: readonly Classified[]): Layout | null {
  const prose = lines.filter(isProse);
  if (prose.length < LEAST_LINES) return null;
  const columns = prose.map((line) => columnsOf(line.text) + (line.indented ? 4 : 0)).sort((a, b) => a - b);
  const typical = columns[Math.floor(columns.length * 0.75)] ?? 0;
  const width = columns.findLast((count) => count <= typical * 1.1) ?? 0;
  if (width < NARROWEST || width > WIDEST) return null;
  const full = prose.filter((line) => isFull(line, undefined, width));
  const cut = full.filter((line) => !SENTENCE_END.test(line.text.slice(-8)));
  if (full.length < prose.length * 0.5 || cut.length < full.length * 0.6) return null;
  const longer = columns.filter((count) => count > width).length;
  if (longer > prose.length * 0.1) return null;
  return { width, gap: smallestGap(prose), isIndented: isIndentedStyle(prose) };
}

/** Roles that are set as running text. */
function isProse(line: Classified): boolean {
  return line.role === 'body' || line.role === 'quote';
}

/**
 * Whether a line leaves no room for what follows. Chinese lines are cut at any character (but not before ，。), so
 * they come within two characters of the width; Latin ones where the next word (at least `following`) would not fit.
 */
export function isFull(line: Classified, following: string | undefined, width: number): boolean {
  const room = width - columnsOf(line.text) - (line.indented ? 4 : 0);
  if (!/[A-Za-z0-9]$/u.test(line.text.slice(-1)) && isChinese(line.text)) return room <= 4;
  const word = following === undefined ? 12 : 1 + columnsOf(/^\S{1,40}/u.exec(following)?.[0] ?? '');
  return room < Math.min(word, width / 2);
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

function smallestGap(lines: readonly Classified[]): number {
  return lines.slice(1).reduce((least, line) => Math.min(least, line.gap), Number.POSITIVE_INFINITY);
}

/** Set in are some lines, but not most: those begin the paragraphs. */
function isIndentedStyle(lines: readonly Classified[]): boolean {
  const count = lines.filter((line) => line.indented).length;
  return count > 0 && count <= lines.length * 0.6;
}
