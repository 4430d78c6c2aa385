import type { Segment } from '../../../shared/document/article.ts';
import type { Range } from '../../../shared/text/splice.ts';

interface PlacedSegment {
  readonly segment: Segment;
  /** UTF-16 offset and length in the imported text. */
  readonly at: number;
  readonly length: number;
}

/**
 * The segments of a block that is cut: those before the gap and those behind it. `gap` is what falls away between the
 * two parts (blanks, perhaps none), in UTF-16 units of the imported text.
 */
export function divideSegments(segments: readonly Segment[], imported: string, gap: Range): [Segment[], Segment[]] {
  const before: Segment[] = [];
  const behind: Segment[] = [];
  for (const { segment, at, length } of placeSegments(segments, imported)) {
    const end = at + length;
    if (end <= gap.start) before.push(segment);
    else if (at >= gap.end) behind.push(segment);
    // an entity shows fewer characters than it has and is never cut
    else if (segment.shown !== undefined) (at < gap.start ? before : behind).push(segment);
    else {
      const { line, start } = segment;
      if (at < gap.start) before.push({ line, start, length: gap.start - at });
      if (end > gap.end) behind.push({ line, start: start + gap.end - at, length: end - gap.end });
    }
  }
  return [before, behind];
}

/**
 * Where each segment stands in the imported text. Between pieces of different lines, and between the cells of a table,
 * the text has a blank, tab or newline that belongs to no segment.
 */
function placeSegments(segments: readonly Segment[], imported: string): PlacedSegment[] {
  const shown = (segment: Segment) => segment.shown ?? segment.length;
  let spare = imported.length - segments.reduce((total, segment) => total + shown(segment), 0);
  let at = 0;
  return segments.map((segment, index) => {
    const previous = segments[index - 1];
    const isFresh = previous !== undefined && previous.line !== segment.line;
    while (spare > 0 && previous !== undefined && (isFresh ? /\s/u : /[\t\n]/u).test(imported.charAt(at))) {
      at++;
      spare--;
    }
    const placed = { segment, at, length: shown(segment) };
    at += placed.length;
    return placed;
  });
}
