/** An older version of a document: its revision, and when it was written (milliseconds since 1970). */
export interface Version {
  readonly name: string;
  readonly revision: number;
  readonly modified: number;
}

/** The newest versions, whatever their age, all stay. */
const KEEP_LAST = 20;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SLOT = 10 * MINUTE;
const LIMIT = 90 * DAY;

/** The stretch of time that a version may stand for: ten minutes in the last day, a day before that, none after 90 days. */
function slotOf(modified: number, now: number): string | null {
  const age = now - modified;
  if (age < DAY) return `slot ${Math.floor(modified / SLOT)}`;
  return age < LIMIT ? `day ${Math.floor(modified / DAY)}` : null;
}

/**
 * The versions that may go: all but the last 20, the newest of each ten minutes for a day, and the newest of each day
 * for 90 days. "Newest" goes by revision; the clock only says how old a version is.
 */
export function versionsToDrop(versions: readonly Version[], now: number): Version[] {
  const newestFirst = versions.toSorted((a, b) => b.revision - a.revision || (a.name < b.name ? 1 : -1));
  const taken = new Set<string>();
  return newestFirst.slice(KEEP_LAST).filter(({ modified }) => {
    const slot = slotOf(modified, now);
    if (slot === null || taken.has(slot)) return true;
    taken.add(slot);
    return false;
  });
}
