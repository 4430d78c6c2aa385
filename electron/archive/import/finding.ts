import type { Author, Evidence, Segment } from '../../../shared/document/article.ts';

/** The fields whose value is one text; a second finding of `byline` adds a line, of the others it is only evidence. */
export type TextField =
  | 'byline'
  | 'agency'
  | 'column'
  | 'source'
  | 'published'
  | 'url'
  | 'edition'
  | 'documentNumber'
  | 'editorLines'
  | 'place'
  | 'tags'
  | 'title';

/** One thing that one place of the file says. */
export type Finding =
  | { readonly field: TextField; readonly value: string; readonly evidence: Evidence }
  | { readonly field: 'authors'; readonly value: readonly Author[]; readonly evidence: Evidence };

/** Evidence that spans some segments of one line. */
export function evidenceAt(rule: string, segments: readonly Segment[]): Evidence {
  const first = segments[0];
  if (first === undefined) return { rule, line: null, start: null, length: null };
  const end = segments.reduce((last, { line, start, length }) => (line === first.line ? start + length : last), 0);
  return { rule, line: first.line, start: first.start, length: end - first.start };
}

/**
 * The part of a block's text from `start`, at most `length` units and at most to the end of its source line: where a
 * literal quote of the file stands.
 */
export function partOf(segments: readonly Segment[], start: number, length: number): Segment | null {
  let at = 0;
  for (const segment of segments) {
    const shown = segment.shown ?? segment.length;
    if (start < at + shown && segment.length > 0) {
      const offset = segment.shown === undefined ? Math.max(0, start - at) : 0;
      const most = segment.shown === undefined ? segment.length - offset : segment.length;
      return { line: segment.line, start: segment.start + offset, length: Math.min(length, most) };
    }
    at += shown;
  }
  return null;
}
