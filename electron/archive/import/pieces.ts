import type { Segment } from '../../../shared/document/article.ts';
import { visibleSpan } from './blanks.ts';

/**
 * A run of text and the place it was read from; `text` differs from the source where the source is written otherwise.
 */
export interface Piece {
  /** UTF-16 offset in the source. */
  readonly from: number;
  /** UTF-16 units of the source, all in one line; 0 for what the source only implies (the tab between two cells). */
  readonly length: number;
  readonly text: string;
}

/** Finds the line (1-based) and the place in it of an offset of the source. */
export interface Places {
  readonly source: string;
  /** Offset at which each line begins. */
  readonly starts: readonly number[];
  /** Each line's text, without its line end. */
  readonly lines: readonly string[];
}

/** Where the lines of a source lie. Line ends are CRLF, CR and LF, as for Markdown. */
export function placesOf(source: string): Places {
  const starts: number[] = [];
  const lines: string[] = [];
  let start = 0;
  for (const { 0: end, index } of source.matchAll(/\r\n|\r|\n/gu)) {
    starts.push(start);
    lines.push(source.slice(start, index));
    start = index + end.length;
  }
  starts.push(start);
  lines.push(source.slice(start));
  return { source, starts, lines };
}

/** The 0-based index of the line that holds `offset`. */
export function lineIndexAt(places: Places, offset: number): number {
  let low = 0;
  let high = places.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Pieces in order → their text and its segments; the lengths shown by the segments add up to the text's. A segment
 * never leaves its line, not even for a piece that does.
 */
export function assemble(pieces: readonly Piece[], places: Places): { text: string; segments: Segment[] } {
  const segments: Segment[] = [];
  for (const piece of pieces) {
    if (piece.text === '' && piece.length === 0) continue;
    const index = lineIndexAt(places, piece.from);
    const start = piece.from - (places.starts[index] ?? 0);
    const length = Math.min(piece.length, Math.max(0, (places.lines[index]?.length ?? 0) - start));
    const isPlain = length === piece.length && isQuoted(piece, places.source);
    const last = segments.at(-1);
    if (isPlain && last?.shown === undefined && last?.line === index + 1 && last.start + last.length === start) {
      segments[segments.length - 1] = { ...last, length: last.length + length };
    } else {
      const shown = isPlain ? {} : { shown: piece.text.length };
      segments.push({ line: index + 1, start, length, ...shown });
    }
  }
  return { text: pieces.map((piece) => piece.text).join(''), segments };
}

/** Whether the source has the piece's text, but for blanks of another kind. */
function isQuoted({ from, length, text }: Piece, source: string): boolean {
  return text.length === length && source.slice(from, from + length).replace(/\s/gu, ' ') === text.replace(/\s/gu, ' ');
}

/** The pieces without the blanks at the edges of their text. */
export function trimPieces(pieces: readonly Piece[]): Piece[] {
  const { start, end } = visibleSpan(pieces.map((piece) => piece.text).join(''));
  const trimmed: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const cut = piecePart(piece, Math.max(0, start - at), Math.min(piece.text.length, end - at));
    if (cut !== null) trimmed.push(cut);
    at += piece.text.length;
  }
  return trimmed;
}

/** Units `from` to `to` of a piece's text; a piece that is written otherwise in the source stays whole. */
function piecePart(piece: Piece, from: number, to: number): Piece | null {
  if (from >= to) return null;
  if (piece.length !== piece.text.length) return piece;
  return { from: piece.from + from, length: to - from, text: piece.text.slice(from, to) };
}
