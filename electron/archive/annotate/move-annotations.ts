import type { Change } from '../../../shared/document/article.ts';
import { CONTEXT, type Annotation } from '../../../shared/document/marks.ts';
import { contextOf, wholeRange } from '../../../shared/text/anchor.ts';
import { rangeMover, type MovedRange, type Range } from '../../../shared/text/splice.ts';

/** A passage of which a smaller share of the characters survives is lost. */
const LOST_BELOW = 1 / 2;
/** A passage of which a smaller share survives has become another enough to be shown as found approximately. */
const APPROXIMATE_BELOW = 3 / 4;
/** So is one whose neighbours gave way to others but for this share: a common word may have survived by chance. */
const STRANGE_BELOW = 1 / 4;

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
  const isStrange = strangeness(text, changes);
  return inTextOrder(annotations.map((annotation) => followText(annotation, text, move, isStrange)));
}

function followText(
  annotation: Annotation,
  text: string,
  move: (range: Range) => MovedRange,
  isStrange: (range: Range) => boolean,
): Annotation {
  const length = annotation.end - annotation.start;
  const { surviving, start, end } = move(annotation);
  if (annotation.located === 'lost') return { ...annotation, start, end };
  const range = wholeRange(text, { start, end });
  const quote = text.slice(range.start, range.end);
  if (surviving < length * LOST_BELOW || !/\S/u.test(quote)) return { ...annotation, start, end, located: 'lost' };
  const isVague = surviving < length * APPROXIMATE_BELOW || isStrange(annotation);
  const located = isVague ? 'approximate' : annotation.located;
  return { ...annotation, ...range, quote, ...contextOf(text, range), located };
}

/** Tells of a passage whether the text around it was replaced by another (what was only cut away does not count). */
function strangeness(text: string, changes: readonly Change[]): (range: Range) => boolean {
  const before = changes.reduce(
    (length, { removed, inserted }) => length + removed.length - inserted.length,
    text.length,
  );
  const replace = rangeMover(changes.filter(({ inserted }) => inserted !== ''));
  return (range) => {
    const around = { start: Math.max(0, range.start - CONTEXT), end: Math.min(before, range.end + CONTEXT) };
    const neighbours = around.end - around.start - (range.end - range.start);
    const surviving = replace(around).surviving - replace(range).surviving;
    return neighbours >= CONTEXT && surviving < neighbours * STRANGE_BELOW;
  };
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
