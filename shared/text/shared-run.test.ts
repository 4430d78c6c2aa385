import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedRun } from './shared-run.ts';

/** The length of the longest run that two texts have in common, by trying them all. */
function longestRun(before: string, after: string): number {
  let longest = 0;
  for (let start = 0; start < after.length; start++) {
    while (before.includes(after.slice(start, start + longest + 1)) && start + longest < after.length) longest++;
  }
  return longest;
}

const piece = fc.string({ unit: fc.constantFrom(...Array.from('甲乙丙丁戊己庚辛壬癸')), maxLength: 30 });

test('a run of half the shorter text is found, and is one', () => {
  let found = 0;
  fc.assert(
    fc.property(piece, piece, piece, piece, piece, (one, other, run, third, fourth) => {
      const [before, after] = [one + run + other, third + run + fourth];
      const shared = sharedRun(before, after);
      const longest = longestRun(before, after);
      const isLong = longest >= 8 && longest * 2 >= Math.min(before.length, after.length);
      expect(shared?.length ?? 0).toBe(isLong ? longest : 0);
      if (shared === null) return;
      found++;
      expect(before.slice(shared.before, shared.before + shared.length)).toBe(
        after.slice(shared.after, shared.after + shared.length),
      );
    }),
    { numRuns: 3_000, seed: 1 },
  );
  expect(found).toBeGreaterThan(300);
});

test('two texts of the same character a million times take no time', () => {
  const start = performance.now();
  expect(sharedRun('的'.repeat(1_000_000), '的'.repeat(900_000))?.length).toBe(900_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});
