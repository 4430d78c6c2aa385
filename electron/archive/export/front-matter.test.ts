import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { makeAnnotation, makeArticle, makeMarks } from '../../../tests/make.ts';
import { naughtyStrings } from '../../../tests/read-markdown.ts';
import { frontMatter } from './front-matter.ts';

/** The YAML between the two lines of dashes; fails where there is more. */
function yamlOf(frontMatter: string): string {
  const yaml = /^---\n([^]*)\n---$/.exec(frontMatter)?.[1];
  expect(yaml).not.toMatch(/^---/m);
  return yaml ?? '';
}

function expectEqualValues(text: string): void {
  const article = makeArticle({
    title: text,
    url: text,
    authors: [{ name: text, role: '记者' }],
    source: text,
    column: text,
    published: '2026-05-13',
  });
  const yaml = yamlOf(frontMatter(article, makeMarks(article)));
  expect(parseDocument(yaml).errors).toEqual([]);
  expect(parse(yaml)).toMatchObject({ title: text, source: text, author: [text], publisher: text, column: text });
  expect(yaml).not.toMatch(/<%|\{\{|\{%/);
  // Flat: one line for each key or item.
  for (const line of yaml.split('\n')) expect(line).toMatch(/^(?:[a-z-]+:|[a-z-]+: \S.*| {2}- ".*")$/u);
}

describe('values survive', () => {
  test('naughty strings', () => naughtyStrings().forEach(expectEqualValues));
  test('any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), expectEqualValues), { numRuns: 500 });
  });
  test.each(['yes', 'null', '2026-05-13', '007', '1e3', '~', '- a', 'a: b', '#', '"', "'", '\\', '---', 'a\nb', ' '])(
    '%j stays a text',
    expectEqualValues,
  );
});

test('a bare article has the keys that are always known, and no others', () => {
  const article = makeArticle();
  expect(Object.keys(parse(yamlOf(frontMatter(article, makeMarks(article)))) as object)).toEqual([
    'title',
    'created',
    'type',
    'zhaji-id',
    'zhaji-schema',
    'zhaji-highlights',
  ]);
});

test('a full article has all keys in their order', () => {
  const article = makeArticle({
    title: '一问：改了什么?',
    url: 'https://a.cn/1',
    authors: [{ name: '张三', role: '记者' }],
    agency: '某某社',
    column: '观察',
    published: '2026-05-13',
    year: { value: 2026, certainty: 1, evidence: [] },
    importedAt: '2026-05-13T23:59:59.999Z',
  });
  const marks = makeMarks(article, { tags: ['经济', '2026'], annotations: [makeAnnotation(article, 6, 9)] });
  expect(yamlOf(frontMatter(article, marks)).split('\n')).toEqual([
    'title: "一问：改了什么?"',
    'source: "https://a.cn/1"',
    'author:',
    '  - "张三"',
    'publisher: "某某社"',
    'column: "观察"',
    'published: 2026-05-13',
    'created: 2026-05-13',
    'type: "article"',
    'tags:',
    '  - "经济"',
    '  - "y2026"',
    'aliases:',
    '  - "一问：改了什么?"',
    `zhaji-id: "${article.id}"`,
    'zhaji-schema: 1',
    'zhaji-highlights: 1',
  ]);
});
