import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counts, ListFilter, Row } from '../../../shared/contract/row.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import { noMarks, states } from '../../../shared/document/marks.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import { dice, makeArticle, makeBlock, makeId, makeMarks, makeStory, makeStoryMarks } from '../../../tests/make.ts';
import { ArchiveFailure } from '../failure.ts';
import { counts, totals } from './counts.ts';
import { openIndex } from './database.ts';
import type { Index } from './database.ts';
import { siblings } from './duplicates.ts';
import { list, rowOfId } from './list.ts';
import { entryOf } from './row.ts';
import { putEntry, removeEntry } from './write.ts';

/** The stupid twin of the catalogue: all articles in the order in which they came to their day. */
interface Known {
  readonly article: ArticleDocument;
  readonly marks: MarksDocument;
  readonly row: Row;
  readonly day: number;
  readonly arrival: number;
}

let index: Index;
const twin = new Map<string, Known>();
let arrivals = 0;

function put(article: ArticleDocument, marks: MarksDocument): void {
  const entry = entryOf(article, marks);
  index.transaction(() => putEntry(index, entry));
  const { row, day } = entry;
  const before = twin.get(article.id);
  arrivals += 1;
  twin.set(article.id, {
    article,
    marks,
    row,
    day,
    arrival: before?.day === day ? before.arrival : arrivals,
  });
}

function drop(id: string): void {
  index.transaction(() => removeEntry(index, id));
  twin.delete(id);
}

const below = (tag: string, tags: readonly string[]) => tags.some((one) => one === tag || one.startsWith(`${tag}/`));

function plainList(filter: ListFilter): Row[] {
  return Array.from(twin.values())
    .filter(({ marks }) => (marks.trashedAt !== null) === (filter.trashed ?? false))
    .sort((a, b) => b.day - a.day || b.arrival - a.arrival)
    .map(({ row }) => row)
    .filter(
      (row) =>
        (filter.state === undefined || row.state === filter.state) &&
        (filter.source === undefined || row.source === filter.source) &&
        (filter.starred === undefined || row.starred) &&
        (filter.tag === undefined || below(filter.tag, row.tags)),
    );
}

function plainCounts(): Omit<Counts, 'sources'> {
  const rows = plainList({});
  const tags = new Set(
    rows.flatMap((row) =>
      row.tags.flatMap((tag) => [tag, ...tag.split('/').map((_, i, all) => all.slice(0, i + 1).join('/'))]),
    ),
  );
  return {
    articles: rows.length,
    trashed: plainList({ trashed: true }).length,
    starred: rows.filter((row) => row.starred).length,
    states: {
      'to-read': 0,
      read: 0,
      kept: 0,
      ...Object.fromEntries(states.map((state) => [state, plainList({ state }).length])),
    },
    tags: Array.from(tags)
      .sort((a, b) => (a.replaceAll('/', '\u0001') < b.replaceAll('/', '\u0001') ? -1 : 1))
      .map((tag) => ({ tag, articles: plainList({ tag }).length })),
  };
}

beforeAll(() => {
  index = openIndex(':memory:', { archiveId: makeId(0), archiveFolder: '/archive' });
  const roll = dice(11);
  for (let n = 1; n <= 400; n += 1) {
    const article = makeStory(n, 60);
    put(article, makeStoryMarks(article, n) ?? noMarks(article));
  }
  put(makeArticle({ id: makeId(500), published: '1949-10-01' }), noMarks(makeArticle({ id: makeId(500) })));
  // Some change: other marks, another day, gone.
  for (let n = 1; n <= 400; n += 7) {
    const article = { ...makeStory(n, 60), published: roll(2) === 0 ? '2020-02-02' : makeStory(n, 60).published };
    put(article, makeStoryMarks(article, n + 1000 + roll(50)) ?? noMarks(article));
  }
  for (let n = 3; n <= 400; n += 31) drop(makeId(n));
});
afterAll(() => index.close());

const filters: fc.Arbitrary<ListFilter> = fc.record(
  {
    state: fc.constantFrom(...states),
    tag: fc.constantFrom('经济', '经济/财税', '经济/财税/减税', '能源', '能源/电力', '就业', '没有'),
    source: fc.constantFrom('某某日报', '某某经济报', '某某时报', '没有的报'),
    starred: fc.constant(true as const),
    trashed: fc.boolean(),
  },
  { requiredKeys: [] },
);

