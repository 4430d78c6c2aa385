import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commandNames, commonOptions } from '../electron/cli/command.ts';
import { commands } from '../electron/cli/commands.ts';
import { ArchiveDocument } from '../shared/document/archive.ts';
import {
  ArticleDocument,
  Block,
  blockKinds,
  encodings,
  questionCodes,
  Segment,
  type Question,
} from '../shared/document/article.ts';
import { Annotation, Located, MarksDocument, states } from '../shared/document/marks.ts';
import { openBenchArchive } from './bench/import.ts';
import { fieldNames, readFields } from './read-fields.ts';

const root = dirname(import.meta.dirname);
const format = readFileSync(join(root, 'docs', 'document-format.md'), 'utf8');

/** The text below a heading, up to the next. */
function section(heading: string): string {
  const text = format.split(/^## /mu).find((each) => each.startsWith(`${heading}\n`));
  if (text === undefined) throw new Error(`no section “${heading}”`);
  return text;
}

/** The rows of the section's table, cell by cell, without its head. */
function rows(heading: string): string[][] {
  const lines = section(heading)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What stands in code marks. */
const codes = (text: string): string[] => Array.from(text.matchAll(/`([^`]+)`/gu), ([, code = '']) => code);

/** The table row of a field. */
function meaning(heading: string, field: string): string {
  const row = rows(heading).find(([names = '']) => codes(names).includes(field));
  return row?.[1] ?? '';
}

describe('docs/document-format.md names every field, and no other', () => {
  test.each([
    ['archive.json', ArchiveDocument],
    ['An article', ArticleDocument],
    ['The marks', MarksDocument],
  ])('%s', (heading, schema) => {
    const named = rows(heading).flatMap(([names = '']) => codes(names));
    expect(named.toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  });

  /** Where the parts of a document are described, and the schema that they have. */
  const parts: [what: string, text: string, schema: z.ZodType][] = [
    ...(['authors', 'year', 'joins', 'questions', 'original', 'splices'] as const).map(
      (field): [string, string, z.ZodType] => [field, meaning('An article', field), ArticleDocument.shape[field]],
    ),
    ['evidence', meaning('An article', 'evidence'), ArticleDocument.shape.evidence],
    ['a block', after('An article', 'A block:'), Block.extend({ segments: z.unknown() })],
    ['segments', after('An article', '`segments`,'), Segment],
    ['an annotation', after('The marks', 'An annotation:'), Annotation],
  ];
  test.each(parts)('%s', (_, text, schema) => {
    expect(readFields(text)).toEqual(fieldNames(schema));
  });

  test('values', () => {
    const ofKind: Record<string, string[]> = { heading: ['level'], caption: ['credit'] };
    expect(codes(meaning('An article', 'encoding'))).toEqual(encodings);
    expect(codes(meaning('The marks', 'state'))).toEqual(states);
    expect(codes(/`kind` is .*?\. /su.exec(section('An article'))?.[0] ?? '')).toEqual(
      ['kind', ...blockKinds].flatMap((kind) => [kind, ...(ofKind[kind] ?? [])]),
    );
    expect(codes(/`located`: .*?\./su.exec(section('The marks'))?.[0] ?? '')).toEqual(['located', ...Located.options]);
  });
});

/** The section's text behind these words. */
function after(heading: string, words: string): string {
  const text = section(heading);
  const at = text.indexOf(words);
  return at < 0 ? '' : text.slice(at + words.length);
}

describe('docs/document-format.md lists the questions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaji-docs-'));
  const asked: Question[] = [];
  beforeAll(async () => {
    const cases = join(root, 'tests', 'cases');
    const stories = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /story\.\w+$/u.test(path),
    );
    const archive = await openBenchArchive(folder, join(folder, 'archive'));
    const files = stories.map((path) => join(cases, path));
    const { articles } = await archive.importFiles([...files, nearTwin(), shortWords(), twoPictures()], {
      keepDuplicates: false,
    });
    await archive.close();
    asked.push(...articles.flatMap(({ questions }) => questions));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Nearly one of the stories. */
  function nearTwin(): string {
    const path = join(folder, 'twin.txt');
    const story = readFileSync(join(root, 'tests', 'cases', 'dateline-daily', 'story.txt'), 'utf8');
    writeFileSync(path, story.replace(/。(?=[^。]*$)/u, '！'));
    return path;
  }

  /** So few bytes that they may be of several encodings. */
  function shortWords(): string {
    const path = join(folder, 'short.txt');
    writeFileSync(path, Buffer.from('d6d0b9fa', 'hex'));
    return path;
  }

  /** Two sentences led by the same day: those of pictures, or not. */
  function twoPictures(): string {
    const path = join(folder, 'picture.txt');
    const prose = '各地加快推进重点项目建设，服务企业发展，完善政策，扩大就业，成效正在显现。';
    writeFileSync(path, `# 建设\n\n${prose}\n\n6月2日，工人在车间里组装样品。\n\n6月2日，样品装上了车。\n\n${prose}\n`);
    return path;
  }

  test('all codes', () => {
    expect(rows('Questions').map(([code = '']) => codes(code))).toEqual(questionCodes.map((code) => [code]));
  });

  test.each(questionCodes)('%s: data and choices are those that the import gives', (code) => {
    const row = rows('Questions').find(([name]) => name === `\`${code}\``);
    const [data, choices] = [codes(row?.[2] ?? ''), codes(row?.[3] ?? '')];
    const questions = asked.filter((question) => question.code === code);
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      expect(Object.keys(question.data).toSorted()).toEqual(data.toSorted());
      expect(question.choices.at(-1)).toBe('dismiss');
      // a code without choices of its own offers values: titles, years, encodings
      if (choices.length > 0) expect(question.choices.slice(0, -1)).toEqual(choices);
      else expect(row?.[3]).not.toBe('');
    }
  });
});

describe.each(['README.md', 'README.zh-CN.md'])('the commands of %s', (file) => {
  const lines = Array.from(
    readFileSync(join(root, file), 'utf8').matchAll(/npm run -s zhaji -- ([^#\n]+)/gu),
    ([, line = '']) => line.trim(),
  );
  test('are there', () => expect(lines.length).toBeGreaterThan(5));
  test.each(lines)('%s', (line) => {
    const name = /^\S+/u.exec(line)?.[0] ?? '';
    if (name === 'help') return;
    const known = commandNames.find((each) => each === name);
    expect(known, name).toBeDefined();
    if (known === undefined) return;
    const options = Array.from(line.matchAll(/ --([a-z-]+)/gu), ([, option]) => option);
    expect([...commonOptions, ...commands[known].options]).toEqual(expect.arrayContaining(options));
  });
});
