import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeAnnotation, makeArticle, makeBlock, makeId, makeMarks, makeStory } from '../../../tests/make.ts';
import { naughtyStrings, nodesOf, readers, remark } from '../../../tests/read-markdown.ts';
import { ArticleDocument, articleText } from '../../../shared/document/article.ts';
import { MarksDocument, noMarks } from '../../../shared/document/marks.ts';
import { exportMarkdown } from './markdown.ts';

const folder = new URL('../../../tests/cases/export/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const goldenFiles = [
  { name: 'rider-insurance', hasMarks: true, language: 'zh' },
  { name: 'proposed-title', hasMarks: false, language: 'zh' },
  { name: 'hostile', hasMarks: true, language: 'en' },
] as const;

describe('the golden files, written by hand', () => {
  test.each(goldenFiles)('$name', ({ name, hasMarks, language }) => {
    const article = ArticleDocument.parse(JSON.parse(read(`${name}.article.json`)));
    const marks = hasMarks ? MarksDocument.parse(JSON.parse(read(`${name}.marks.json`))) : noMarks(article);
    expect(exportMarkdown(article, marks, { language })).toBe(read(`${name}.md`));
  });
});

/** The file's front matter as values, and its body. */
function partsOf(file: string): { properties: Record<string, unknown>; body: string } {
  const [, yaml = '', body = ''] = /^---\n([^]*?)\n---\n\n([^]*)$/.exec(file) ?? [];
  return { properties: parse(yaml) as Record<string, unknown>, body };
}

/** An article in which every text is the same one, with a highlight of the whole text, one of a piece, and a lost one. */
function fileOf(text: string): { file: string; quotes: string[] } {
  const article = makeArticle({
    title: text,
    byline: text,
    source: text,
    column: text,
    url: text,
    edition: text,
    documentNumber: text,
    place: [text],
    authors: [{ name: text, role: '记者' }],
    blocks: [makeBlock(1, text), makeBlock(2, text, 'heading'), makeBlock(3, text)],
  });
  const size = articleText(article).length;
  const annotations = [
    makeAnnotation(article, 0, size, { id: makeId(1), tags: ['甲 乙'] }),
    makeAnnotation(article, text.length + 1, size, { id: makeId(2), kind: 3 }),
    makeAnnotation(article, 0, text.length, { id: makeId(3), located: 'lost' }),
  ];
  const file = exportMarkdown(article, makeMarks(article, { annotations }), { language: 'zh' });
  return { file, quotes: annotations.map(({ quote }) => quote) };
}

function expectWhole(text: string): void {
  const { file, quotes } = fileOf(text);
  const { properties, body } = partsOf(file);
  expect(properties).toMatchObject({ title: text, publisher: text, author: [text] });
  for (const { name, read: reader } of readers) {
    const blocks = reader(body);
    const found = blocks.filter(({ type }) => type === 'blockquote').map(({ paragraphs }) => paragraphs.join('\n'));
    expect([name, ...found]).toEqual([name, ...quotes.map((quote) => quote.replaceAll('\0', '\ufffd'))]);
    expect(blocks[0]).toMatchObject({ type: 'heading', paragraphs: [text.replaceAll('\0', '\ufffd')] });
  }
  const html = [...nodesOf(remark(body))].filter((node) => node.type === 'html').map(({ value }) => value);
  expect(html).toEqual(
    ['source', 'highlights', 'lost'].flatMap((name) => [
      `<!-- zhaji:begin ${name} v1 -->`,
      `<!-- zhaji:end ${name} -->`,
    ]),
  );
}

describe('a file of nothing but one text', () => {
  test('a naughty one', () => naughtyStrings().forEach(expectWhole));
  test('any other', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), expectWhole), { numRuns: 200 });
  });
});

test('headings above a highlight are shown once, below our own', () => {
  const level = (n: number, depth: number): ReturnType<typeof makeBlock> => ({
    ...makeBlock(n, `标题${n}`, 'heading'),
    level: depth,
  });
  const blocks = [
    level(1, 1),
    level(2, 2),
    makeBlock(3, '甲'),
    level(4, 6),
    makeBlock(5, '乙'),
    level(6, 2),
    makeBlock(7, '丙'),
  ];
  const article = makeArticle({ blocks });
  const text = articleText(article);
  const annotations = ['丙', '乙', '甲'].map((word) => {
    const at = text.indexOf(word);
    return makeAnnotation(article, at, at + 1);
  });
  const file = exportMarkdown(article, makeMarks(article, { annotations }), { language: 'zh' });
  expect(file.match(/^#.*/gm)).toEqual([
    `# ${article.title}`,
    '## 划线',
    '### 标题1',
    '### 标题2',
    '###### 标题4',
    '### 标题6',
  ]);
  expect(file.match(/^> .*/gm)).toEqual(['> 甲', '> 乙', '> 丙']);
});

test('the same documents give the same bytes, whatever the order of keys or annotations', () => {
  const article = makeStory(3);
  const annotations = [0, 20, 40].map((start) => makeAnnotation(article, start, start + 9, { note: '甲' }));
  const marks = makeMarks(article, { annotations, tags: ['甲'] });
  const shuffled = Object.fromEntries(Object.entries(article).reverse()) as ArticleDocument;
  const first = exportMarkdown(article, marks, { language: 'zh' });
  expect(exportMarkdown(article, marks, { language: 'zh' })).toBe(first);
  expect(exportMarkdown(shuffled, { ...marks, annotations: annotations.toReversed() }, { language: 'zh' })).toBe(first);
});

test('five thousand highlights in two thousand blocks take a moment', () => {
  const blocks = Array.from({ length: 2000 }, (_, n) =>
    makeBlock(n + 1, '发展改革企业市场'.repeat(20), n % 20 ? 'paragraph' : 'heading'),
  );
  const article = makeArticle({ blocks });
  const annotations = Array.from({ length: 5000 }, (_, n) =>
    makeAnnotation(makeArticle(), 0, 5, { id: makeId(n), start: n * 60, end: n * 60 + 90 }),
  );
  const start = performance.now();
  const file = exportMarkdown(article, makeMarks(article, { annotations }), { language: 'zh' });
  expect(file.match(/^> /gm)).toHaveLength(5000);
  expect(performance.now() - start).toBeLessThan(5000);
});
