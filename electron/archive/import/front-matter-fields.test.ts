import { describe, expect, test } from 'vitest';
import { readFrontMatter } from './front-matter-fields.ts';

/** The findings that say something, as [field, value]. */
function fieldsOf(yaml: string): unknown {
  return readFrontMatter(yaml)
    ?.filter(({ value }) => value.length > 0)
    .map(({ field, value }) => [field, value]);
}

describe('front matter', () => {
  test.each<[string, unknown]>([
    ['title: 甲地新事', [['title', '甲地新事']]],
    ['标题: 甲地新事', [['title', '甲地新事']]],
    [
      'author: 沈知行、叶青禾',
      [
        [
          'authors',
          [
            { name: '沈知行', role: '作者' },
            { name: '叶青禾', role: '作者' },
          ],
        ],
      ],
    ],
    [
      'authors: ["[[Zhou Rong]]", Chen Yi]',
      [
        [
          'authors',
          [
            { name: 'Zhou Rong', role: '作者' },
            { name: 'Chen Yi', role: '作者' },
          ],
        ],
      ],
    ],
    ['source: https://example.org/a', [['url', 'https://example.org/a']]],
    ['source: 人民日报', [['source', '人民日报']]],
    ['date: 2025-04-18T08:00:00+08:00', [['published', '2025-04-18']]],
    ['published: 2025年4月18日', [['published', '2025-04-18']]],
    ['published: soon', [['editorLines', 'published: soon']]],
    [
      'tags: [充电桩, 县域/交通]',
      [
        ['tags', '充电桩'],
        ['tags', '县域/交通'],
      ],
    ],
    [
      'tags: "#充电桩, 县域"',
      [
        ['tags', '充电桩'],
        ['tags', '县域'],
      ],
    ],
    ['tags: [/]', [['editorLines', 'tags: ["/"]']]],
    ['document_number: 国发〔2019〕5号', [['documentNumber', '国发〔2019〕5号']]],
    ['rating: 4', [['editorLines', 'rating: 4']]],
    ['rating:', [['editorLines', 'rating: null']]],
    ['more: {a: 1}', [['editorLines', 'more: {"a":1}']]],
    ['__proto__: 1', [['editorLines', '__proto__: 1']]],
    ['title: [unclosed', undefined],
    ['just text', undefined],
    ['- a\n- b', undefined],
    ['a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]', undefined],
  ])('%s', (yaml, expected) => expect(fieldsOf(yaml)).toEqual(expected));

  test('every line is evidence, counted from the second line of the file', () => {
    const found = readFrontMatter('# kept\ntitle: 甲\nauthor:\n  - 沈知行\n  - 叶青禾\n');
    expect(found?.map(({ field, evidence: { line, start, length } }) => [field, line, start, length])).toEqual([
      ['title', 2, 0, 6],
      ['title', 3, 0, 8],
      ['authors', 4, 0, 7],
      ['authors', 5, 2, 5],
      ['authors', 6, 2, 5],
    ]);
  });
});
