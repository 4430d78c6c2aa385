import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode } from '../electron/archive/import/decode.ts';
import { sourceLines } from '../electron/archive/import/lines.ts';
import { readArticles, type ReadArticle } from '../electron/archive/import/read-articles.ts';
import { essentials, evidenceFlaws, findBlock, goldenEssentials, seamLines } from './golden.ts';
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
    joins: joins.map(({ block, at, certainty }) => ({ lines: seamLines(findBlock(blocks, block), at), certainty })),
    questions: questions.map(({ code, block, data, choices }, index) => ({
      code,
      ...(block === undefined ? {} : { line: findBlock(blocks, block).lines[0] }),
      ...(expected?.questions[index]?.data === undefined ? {} : { data }),
      choices,
    })),
  };
}

describe('the three stories', () => {
  const { articles, text } = readCase('three-stories');
  const contents = articles.map((article) => article.content);

  test('are what a person reads in them', () => {
    expect(essentials(contents)).toEqual(goldenEssentials());
  });

  test('the evidence of their years is literal', () => {
    expect(evidenceFlaws(contents, sourceLines(text))).toEqual([]);
  });
});

describe('what holds for every file', () => {
  test.each(names)('%s: documents are valid, and every visible character is in one block or one field', (name) => {
    const { articles, text } = readCase(name);
    expect(brokenRules(articles, text, name === 'note-with-front-matter' ? isMarkdownSyntax : isHeadingMark)).toEqual(
      [],
    );
  });
});
