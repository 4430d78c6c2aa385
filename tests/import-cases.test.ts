import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode } from '../electron/archive/import/decode.ts';
import { sourceLines } from '../electron/archive/import/lines.ts';
import { readArticles, type ReadArticle } from '../electron/archive/import/read-articles.ts';
import type { Block } from '../shared/document/article.ts';
import { brokenRules, isHeadingMark, isMarkdownSyntax } from './import-invariants.ts';

/** One `tests/cases` folder: a story as its paper printed it, and by hand what must be read from it. */
interface ExpectedBlock {
  kind: string;
  level?: number;
  credit?: string;
  lines: [number, number];
  text: string;
}
interface ExpectedQuestion {
  code: string;
  /** First line of the block that is asked about. */
  line?: number;
  data?: unknown;
  choices: string[];
}
interface Expected {
  year: number | null;
  tags: string[];
  /** The rule of the first evidence of a field, for `year` of the inference. */
  rules?: Record<string, string>;
  blocks: ExpectedBlock[];
  joins: { lines: [number, number]; certainty: string }[];
  questions: ExpectedQuestion[];
}
interface ExpectedFile {
  encoding: string;
  articles: Expected[];
}

const folder = new URL('./cases/', import.meta.url);

function readCase(name: string): { articles: ReadArticle[]; text: string; encoding: string } {
  const file = readdirSync(new URL(`${name}/`, folder)).find((each) => each.startsWith('story.')) ?? '';
  const decoded = decode(readFileSync(new URL(`${name}/${file}`, folder)));
  return { articles: readArticles(decoded, { name: file }), text: decoded.text, encoding: decoded.encoding };
}

const names = readdirSync(folder, { withFileTypes: true })
  .filter(
    (entry) =>
      entry.isDirectory() && readdirSync(new URL(`${entry.name}/`, folder)).some((file) => file.startsWith('story.')),
  )
  .map((entry) => entry.name);
const withExpectation = names.filter((name) => readdirSync(new URL(`${name}/`, folder)).includes('expected.json'));

describe('stories in other papers’ manners', () => {
  test('there are at least sixteen of them', () => expect(withExpectation.length).toBeGreaterThanOrEqual(16));

  test.each(withExpectation)('%s', (name) => {
    const { articles, encoding } = readCase(name);
    const expected = JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), 'utf8')) as ExpectedFile;
    expect(encoding).toBe(expected.encoding);
    expect(articles.map((article, index) => summary(article, expected.articles[index]))).toEqual(expected.articles);
  });
});

/** An article in the form of the expectations: only what the expectation speaks of is looked up of rules and data. */
function summary({ content, tags }: ReadArticle, expected: Expected | undefined): unknown {
  const { evidence, blocks, joins, questions, year, ...fields } = content;
  const rules = Object.keys(expected?.rules ?? {}).map((field) => [
    field,
    field === 'year' ? year?.evidence[0]?.rule : evidence[field as keyof typeof evidence]?.[0]?.rule,
  ]);
  return {
    ...fields,
    year: year?.value ?? null,
    tags,
    ...(expected?.rules === undefined ? {} : { rules: Object.fromEntries(rules) as unknown }),
    blocks: blocks.map(({ kind, level, credit, lines, text }) => ({
      kind,
      ...(level === undefined ? {} : { level }),
      lines,
      text,
      ...(credit === undefined ? {} : { credit }),
    })),
    joins: joins.map(({ block, at, certainty }) => ({ lines: seamLines(find(blocks, block), at), certainty })),
    questions: questions.map(({ code, block, data, choices }, index) => ({
      code,
      ...(block === undefined ? {} : { line: find(blocks, block).lines[0] }),
      ...(expected?.questions[index]?.data === undefined ? {} : { data }),
      choices,
    })),
  };
}

function find(blocks: readonly Block[], id: string): Block {
  const block = blocks.find((each) => each.id === id);
  if (block === undefined) throw new Error(`no block ${id}`);
  return block;
}

/** The lines on either side of a seam at offset `at` of a block's text. */
function seamLines(block: Block, at: number): [number, number] {
  let shown = 0;
  let before = 0;
  for (const segment of block.segments) {
    if (shown >= at && segment.line !== before && before !== 0) return [before, segment.line];
    shown += segment.shown ?? segment.length;
    before = segment.line;
  }
  throw new Error(`no seam at ${at}`);
}

