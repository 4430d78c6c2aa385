import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionsToDrop, type Version } from './thin-history.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A midnight, so that days and ten minutes begin where one expects. */
const NOW = 20_000 * DAY;

/** Versions of revisions 1, 2 …, of the given ages in milliseconds, oldest first. */
function aged(ages: readonly number[]): Version[] {
  return ages.map((age, i) => ({ name: `marks-${i + 1}.json`, revision: i + 1, modified: NOW - age }));
}

function keptRevisions(versions: readonly Version[]): number[] {
  const dropped = new Set(versionsToDrop(versions, NOW));
  return versions.filter((version) => !dropped.has(version)).map(({ revision }) => revision);
}

const lastTwenty = Array<number>(20).fill(0);
/** The revisions of the last twenty where `n` older ones stand before them. */
const after = (n: number): number[] => lastTwenty.map((_, i) => n + 1 + i);

describe('versionsToDrop', () => {
  test.each([
    { name: 'nothing of the last twenty, however old', ages: lastTwenty.map(() => 400 * DAY), older: [], total: 0 },
    { name: 'what is older than 90 days', ages: [91 * DAY, 89 * DAY, ...lastTwenty], older: [2], total: 2 },
    {
      name: 'all but the newest of ten minutes',
      ages: [25 * MINUTE, 23 * MINUTE, 12 * MINUTE, 11 * MINUTE, 9 * MINUTE, ...lastTwenty],
      older: [2, 4, 5],
      total: 5,
    },
    {
      name: 'all but the newest of a day, after one day',
      ages: [2.9 * DAY, 2.8 * DAY, 2.1 * DAY, 1.9 * DAY, 1.2 * DAY, ...lastTwenty],
      older: [3, 5],
      total: 5,
    },
    { name: 'by revision, not by clock', ages: [11 * MINUTE, 12 * MINUTE, ...lastTwenty], older: [2], total: 2 },
  ])('drops $name', ({ ages, older, total }) => {
    expect(keptRevisions(aged(ages))).toEqual([...older, ...after(total)].slice(0, ages.length));
  });

  test('keeps so few that a folder stays small, and again the same when asked again', () => {
    const versions = fc.array(fc.integer({ min: 0, max: 200 * DAY }), { maxLength: 3000 }).map(aged);
    fc.assert(
      fc.property(versions, (all) => {
        const dropped = new Set(versionsToDrop(all, NOW));
        const kept = all.filter((version) => !dropped.has(version));
        expect(kept.length).toBeLessThanOrEqual(20 + 145 + 90);
        expect(versionsToDrop(kept, NOW)).toEqual([]);
        expect(kept.slice(-20)).toEqual(all.slice(-20));
      }),
      { numRuns: 50 },
    );
  });
});
