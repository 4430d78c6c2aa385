/** A place in the one text and the place in the other that it belongs to: UTF-16 offsets. */
export interface Fixpoint {
  readonly before: number;
  readonly after: number;
}

/** Length of the pieces that are looked for, and how far apart they are taken from the first text. */
const PIECE = 16;
const STEP = 32;

/**
 * Places at which two versions of a long text surely belong together: pieces that stand exactly once in either, as many as
 * follow one another in the same order in both. Between two of them the versions can be compared by themselves, so that
 * the comparison of a book takes no longer than that of its pages. O(n log n).
 */
export function fixpoints(before: string, after: string): Fixpoint[] {
  const sampled = new Set<string>();
  for (let at = 0; at + PIECE <= before.length; at += STEP) sampled.add(before.slice(at, at + PIECE));
  const inBefore = singlePlaces(before, sampled);
  const inAfter = singlePlaces(after, sampled);
  const pairs: Fixpoint[] = [];
  for (const [piece, place] of inBefore) {
    const other = inAfter.get(piece);
    if (other !== undefined) pairs.push({ before: place, after: other });
  }
  pairs.sort((one, other) => one.before - other.before);
  return longestRise(pairs);
}

/** Where each of these pieces stands, of those that stand in the text exactly once. */
function singlePlaces(text: string, pieces: ReadonlySet<string>): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let at = 0; at + PIECE <= text.length; at++) {
    const piece = text.slice(at, at + PIECE);
    if (!pieces.has(piece)) continue;
    if (places.has(piece)) repeated.add(piece);
    places.set(piece, at);
  }
  for (const piece of repeated) places.delete(piece);
  return places;
}

/** The longest selection of pairs (in order of `before`) whose `after` rises too: patience sorting. */
function longestRise(pairs: readonly Fixpoint[]): Fixpoint[] {
  /** ends[n]: index of the pair that ends the rise of n + 1 pairs with the smallest `after`. */
  const ends: number[] = [];
  const previous: number[] = [];
  const afterOf = (index: number | undefined) => (index === undefined ? -1 : (pairs[index]?.after ?? -1));
  for (const [index, { after }] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (afterOf(ends[middle]) < after) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1] ?? -1);
    ends[low] = index;
  }
  const rise: Fixpoint[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) rise.push(pair);
  }
  return rise.reverse();
}
