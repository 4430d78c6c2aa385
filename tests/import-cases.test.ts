import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode } from '../electron/archive/import/decode.ts';
import { sourceLines } from '../electron/archive/import/lines.ts';
import { readArticles, type ReadArticle } from '../electron/archive/import/read-articles.ts';
import { ArticleContent, type Block } from '../shared/document/article.ts';

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
    const lines = sourceLines(text);
    const covered = lines.map((line) => new Uint8Array(line.length));
    const about = lines.map((line) => new Uint8Array(line.length));
    for (const { content } of articles) {
      expect(ArticleContent.parse(content)).toEqual(content);
      for (const block of content.blocks) {
        expect(gluedText(block, lines)).toBe(block.text);
        for (const { line, start, length } of block.segments) {
          for (let at = start; at < start + length; at += 1) covered[line - 1]![at]! += 1;
        }
      }
      for (const { rule, line, start, length } of Object.values(content.evidence).flat()) {
        if (line === null || start === null || length === null || INLINE.has(rule)) continue;
        about[line - 1]!.fill(1, start, start + length);
      }
    }
    for (const [index, line] of lines.entries()) {
      for (let at = 0; at < line.length; at += 1) {
        const places = covered[index]![at]! + about[index]![at]!;
        if (!/\s/u.test(line.charAt(at)) && !isSyntax(name, line, at)) {
          expect(places, `${name} line ${index + 1} character ${at + 1} “${line.charAt(at)}”`).toBe(1);
        }
      }
    }
  });
});

/** Evidence that lies within the text, which keeps it. */
const INLINE: ReadonlySet<string> = new Set([
  'dateline',
  'dateline-agency',
  'dateline-title',
  'signature',
  'signature-agency',
  'scene',
  'latest-date',
]);

/** Heading marks; in the one Markdown case also rules, table bars, bullets, quote marks, emphasis and link targets. */
function isSyntax(name: string, line: string, at: number): boolean {
  if (at < (/^[\s　]*#{1,6} /u.exec(line)?.[0].length ?? 0)) return true;
  if (name !== 'note-with-front-matter') return false;
  if (/^---$|^\|[-:| ]+\|$/u.test(line)) return true;
  const target = /\]\([^)]*\)/u.exec(line);
  return (
    /[|*>[\]-]/u.test(line.charAt(at)) ||
    (target !== null && at >= target.index && at < target.index + target[0].length)
  );
}

/** A block's text, put together again from the pieces of the file: the characters in between are only shown. */
function gluedText(block: Block, lines: readonly string[]): string {
  let at = 0;
  return block.segments
    .map(({ line, start, length, shown }) => {
      const piece =
        shown === undefined ? (lines[line - 1] ?? '').slice(start, start + length) : block.text.slice(at, at + shown);
      at += piece.length;
      return piece;
    })
    .join('');
}
