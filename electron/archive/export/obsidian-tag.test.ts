import fc from 'fast-check';
import { expect, test } from 'vitest';
import { obsidianTags } from './obsidian-tag.ts';

const cases: readonly { tags: string[]; expected: string[] }[] = [
  { tags: ['经济/财税', '五险一金'], expected: ['经济/财税', '五险一金'] },
  { tags: ['2026', '2026/05', 'y2026'], expected: ['y2026', 'y2026/05'] },
  { tags: ['新 业态', 'A股  IPO'], expected: ['新-业态', 'A股-IPO'] },
  { tags: ['“两高”项目', '《条例》'], expected: ['两高项目', '条例'] },
  { tags: ['a.b,c', 'C#', '#x'], expected: ['a-b-c', 'C', 'x'] },
  { tags: ['重要⭐', 'snake_case-1'], expected: ['重要⭐', 'snake_case-1'] },
  { tags: ['？？', '甲/？/乙'], expected: ['甲/乙'] },
];

test.each(cases)('$tags', ({ tags, expected }) => {
  expect(obsidianTags(tags)).toEqual(expected);
});

test('whatever the tag, Obsidian takes it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 8 })), (tags) => {
      for (const tag of obsidianTags(tags)) {
        // Its own rule: none of these characters, no empty level, not digits alone.
        expect(tag).not.toMatch(/[\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f'"!#$%&()*+,.:;<=>?@^`{|}~[\]\\\s]/u);
        expect(tag).not.toMatch(/^\/|\/$|\/\/|^[\d/]*$/);
      }
    }),
    { numRuns: 1000 },
  );
});