interface Golden {
  joins: [number, number][];
  articles: {
    title: string | null;
    titleState: string;
    proposedTitles: { title: string }[];
    byline: { raw: string } | null;
    authors: unknown[];
    agency: string | null;
    column: string | null;
    source: { name: string };
    date: { year: { value: number }; earliest: string };
    headings: { line: number; level: number; text: string }[];
    paragraphs: GoldenBlock[];
    captions: GoldenBlock[];
  }[];
}
interface GoldenBlock {
  lines: number[];
  length: number;
  first12: string;
  last12: string;
}

describe('the three stories', () => {
  const golden = JSON.parse(readFileSync(new URL('three-stories/articles.json', folder), 'utf8')) as Golden;
  const { articles, text } = readCase('three-stories');
  const contents = articles.map((article) => article.content);

  test('metadata', () => {
    expect(
      contents.map(({ title, titleState, byline, authors, agency, column, source, year }) => ({
        title,
        titleState,
        byline,
        authors,
        agency,
        column,
        source,
        year: year?.value,
      })),
    ).toEqual(
      golden.articles.map((article) => ({
        title: article.title ?? article.proposedTitles[0]?.title,
        titleState: article.titleState === 'missing' ? 'proposed' : 'given',
        byline: article.byline?.raw ?? null,
        authors: article.authors,
        agency: article.agency,
        column: article.column,
        source: article.source.name,
        year: article.date.year.value,
      })),
    );
    expect(contents.map(({ earliest }) => earliest)).toEqual(
      golden.articles.map(({ date }) => (date.earliest.length === 7 ? `${date.earliest}-01` : date.earliest)),
    );
    expect(contents[2]?.place).toEqual(['江苏省昆山市']);
  });

  test('proposed titles', () => {
    const question = contents[0]?.questions.find(({ code }) => code === 'title-proposed');
    expect(question?.choices).toEqual([
      ...(golden.articles[0]?.proposedTitles ?? []).map(({ title }) => title),
      'dismiss',
    ]);
  });

  test('blocks', () => {
    const expected = golden.articles.map(({ headings, paragraphs, captions }) =>
      [
        ...headings.map(({ line, level, text: words }) => ({ kind: 'heading', level, lines: [line], text: words })),
        ...paragraphs.map((block) => ({ kind: 'paragraph', ...shape(block) })),
        ...captions.map((block) => ({ kind: 'caption', ...shape(block) })),
      ].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)),
    );
    const read = contents.map(({ blocks }) =>
      blocks.map((block) => {
        const lines = [...new Set(block.segments.map(({ line }) => line))];
        if (block.kind === 'heading') return { kind: block.kind, level: block.level, lines, text: block.text };
        const { length } = block.text;
        return { kind: block.kind, lines, length, first12: block.text.slice(0, 12), last12: block.text.slice(-12) };
      }),
    );
    expect(read).toEqual(expected);
  });

  test('joins', () => {
    const read = contents.flatMap(({ blocks, joins }) =>
      joins.map(({ block, at }) => seamLines(find(blocks, block), at)),
    );
    expect(read).toEqual(golden.joins);
  });

  test('the year’s evidence is literal', () => {
    const lines = sourceLines(text);
    for (const { year } of contents) {
      expect(year?.evidence.length).toBeGreaterThan(0);
      for (const { line, quote } of year?.evidence ?? []) expect(lines[line - 1]).toContain(quote);
    }
    expect(contents[2]?.year?.evidence[0]?.rule).toBe('same-file');
  });
});

function shape({ lines, length, first12, last12 }: GoldenBlock): GoldenBlock {
  return { lines, length, first12, last12 };
}

describe('what holds for every file', () => {
  test.each(names)('%s: documents are valid, and every visible character is in one block or one field', (name) => {
    const { articles, text } = readCase(name);
    expect(brokenRules(articles, text, name === 'note-with-front-matter' ? isMarkdownSyntax : isHeadingMark)).toEqual(
      [],
    );
  });
});
