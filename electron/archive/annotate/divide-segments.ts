import type { Segment } from '../../../shared/document/article.ts';
import type { Range } from '../../../shared/text/splice.ts';

/**
 * The segments of a block that is cut: those before the gap and those behind it. `gap` is what falls away between the
 * two parts (blanks, perhaps none), in UTF-16 units of the imported text, to whose length the segments add up.
 */
export function divideSegments(segments: readonly Segment[], gap: Range): [Segment[], Segment[]] {
  const before: Segment[] = [];
  const behind: Segment[] = [];
  let at = 0;
  for (const segment of segments) {
    const { line, start, length, shown = length } = segment;
    const end = at + shown;
    if (end <= gap.start) before.push(segment);
    else if (at >= gap.end) behind.push(segment);
    else if (segment.shown !== undefined) {
      // an entity is never cut; a blank that stood for a line end goes with the gap
      if (at < gap.start) before.push(segment);
      else if (end > gap.end) behind.push(segment);
    } else {
      if (at < gap.start) before.push({ line, start, length: gap.start - at });
      if (end > gap.end) behind.push({ line, start: start + gap.end - at, length: end - gap.end });
    }
    at = end;
  }
  return [before, behind];
}
