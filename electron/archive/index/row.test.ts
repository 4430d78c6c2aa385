import { describe, expect, it } from 'vitest';
import { Row } from '../../../shared/contract/row.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import { noMarks } from '../../../shared/document/marks.ts';
import { makeAnnotation, makeArticle, makeBlock, makeMarks } from '../../../tests/make.ts';
import { entryOf, type Entry } from './row.ts';

const DAY = 86_400_000;

const dayCases: [string, Partial<ArticleDocument>, Pick<Entry, 'day' | 'dating'>][] = [
  ['published', { published: '1970-01-02', earliest: '1970-01-01' }, { day: 1, dating: 'published' }],
  ['before 1970', { published: '1949-10-01' }, { day: Date.UTC(1949, 9, 1) / DAY, dating: 'published' }],
  ['earliest inferred', { earliest: '2026-02-03' }, { day: Date.UTC(2026, 1, 3) / DAY, dating: 'inferred' }],
  [
    'day of import',
    { importedAt: '2026-03-01T23:59:59.999Z' },
    { day: Date.UTC(2026, 2, 1) / DAY, dating: 'imported' },
  ],
];

describe('the place in the order of publication', () => {
  for (const [name, fields, expected] of dayCases) {
    it(`rests on: ${name}`, () => {
      const article = makeArticle(fields);
      expect(entryOf(article, noMarks(article))).toMatchObject(expected);
    });
  }
});

const year = { value: 2025, certainty: 0.9, evidence: [] };
const yearCases: [string, Partial<ArticleDocument>, number | null][] = [
  ['published', { published: '2024-05-06', year }, 2024],
  ['inferred', { year }, 2025],
  ['unknown', {}, null],
];

const long = '甲'.repeat(89) + '𠮷乙丙';
const excerptCases: [string, ArticleDocument['blocks'], string][] = [
  ['the first paragraph', [makeBlock(1, '一、', 'heading'), makeBlock(2, '正文。')], '正文。'],
  ['90 characters, none cut in two', [makeBlock(1, long)], '甲'.repeat(89) + '𠮷'],
  ['the first block where there is no paragraph', [makeBlock(1, '图为会场。', 'caption')], '图为会场。'],
  ['nothing of nothing', [], ''],
];

describe('a row', () => {
  for (const [name, fields, expected] of yearCases) {
    it(`shows the year: ${name}`, () => {
      const article = makeArticle(fields);
      expect(entryOf(article, noMarks(article)).row.year).toBe(expected);
    });
  }
  for (const [name, blocks, expected] of excerptCases) {
    it(`begins with ${name}`, () => {
      const article = makeArticle({ blocks });
      expect(entryOf(article, noMarks(article)).row.excerpt).toBe(expected);
    });
  }

  it('gathers tags of the article and of its annotations, each once, and counts notes', () => {
    const article = makeArticle();
    const marks = makeMarks(article, {
      tags: ['经济', '能源'],
      note: '总评',
      annotations: [
        makeAnnotation(article, 0, 2, { tags: ['能源', '就业'], note: '一' }),
        makeAnnotation(article, 2, 4),
      ],
    });
    const row = entryOf(article, marks).row;
    expect(Row.parse(row)).toEqual(row);
    expect(row).toMatchObject({ tags: ['经济', '能源', '就业'], annotations: 2, notes: 2 });
  });
});

describe('the strip', () => {
  const article = makeArticle({ blocks: [makeBlock(1, '字'.repeat(2000))] });
  const strip = (...annotations: ReturnType<typeof makeAnnotation>[]) =>
    entryOf(article, makeMarks(article, { annotations })).row.strip;

  it('shows a short passage as at least a thousandth', () => {
    expect(strip(makeAnnotation(article, 3, 5))).toEqual([{ start: 0.001, end: 0.003, kind: 1 }]);
  });
  it('keeps kinds apart and joins what touches of one kind', () => {
    const pieces = strip(
      makeAnnotation(article, 0, 200),
      makeAnnotation(article, 100, 300, { kind: 2 }),
      makeAnnotation(article, 200, 400),
    );
    expect(pieces).toEqual([
      { start: 0, end: 0.2, kind: 1 },
      { start: 0.05, end: 0.15, kind: 2 },
    ]);
  });
  it('leaves out what was lost', () => expect(strip(makeAnnotation(article, 0, 9, { located: 'lost' }))).toEqual([]));
  it('stays small under 5,000 highlights', () => {
    const annotations = Array.from({ length: 5000 }, (_, i) => makeAnnotation(article, i % 1999, (i % 1999) + 1));
    expect(strip(...annotations).length).toBeLessThanOrEqual(500);
  });
});

describe('facts of the text', () => {
  const article = makeArticle();
  const before = entryOf(article, noMarks(article)).text;

  it('are taken over while the text is the same', () => {
    const renamed = { ...article, title: '另一个标题', revision: 2 };
    expect(entryOf(renamed, noMarks(renamed), before).text).toBe(before);
  });
  it('are worked out anew for another text', () => {
    const corrected = makeArticle({ blocks: [makeBlock(1, '别的正文。')] });
    expect(entryOf(corrected, noMarks(corrected), before)).toEqual(entryOf(corrected, noMarks(corrected)));
  });
  it('are worked out anew where only a kind has changed', () => {
    const [heading, first, second] = article.blocks;
    const asCaption = makeArticle({ blocks: [heading!, { ...first!, kind: 'caption' }, second!] });
    const text = entryOf(asCaption, noMarks(asCaption), before).text;
    expect(text.captions).toBe(18);
    expect(text.characters).toBe(before.characters - 18);
  });
});
