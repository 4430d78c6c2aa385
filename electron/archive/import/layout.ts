import type { Classified } from './candidate.ts';
import { SENTENCE_END } from './sentence-end.ts';

/** How a text is set whose lines were all cut at one width. */
export interface Layout {
  /** The width that lines were cut at, in columns. */
  readonly width: number;
  /** Blank lines within a paragraph; more divide two. */
  readonly gap: number;
  /** What divides paragraphs: more blank lines, a first line set in, or nothing but a last line with room left. */
  readonly dividedBy: 'gap' | 'indent' | 'nothing';
}

/** "第一产业增加值：58061亿元": one of a row of figures, however equal their lengths. */
const LABELLED = /^[^，。；：,.;:]{2,20}[：:]\s{0,2}\S/u;

/** Fewer lines than this say nothing of how a text is set. */
const LEAST_LINES = 5;
/** Columns between which lines are cut: from a newspaper's column to a wide terminal. */
const NARROWEST = 24;
const WIDEST = 132;
/** Columns that a Chinese line may lack: numbers and closing marks are kept with what they belong to. */
const RAGGED = 6;

/** Code units that print in two columns: Hangul, CJK, full-width forms, and the quotation marks of Chinese print. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2014, 0x201d],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
];

/** Columns of a text: Chinese characters and their punctuation take two, others one. */
export function columnsOf(text: string): number {
  let columns = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last)) columns += 1;
  }
  return columns;
}

/**
 * Recognises a text whose lines were all cut at one width: at least half of them reach it, most of those stop in the
 * middle of a sentence, hardly any is longer, and there is punctuation. `null` for any other text: paragraphs that are
 * one line each differ in length and end with a full stop; verse and lists of names do not reach a common width.
 */
export function findLayout(lines: readonly Classified[]): Layout | null {
  const prose = lines.filter((line) => line.role === 'body' || line.role === 'quote');
  if (prose.length < LEAST_LINES) return null;
  const columns = prose.map(columnsOfLine).sort((a, b) => a - b);
  const typical = columns[Math.floor(columns.length * 0.75)] ?? 0;
  const width = columns.findLast((count) => count <= typical * 1.1) ?? 0;
  if (width < NARROWEST || width > WIDEST) return null;
  const full = prose.filter((line) => roomIn(line, width) < Math.max(RAGGED, width * 0.15));
  const cut = full.filter((line) => !SENTENCE_END.test(line.text.slice(-8)));
  const longer = columns.filter((count) => count > width);
  const punctuated = prose.filter((line) => /[，。；：、？！]|[,.;:?!](?:\s|$)/u.test(line.text));
  const labelled = prose.filter((line) => LABELLED.test(line.text));
  const isCut =
    labelled.length < prose.length * 0.5 &&
    full.length >= prose.length * 0.5 &&
    cut.length >= full.length * 0.6 &&
    longer.length <= prose.length * 0.1 &&
    punctuated.length >= prose.length * 0.4;
  return isCut ? { width, ...division(prose) } : null;
}

function division(lines: readonly Classified[]): Pick<Layout, 'gap' | 'dividedBy'> {
  const gaps = lines.slice(1).map((line) => line.gap);
  const gap = gaps.reduce((least, count) => Math.min(least, count), gaps[0] ?? 0);
  const indented = lines.filter((line) => line.indented).length;
  if (indented > 0 && indented <= lines.length * 0.6) return { gap, dividedBy: 'indent' };
  return { gap, dividedBy: gaps.some((count) => count > gap) ? 'gap' : 'nothing' };
}

function columnsOfLine(line: Classified): number {
  return columnsOf(line.text) + (line.indented ? 4 : 0);
}

/** Columns that a line leaves free. */
function roomIn(line: Classified, width: number): number {
  return width - columnsOfLine(line);
}

/**
 * Whether `line` was cut because it was full: what follows would not have fitted. Where nothing but a last line with
 * room left shows a paragraph's end, a line that ends a sentence must be full to the last character.
 */
export function isFull(line: Classified, following: string, layout: Layout): boolean {
  const room = roomIn(line, layout.width);
  const isLatin = !/[\p{Script=Han}，。、；：？！”’）》]/u.test(line.text.slice(-1) + following.slice(0, 1));
  const word = isLatin ? 1 + columnsOf(/^\S{1,40}/u.exec(following)?.[0] ?? '') : RAGGED + 1;
  if (layout.dividedBy === 'nothing' && SENTENCE_END.test(line.text.slice(-8))) return room < (isLatin ? word : 3);
  return room < Math.min(word, layout.width / 2);
}
