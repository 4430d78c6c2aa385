import type { Change } from '../../../shared/document/article.ts';
import type { Annotation } from '../../../shared/document/marks.ts';
import { contextOf, wholeRange } from '../../../shared/text/anchor.ts';
import { rangeMover, type MovedRange, type Range } from '../../../shared/text/splice.ts';

/** A passage of which a smaller share of the characters survives is lost. */
const LOST_BELOW = 1 / 2;
/** A passage of which a smaller share survives has become another enough to be shown as found approximately. */
const APPROXIMATE_BELOW = 3 / 4;

/**
 * Lets annotations follow a change of the text. `text` is the text after `changes`. Passages that no change reaches into
 * keep their words, always; the others take the words that now stand there. What is lost keeps its quote and the place
 * where it was. The result is in the order of the text.
 */
export function moveAnnotations(
  annotations: readonly Annotation[],
  text: string,
  changes: readonly Change[],
): Annotation[] {
  const move = rangeMover(changes);
  return inTextOrder(annotations.map((annotation) => followText(annotation, text, move)));
}

function followText(annotation: Annotation, text: string, move: (range: Range) => MovedRange): Annotation {
  const length = annotation.end - annotation.start;
  const { surviving, start, end } = move(annotation);
  if (annotation.located === 'lost') return { ...annotation, start, end };
  const range = wholeRange(text, { start, end });
  const quote = text.slice(range.start, range.end);
  if (surviving < length * LOST_BELOW || !/\S/u.test(quote)) return { ...annotation, start, end, located: 'lost' };
  const located = surviving < length * APPROXIMATE_BELOW ? 'approximate' : annotation.located;
  return { ...annotation, ...range, quote, ...contextOf(text, range), located };
}

/** Annotations by start, then end, then id. */
export function inTextOrder(annotations: readonly Annotation[]): Annotation[] {
  return annotations.toSorted(
    (one, other) => one.start - other.start || one.end - other.end || compareIds(one.id, other.id),
  );
}

function compareIds(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
