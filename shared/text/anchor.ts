import { CONTEXT, type Anchor } from '../document/marks.ts';
import { isInsideCharacter, type Range } from './splice.ts';

/** The passage snapped outward to whole code points and kept inside the text. */
export function wholeRange(text: string, { start, end }: Range): Range {
  const from = Math.max(0, Math.min(start, text.length));
  const to = Math.max(from, Math.min(end, text.length));
  return { start: isInsideCharacter(text, from) ? from - 1 : from, end: isInsideCharacter(text, to) ? to + 1 : to };
}

/** The neighbours of a passage: at most CONTEXT units on either side, whole code points. */
export function contextOf(text: string, { start, end }: Range): { prefix: string; suffix: string } {
  const from = Math.max(0, start - CONTEXT);
  const to = Math.min(text.length, end + CONTEXT);
  return {
    prefix: text.slice(isInsideCharacter(text, from) ? from + 1 : from, start),
    suffix: text.slice(end, isInsideCharacter(text, to) ? to - 1 : to),
  };
}

/** An anchor for the passage, snapped outward to code points; null where it is empty or blank. */
export function makeAnchor(text: string, start: number, end: number): Anchor | null {
  if (start >= end) return null;
  const range = wholeRange(text, { start, end });
  const quote = text.slice(range.start, range.end);
  return /\S/u.test(quote) ? { quote, ...contextOf(text, range), ...range } : null;
}

/**
 * Every place where the quote stands, overlapping ones too. Where it stands nowhere to the letter, it is looked for
 * without regard to blanks, line ends and the form of quotation marks: a quote copied across a rejoined break, or typed
 * with "straight" marks, is found.
 * Linear in the lengths of both.
 */
export function findQuote(text: string, quote: string): Range[] {
  if (!/\S/u.test(quote)) return [];
  const literal = occurrences(text, quote);
  if (literal.length > 0) return literal.map((start) => ({ start, end: start + quote.length }));
  const dense = withoutBlanks(plainQuotes(text));
  const sought = plainQuotes(quote).replace(/\s+/gu, '');
  return occurrences(dense.text, sought).map((at) => ({
    start: dense.offsets[at] ?? 0,
    end: (dense.offsets[at + sought.length - 1] ?? 0) + 1,
  }));
}

/** “ ” „ ＂ and ‘ ’ ＇ as straight marks; every offset stays. */
function plainQuotes(text: string): string {
  return text.replace(/[“”„＂]/gu, '"').replace(/[‘’＇]/gu, "'");
}

/** The text without blanks, and for each unit left its offset in the text. */
function withoutBlanks(text: string): { text: string; offsets: number[] } {
  const pieces: string[] = [];
  const offsets: number[] = [];
  for (const { 0: piece, index } of text.matchAll(/\S+/gu)) {
    pieces.push(piece);
    for (let at = 0; at < piece.length; at++) offsets.push(index + at);
  }
  return { text: pieces.join(''), offsets };
}

/** All starts of `sought` in the text, overlapping ones too (Knuth–Morris–Pratt, so that repetitive text is no trap). */
function occurrences(text: string, sought: string): number[] {
  const found: number[] = [];
  if (!text.includes(sought)) return found;
  const borders = new Int32Array(sought.length);
  for (let at = 1, length = 0; at < sought.length; at++) {
    while (length > 0 && sought[at] !== sought[length]) length = borders[length - 1] ?? 0;
    if (sought[at] === sought[length]) length++;
    borders[at] = length;
  }
  for (let at = 0, length = 0; at < text.length; at++) {
    while (length > 0 && text[at] !== sought[length]) length = borders[length - 1] ?? 0;
    if (text[at] === sought[length]) length++;
    if (length === sought.length) {
      found.push(at - length + 1);
      length = borders[length - 1] ?? 0;
    }
  }
  return found;
}
