import { expect, test } from 'vitest';
import { naughtyPair, NOW, randomCorrection, withHighlights } from '../../../tests/annotate-proofs.ts';
import { blockOperation, flaws } from '../../../tests/annotate-operations.ts';
import { dice } from '../../../tests/make.ts';
import { ArchiveFailure } from '../failure.ts';
import { bringUp } from './bring-up.ts';
import { edit } from './edit.ts';
import type { Pair } from '../../../shared/document/pair.ts';

/** A pair after some corrections, joins and splits, and each of the pairs on the way. */
function changes(n: number, count: number): Pair[] {
  const roll = dice(n);
  const pairs = [withHighlights(naughtyPair(n, 5, 200, roll), 30, 60, roll)];
  while (pairs.length <= count) {
    const pair = pairs.at(-1)!;
    try {
      pairs.push(edit(pair, roll(4) === 0 ? blockOperation(pair, roll) : randomCorrection(pair, roll), { now: NOW }));
    } catch (error) {
      if (!(error instanceof ArchiveFailure)) throw error;
    }
  }
  return pairs;
}

test('marks that lag behind by any number of changes come to be what they would have been', () => {
  for (let n = 1; n <= 40; n++) {
    const pairs = changes(n, 6);
    const { article, marks } = pairs.at(-1)!;
    for (const { marks: old } of pairs) {
      const brought = bringUp(article, old);
      expect(brought.annotations).toEqual(marks.annotations);
      expect(brought.textRevision).toBe(article.textRevision);
      expect(brought.revision).toBe(old.revision);
    }
  }
});

test('marks that fit are returned as they are', () => {
  const { article, marks } = changes(1, 2).at(-1)!;
  expect(bringUp(article, marks)).toBe(marks);
});

test('where splices are gone or the marks are newer, passages are looked for by their words', () => {
  for (let n = 1; n <= 20; n++) {
    const pairs = changes(n, 4);
    const last = pairs.at(-1)!;
    const [first] = pairs as [Pair];
    const article = { ...last.article, splices: [] };
    const missing = bringUp(article, first.marks);
    const newer = bringUp(first.article, last.marks);
    expect(flaws({ article, marks: missing })).toEqual([]);
    expect(flaws({ article: first.article, marks: newer })).toEqual([]);
    expect(missing.annotations).toHaveLength(30);
    const found = missing.annotations.filter(({ located }) => located !== 'lost');
    expect(found.length).toBeGreaterThan(20);
  }
});

test('a splice that does not lead to the text is not followed', () => {
  const [first, last] = [changes(3, 1)[0]!, changes(3, 1)[1]!];
  const splices = last.article.splices.map((splice) => ({
    ...splice,
    changes: splice.changes.map((change) => ({ ...change, inserted: '别的' })),
  }));
  const article = { ...last.article, splices };
  const marks = bringUp(article, first.marks);
  expect(flaws({ article, marks })).toEqual([]);
});