function walk(filter: ListFilter, limit: number): { rows: Row[]; totals: Set<number> } {
  const rows: Row[] = [];
  const totals = new Set<number>();
  for (let cursor: string | null | undefined = undefined; cursor !== null;) {
    const page = list(index, filter, { limit, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.articles);
    totals.add(page.total);
    cursor = page.next;
  }
  return { rows, totals };
}

describe('list', () => {
  it('agrees with filtering and sorting everything, page by page', () => {
    fc.assert(
      fc.property(filters, fc.integer({ min: 1, max: 60 }), (filter, limit) => {
        const expected = plainList(filter);
        const { rows, totals } = walk(filter, limit);
        expect(rows).toEqual(expected);
        expect(totals).toEqual(new Set([expected.length]));
      }),
      { numRuns: 300 },
    );
  });

  it('shows an article of before 1970 last, and its cursor has no sign', () => {
    const all = list(index, {}, { limit: 1_000 });
    expect(all.articles.at(-1)?.id).toBe(makeId(500));
    const { next } = list(index, {}, { limit: all.total - 1 });
    expect(next).toMatch(/^[0-9a-z]+$/);
  });

  it('keeps its place when newer articles arrive between two pages', () => {
    const first = list(index, {}, { limit: 20 });
    const rest = plainList({})
      .slice(20, 40)
      .map(({ id }) => id);
    put(makeArticle({ id: makeId(501), published: '2030-01-01' }), noMarks(makeArticle({ id: makeId(501) })));
    expect(list(index, {}, { limit: 20, cursor: first.next }).articles.map(({ id }) => id)).toEqual(rest);
    drop(makeId(501));
  });

  const wrong: [string, { limit: number; cursor?: string }, string][] = [
    ['no rows', { limit: 0 }, 'limit'],
    ['half a row', { limit: 2.5 }, 'limit'],
    ['too many rows', { limit: 1_001 }, 'limit'],
    ['an empty cursor', { limit: 5, cursor: '' }, 'cursor'],
    ['a foreign cursor', { limit: 5, cursor: "1' OR 1" }, 'cursor'],
    ['a cursor out of range', { limit: 5, cursor: 'zzzzzzzzzzz' }, 'cursor'],
  ];
  for (const [name, request, argument] of wrong) {
    it(`refuses ${name}`, () => {
      const failed = (): unknown => {
        try {
          return list(index, {}, request);
        } catch (error) {
          return error instanceof ArchiveFailure ? error.toValue() : error;
        }
      };
      expect(failed()).toMatchObject({ code: 'argument-wrong', data: { argument } });
    });
  }
});

it('stores whole numbers, although node:sqlite binds every number as a REAL', () => {
  const types = index.sql('SELECT typeof(number) AS type FROM article UNION SELECT typeof(key) FROM band').all();
  expect(types.map((found) => found['type'])).toEqual(['integer']);
});

it('tells the articles of one imported file, outside the trash, in the order of their import', () => {
  const original = { file: 'three.txt', sha256: 'ab'.repeat(32) };
  const parts = [703, 701, 702, 704].map((n) => makeArticle({ id: makeId(n), original }));
  for (const part of parts) {
    put(part, makeMarks(part, { trashedAt: part.id === makeId(704) ? '2026-03-05T08:00:00.000Z' : null }));
  }
  expect(siblings(index, original.sha256)).toEqual([701, 702, 703].map(makeId));
  expect(siblings(index, 'cd'.repeat(32))).toEqual([]);
  for (const { id } of parts) drop(id);
});

describe('counts', () => {
  it('agree with counting everything', () => {
    const { sources, ...others } = counts(index);
    expect(others).toEqual(plainCounts());
    const bySource = Map.groupBy(plainList({}), ({ source }) => source);
    expect(new Map(sources.map(({ source, articles }) => [source, articles]))).toEqual(
      new Map(Array.from(bySource, ([source, rows]) => [source, rows.length])),
    );
    expect(sources.map(({ articles }) => articles)).toEqual(
      sources.map(({ articles }) => articles).sort((a, b) => b - a),
    );
  });

  it('and sums agree with adding everything up', () => {
    const rows = plainList({});
    const sum = (of: (row: Row) => number) => rows.reduce((so, row) => so + of(row), 0);
    expect(totals(index)).toEqual({
      articles: rows.length,
      trashed: plainList({ trashed: true }).length,
      annotations: sum((row) => row.annotations),
      notes: sum((row) => row.notes),
      characters: sum((row) => row.characters),
      captions: sum((row) => row.captions),
    });
  });

  it('leave nothing behind of what was removed', () => {
    const article = makeArticle({
      id: makeId(600),
      source: '唯一的来源',
      blocks: [makeBlock(1, '独一无二的一段文字。')],
    });
    const tables = () =>
      ['article', 'facet', 'member', 'band'].map((name) => index.sql(`SELECT count(*) AS n FROM ${name}`).get()?.['n']);
    const before = tables();
    put(article, makeMarks(article, { tags: ['只有/这里'] }));
    expect(rowOfId(index, article.id)?.tags).toEqual(['只有/这里']);
    drop(article.id);
    expect(tables()).toEqual(before);
    expect(rowOfId(index, article.id)).toBeNull();
  });
});
