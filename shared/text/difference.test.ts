import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dice, makeProse } from '../../tests/make.ts';
import { correctionChanges, textDifference } from './difference.ts';
import { applyChanges, isInsideCharacter } from './splice.ts';

/** Texts of few characters, whose surrogate halves repeat: 😀 and 😁 share the first, 😀 and 🨀 the second. */
const text = fc
  .array(fc.constantFrom('的', '一', '\uE000', '😀', '😁', '🨀', '，', '\n', 'e\u0301'), { maxLength: 40 })
  .map((units) => units.join(''));

test('the difference leads from one text to the other, in whole characters', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = textDifference(before, after);
      expect(applyChanges(before, changes)).toBe(after);
      let at = -1;
      for (const { start, removed, inserted } of changes) {
        expect(start).toBeGreaterThan(at);
        at = start + removed.length;
        expect(isInsideCharacter(before, start) || isInsideCharacter(before, at)).toBe(false);
        expect(`${removed}${inserted}`.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a long text with an error every twenty characters, and one that has nothing in common, take no time', () => {
  const roll = dice(12);
  const before = makeProse(200_000, roll);
  const after = Array.from(before, (character) => (roll(20) === 0 ? '靐' : character)).join('');
  const start = performance.now();
  const changes = textDifference(before, after);
  expect(applyChanges(before, changes)).toBe(after);
  expect(changes.reduce((total, { removed }) => total + removed.length, 0)).toBeLessThan(before.length / 12);
  const other = Array.from(before, () => String.fromCharCode(0x5000 + roll(3_000))).join('');
  expect(applyChanges(before, textDifference(before, other))).toBe(other);
  expect(performance.now() - start).toBeLessThan(15_000);
});

test('what follows a passage that is gone stays, though a slip comes soon after it', () => {
  const roll = dice(14);
  const [head, gone, tail] = [makeProse(60, roll), makeProse(400, roll), makeProse(60, roll)];
  const before = `${head}\n${gone}\n建设试点市场投资发展数据能${tail}`;
  const after = `${head}\n建设试点市场投资发展数据龘${tail}`;
  expect(textDifference(before, after)).toEqual([
    { start: head.length + 1, removed: `${gone}\n`, inserted: '' },
    { start: before.length - tail.length - 1, removed: '能', inserted: '龘' },
  ]);
});

const cases: [what: string, removed: string, inserted: string, changes: [string, string][]][] = [
  ['one word in a short passage', '增长百分之五', '增长百分之六', [['五', '六']]],
  ['nothing', '同样', '同样', []],
  [
    'some words in a retyped sentence',
    '今年以来，各地加快推进重点项目建设，服务企业发展，成效明显，值得总结。',
    '去年以来，各地加快推进重点项目建设，服务企业发展，成效显著，值得推广。',
    [
      ['今', '去'],
      ['明', ''],
      ['', '著'],
      ['总结', '推广'],
    ],
  ],
];
for (const [what, removed, inserted, wanted] of cases) {
  test(`a correction: ${what}`, () => {
    const changes = correctionChanges({ start: 0, removed, inserted });
    expect(changes.map((change) => [change.removed, change.inserted])).toEqual(wanted);
    expect(applyChanges(removed, changes)).toBe(inserted);
  });
}
