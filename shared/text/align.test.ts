import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dice, makeProse } from '../../tests/make.ts';
import { fixpoints } from './align.ts';

test('fixpoints are equal pieces in the same order, also where paragraphs were moved', () => {
  const paragraphs = Array.from({ length: 12 }, (_, n) => makeProse(200, dice(n + 1)));
  fc.assert(
    fc.property(fc.shuffledSubarray(paragraphs, { minLength: 1 }), (moved) => {
      const [before, after] = [paragraphs.join('\n'), moved.join('\n')];
      const found = fixpoints(before, after);
      expect(found.length).toBeGreaterThan(0);
      for (const [index, point] of found.entries()) {
        expect(after.slice(point.after, point.after + 16)).toBe(before.slice(point.before, point.before + 16));
        const next = found[index + 1];
        if (next !== undefined) expect(next.before > point.before && next.after > point.after).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

test('what stands more than once is none', () => {
  const text = makeProse(100, dice(1)).repeat(3);
  expect(fixpoints(text, text)).toEqual([]);
  expect(fixpoints('的'.repeat(500), '的'.repeat(400))).toEqual([]);
});
