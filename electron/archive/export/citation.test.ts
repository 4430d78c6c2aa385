import { expect, test } from 'vitest';
import { makeArticle } from '../../../tests/make.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import { citation, type MissingPart } from './citation.ts';

const people = (...names: string[]): ArticleDocument['authors'] => names.map((name) => ({ name, role: '记者' }));
const base = { title: '某事', importedAt: '2026-06-01T01:00:00.000Z' };

const cases: readonly { why: string; article: Partial<ArticleDocument>; text: string; missing: MissingPart[] }[] = [
  {
    why: 'a newspaper, complete',
    article: { authors: people('张三', '李四'), source: '某某日报', published: '2026-05-13', edition: '第4版' },
    text: '张三, 李四. 某事[N]. 某某日报, 2026-05-13(4).',
    missing: [],
  },
  {
    why: 'an inferred year is no date',
    article: { authors: people('张三'), agency: '某某社', year: { value: 2026, certainty: 1, evidence: [] } },
    text: '张三. 某事[N]. 某某社.',
    missing: ['date', 'page'],
  },
  {
    why: 'nothing known, the title proposed',
    article: { titleState: 'proposed' },
    text: '某事[N].',
    missing: ['author', 'title', 'newspaper', 'date', 'page'],
  },
  {
    why: 'a page without a day',
    article: { authors: people('张三'), source: '某某报', edition: '第 A02 版' },
    text: '张三. 某事[N]. 某某报(A02).',
    missing: ['date'],
  },
  {
    why: 'more than three people',
    article: { authors: people('甲', '乙', '丙', '丁'), source: '某某报', published: '2026-05-13', edition: '2' },
    text: '甲, 乙, 丙, 等. 某事[N]. 某某报, 2026-05-13(2).',
    missing: [],
  },
  {
    why: 'more than three people with Latin names',
    article: { authors: people('A', 'B', 'C', 'D J.'), source: 'Some Daily', published: '2026-05-13', edition: '2' },
    text: 'A, B, C, et al. 某事[N]. Some Daily, 2026-05-13(2).',
    missing: [],
  },
  {
    why: 'a newspaper on the net',
    article: { authors: people('J. D.'), source: '某某报', published: '2026-05-13', url: 'https://a.cn/1' },
    text: 'J. D. 某事[N/OL]. 某某报, 2026-05-13[2026-06-01].',
    missing: ['page'],
  },
  {
    why: 'another site',
    article: { authors: people('张三'), source: '某某网', published: '2026-05-13', url: 'https://a.cn/1' },
    text: '张三. 某事[EB/OL]. 某某网, 2026(2026-05-13)[2026-06-01].',
    missing: [],
  },
  {
    why: 'a page of nobody',
    article: { url: 'https://a.cn/1' },
    text: '某事[EB/OL]. [2026-06-01].',
    missing: ['author', 'publisher', 'date'],
  },
];

test.each(cases)('$why', ({ article, text, missing }) => {
  const url = article.url ?? null;
  expect(citation(makeArticle({ ...base, ...article }))).toEqual({ text, url, missing });
});
