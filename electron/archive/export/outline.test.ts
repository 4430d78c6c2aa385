import { expect, test } from 'vitest';
import { dice, makeBlock } from '../../../tests/make.ts';
import type { Block } from '../../../shared/document/article.ts';
import { entriesIn, outline } from './outline.ts';

function head(n: number, level: number): Block {
  return { ...makeBlock(n, `标题${n}`, 'heading'), level };
}

test('paragraphs are counted; headings stand above what follows them, higher ones longer', () => {
  const blocks = [
    makeBlock(1, '一'),
    head(2, 2),
    makeBlock(3, '二'),
    head(4, 3),
    makeBlock(5, '图', 'caption'),
    makeBlock(6, '三', 'list'),
    head(7, 3),
    head(8, 2),
    makeBlock(9, '四', 'quote'),
  ];
  expect(outline(blocks).map(({ number, path }) => [number, ...path.map(({ id }) => id)])).toEqual([
    [1],
    [null, 'b2'],
    [2, 'b2'],
    [null, 'b2', 'b4'],
    [null, 'b2', 'b4'],
    [3, 'b2', 'b4'],
    [null, 'b2', 'b7'],
    [null, 'b8'],
    [4, 'b8'],
  ]);
});

test('the blocks of a range are those that a look at each block finds', () => {
  const roll = dice(1);
  const entries = outline(Array.from({ length: 30 }, (_, n) => makeBlock(n + 1, '字'.repeat(roll(4)))));
  const size = entries.at(-1)!.end;
  for (let start = 0; start < size; start += 1) {
    for (let end = start + 1; end <= size; end += 1) {
      const slow = entries.filter((entry) => entry.start < end && entry.end > start && entry.end > entry.start);
      expect(entriesIn(entries, start, end)).toEqual(slow);
    }
  }
});
