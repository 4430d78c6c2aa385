/** Where one run of characters stands in two texts: UTF-16 offsets and its length. */
export interface SharedRun {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** Fewer units in common may be chance. */
const SHORTEST = 8;

/**
 * The longest run that two texts have in common, where it is at least half of the shorter one; else null. Looks no
 * further than the first and the last place of each quarter of the shorter text (a run of half of it holds a whole one),
 * so that the time grows with the length of the texts and no faster.
 */
export function sharedRun(before: string, after: string): SharedRun | null {
  if (before.length < after.length) {
    const run = sharedRun(after, before);
    return run && { before: run.after, after: run.before, length: run.length };
  }
  const least = Math.max(SHORTEST, Math.ceil(after.length / 2));
  if (after.length < least) return null;
  const size = Math.max(1, Math.floor(after.length / 4));
  const runs = [0, 1, 2, 3].flatMap((quarter) => {
    const at = quarter * size;
    const piece = after.slice(at, at + size);
    const places = new Set([before.indexOf(piece), before.lastIndexOf(piece)]);
    return [...places].filter((place) => place >= 0).map((place) => runAround(before, place, after, at));
  });
  const longest = runs.reduce<SharedRun | null>((best, run) => (run.length > (best?.length ?? 0) ? run : best), null);
  return longest !== null && longest.length >= least ? longest : null;
}

/** The run through these two places, as far as it goes either way. */
function runAround(before: string, place: number, after: string, at: number): SharedRun {
  let left = 0;
  while (left < place && left < at && before[place - left - 1] === after[at - left - 1]) left++;
  let right = 0;
  while (place + right < before.length && at + right < after.length && before[place + right] === after[at + right])
    right++;
  return { before: place - left, after: at - left, length: left + right };
}
