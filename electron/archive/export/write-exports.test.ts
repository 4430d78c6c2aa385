import * as files from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeAnnotation, makeArticle, makeId, makeMarks } from '../../../tests/make.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { Pair } from '../annotate/pair.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Fs } from '../store/fs-port.ts';
import { nodeFs } from '../store/node-fs.ts';
import { exportMarkdown } from './markdown.ts';
import { writeExports, type ExportSettings } from './write-exports.ts';

const HOUR = 3_600_000;
let root = '';
let settings: ExportSettings;
let ids = 0;

beforeEach(() => {
  root = files.mkdtempSync(join(tmpdir(), 'zhaji-export-'));
  settings = {
    fs: nodeFs,
    clock: { now: () => Date.now() },
    newId: () => makeId((ids += 1)),
    folder: join(root, 'vault'),
    memoryFolder: join(root, 'data', 'exports'),
    language: 'zh',
  };
});
afterEach(() => files.rmSync(root, { recursive: true, force: true }));

function pair(n: number, title: string, overrides: Partial<ArticleDocument> = {}): Pair {
  const article = makeArticle({ id: makeId(n), title, ...overrides });
  return { article, marks: makeMarks(article) };
}

/** The same article with one more highlight, so that its export is another. */
function annotated({ article, marks }: Pair): Pair {
  return { article, marks: { ...marks, annotations: [...marks.annotations, makeAnnotation(article, 6, 10)] } };
}

function text({ article, marks }: Pair): string {
  return exportMarkdown(article, marks, { language: settings.language });
}

const inVault = (name: string): string => join(settings.folder, name);
const vault = (): Record<string, string> =>
  Object.fromEntries(
    files.readdirSync(settings.folder).map((name) => [name, files.readFileSync(inVault(name), 'utf8')]),
  );

/** Refuses one method of the port as a disk would. */
function refusing(method: keyof Fs, code: string): Fs {
  return { ...nodeFs, [method]: () => Promise.reject(Object.assign(new Error(code), { code })) };
}

describe('one article', () => {
  const first = pair(1, '一篇');

  test('is written with its size in bytes, and not again', async () => {
    const bytes = Buffer.byteLength(text(first));
    expect(await writeExports([first], settings)).toEqual({
      written: [{ id: first.article.id, file: '一篇.md', bytes }],
      kept: [],
      conflicts: [],
      failures: [],
    });
    const modified = files.statSync(inVault('一篇.md')).mtimeMs;
    const again = await writeExports([first], settings);
    expect(again).toEqual({
      written: [],
      kept: [{ id: first.article.id, file: '一篇.md' }],
      conflicts: [],
      failures: [],
    });
    expect(vault()).toEqual({ '一篇.md': text(first) });
    expect(files.statSync(inVault('一篇.md')).mtimeMs).toBe(modified);
  });

  test('is replaced in place while it is ours, also under a new title', async () => {
    await writeExports([first], settings);
    const later = annotated(pair(1, '改过的题'));
    const result = await writeExports([later], settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(vault()).toEqual({ '一篇.md': text(later) });
  });

  test('is written anew under its new title once its file is gone', async () => {
    await writeExports([first], settings);
    files.rmSync(inVault('一篇.md'));
    await writeExports([pair(1, '改过的题')], settings);
    expect(Object.keys(vault())).toEqual(['改过的题.md']);
  });

  test('changed by hand is left alone; the new one stands beside it, and follows', async () => {
    await writeExports([first], settings);
    files.appendFileSync(inVault('一篇.md'), '我的话\n');
    const mine = vault()['一篇.md'];
    for (const next of [first, annotated(first), first]) {
      const result = await writeExports([next], settings);
      expect(result).toEqual({
        written: [],
        kept: [],
        conflicts: [{ id: first.article.id, file: '一篇.md', beside: '一篇（新导出）.md' }],
        failures: [],
      });
      expect(vault()).toEqual({ '一篇.md': mine, '一篇（新导出）.md': text(next) });
    }
  });

  test('changed by hand in both files leaves both alone', async () => {
    await writeExports([first], settings);
    files.appendFileSync(inVault('一篇.md'), '我的话\n');
    await writeExports([first], settings);
    files.appendFileSync(inVault('一篇（新导出）.md'), '我的另一句话\n');
    const mine = vault();
    const result = await writeExports([annotated(first)], settings);
    expect(result.conflicts).toEqual([{ id: first.article.id, file: '一篇.md', beside: '一篇（新导出） (2).md' }]);
    expect(vault()).toEqual({ ...mine, '一篇（新导出） (2).md': text(annotated(first)) });
  });

  test('is ours again once the user has taken the new file', async () => {
    await writeExports([first], settings);
    files.appendFileSync(inVault('一篇.md'), '我的话\n');
    await writeExports([annotated(first)], settings);
    files.renameSync(inVault('一篇（新导出）.md'), inVault('一篇.md'));
    const result = await writeExports([first], settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(vault()).toEqual({ '一篇.md': text(first) });
  });

  test('is remembered apart for each folder', async () => {
    await writeExports([first], settings);
    const other = { ...settings, folder: join(root, 'other') };
    expect((await writeExports([first], other)).written).toHaveLength(1);
    expect((await writeExports([first], settings)).kept).toHaveLength(1);
  });
});

describe('names that are taken', () => {
  test('articles of one title, in any case and order, keep the names they got', async () => {
    const pairs = [pair(1, 'Report'), pair(2, 'report'), pair(3, 'REPORT'), pair(4, '另一篇')];
    const named = (result: {
      written: { id: string; file: string }[];
      kept: { id: string; file: string }[];
    }): unknown => Object.fromEntries([...result.written, ...result.kept].map(({ id, file }) => [id, file]));
    const names = named(await writeExports(pairs, settings));
    expect(names).toEqual({
      [makeId(1)]: 'Report.md',
      [makeId(2)]: 'report (2).md',
      [makeId(3)]: 'REPORT (3).md',
      [makeId(4)]: '另一篇.md',
    });
    const before = vault();
    expect(named(await writeExports(pairs.toReversed(), settings))).toEqual(names);
    expect(vault()).toEqual(before);
    files.rmSync(inVault('Report.md'));
    expect(named(await writeExports([pair(5, 'report'), ...pairs], settings))).toEqual({
      ...(names as object),
      [makeId(5)]: 'report (4).md',
    });
  });

  test('a foreign file is left alone, and its name is not taken again', async () => {
    files.mkdirSync(settings.folder);
    files.writeFileSync(inVault('一篇.md'), '别人的文件');
    files.mkdirSync(inVault('一篇 (2).md'));
    expect((await writeExports([pair(1, '一篇')], settings)).written.map(({ file }) => file)).toEqual(['一篇 (3).md']);
    expect((await writeExports([pair(1, '一篇')], settings)).kept.map(({ file }) => file)).toEqual(['一篇 (3).md']);
    expect(files.readFileSync(inVault('一篇.md'), 'utf8')).toBe('别人的文件');
  });

  test('a file from elsewhere with the same bytes is taken over', async () => {
    await writeExports([pair(1, '一篇')], settings);
    const elsewhere = { ...settings, memoryFolder: join(root, 'other-data') };
    expect((await writeExports([pair(1, '一篇')], elsewhere)).kept).toEqual([{ id: makeId(1), file: '一篇.md' }]);
    expect((await writeExports([annotated(pair(1, '一篇'))], elsewhere)).written).toHaveLength(1);
    expect(Object.keys(vault())).toEqual(['一篇.md']);
  });

  test('a file of the same article from elsewhere with other bytes is a conflict', async () => {
    await writeExports([pair(1, '一篇')], settings);
    const elsewhere = { ...settings, memoryFolder: join(root, 'other-data') };
    const later = annotated(pair(1, '一篇'));
    for (let run = 0; run < 2; run += 1) {
      expect((await writeExports([later], elsewhere)).conflicts).toEqual([
        { id: makeId(1), file: '一篇.md', beside: '一篇（新导出）.md' },
      ]);
    }
    expect(vault()).toEqual({ '一篇.md': text(pair(1, '一篇')), '一篇（新导出）.md': text(later) });
  });
});

describe('links', () => {
  test('to a file outside are neither followed nor replaced', async () => {
    files.mkdirSync(settings.folder);
    const outside = join(root, 'outside.md');
    files.writeFileSync(outside, '外面的文件');
    files.symlinkSync(outside, inVault('一篇.md'));
    files.symlinkSync(join(root, 'nowhere.md'), inVault('两篇.md'));
    const result = await writeExports([pair(1, '一篇'), pair(2, '两篇')], settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇 (2).md', '两篇 (2).md']);
    expect(files.readFileSync(outside, 'utf8')).toBe('外面的文件');
    expect(files.existsSync(join(root, 'nowhere.md'))).toBe(false);
  });

  test('in place of our own file are left alone', async () => {
    await writeExports([pair(1, '一篇')], settings);
    const outside = join(root, 'outside.md');
    files.renameSync(inVault('一篇.md'), outside);
    files.symlinkSync(outside, inVault('一篇.md'));
    const result = await writeExports([annotated(pair(1, '一篇'))], settings);
    expect(result.conflicts).toEqual([{ id: makeId(1), file: '一篇.md', beside: '一篇（新导出）.md' }]);
    expect(files.readFileSync(outside, 'utf8')).toBe(text(pair(1, '一篇')));
  });

  test('the chosen folder may be one, but must not become another on the way', async () => {
    files.mkdirSync(join(root, 'real'));
    files.mkdirSync(join(root, 'elsewhere'));
    files.symlinkSync(join(root, 'real'), settings.folder);
    function* swapping(): Generator<Pair> {
      yield pair(1, '一篇');
      files.renameSync(join(root, 'real'), join(root, 'moved'));
      files.symlinkSync(join(root, 'elsewhere'), join(root, 'real'));
      yield pair(2, '两篇');
    }
    const result = await writeExports(swapping(), settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(result.failures.map(({ id, code }) => [id, code])).toEqual([[makeId(2), 'path-outside']]);
    expect(files.readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  test('a remembered name cannot lead out of the folder', async () => {
    await writeExports([pair(1, '一篇')], settings);
    const [memory] = files.readdirSync(settings.memoryFolder);
    const memoryPath = join(settings.memoryFolder, memory!);
    const outside = join(root, 'outside.md');
    files.copyFileSync(inVault('一篇.md'), outside);
    files.writeFileSync(memoryPath, files.readFileSync(memoryPath, 'utf8').replace('"一篇.md"', '"../outside.md"'));
    await writeExports([annotated(pair(1, '一篇'))], settings);
    expect(files.readFileSync(outside, 'utf8')).toBe(text(pair(1, '一篇')));
  });
});

describe('a disk that refuses', () => {
  test.each([
    ['link', 'ENOSPC', 'disk-full'],
    ['open', 'EROFS', 'disk-read-only'],
    ['link', 'EACCES', 'disk-denied'],
    ['link', 'EIO', 'disk-failed'],
  ] as const)(
    '%s with %s is a %s of that article, nothing is left over, the others go on',
    async (method, code, expected) => {
      await writeExports([pair(1, '一篇')], settings);
      let isRefusing = false;
      const refused = refusing(method, code);
      settings = {
        ...settings,
        fs: {
          ...nodeFs,
          open: (path, how) => (isRefusing ? refused : nodeFs).open(path, how),
          link: (from, to) => (isRefusing ? refused : nodeFs).link(from, to),
        },
      };
      function* turning(): Generator<Pair> {
        isRefusing = true;
        yield annotated(pair(2, '两篇'));
        isRefusing = false;
        yield pair(3, '三篇');
      }
      const result = await writeExports(turning(), settings);
      expect(result.failures.map(({ id, code: failure }) => [id, failure])).toEqual([[makeId(2), expected]]);
      expect(result.written.map(({ file }) => file)).toEqual(['三篇.md']);
      expect(Object.keys(vault()).sort()).toEqual(['一篇.md', '三篇.md'].sort());
      expect((await writeExports([annotated(pair(2, '两篇'))], settings)).written).toHaveLength(1);
    },
  );

  test.skipIf(process.getuid?.() === 0)('a folder without the right to write', async () => {
    files.mkdirSync(settings.folder, { mode: 0o500 });
    const result = await writeExports([pair(1, '一篇')], settings);
    expect(result.failures.map(({ code }) => code)).toEqual(['disk-denied']);
    files.chmodSync(settings.folder, 0o700);
  });

  test('a disk without hard links', async () => {
    settings = { ...settings, fs: refusing('link', 'EPERM') };
    await writeExports([pair(1, '一篇'), pair(2, '一篇')], settings);
    expect(Object.keys(vault()).sort()).toEqual(['一篇 (2).md', '一篇.md']);
  });

  test('a file in place of the folder', async () => {
    files.writeFileSync(settings.folder, '');
    const thrown = await writeExports([pair(1, '一篇')], settings).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ArchiveFailure);
    expect(thrown).toHaveProperty('code', 'folder-missing');
  });

  test('a full disk for the memory is a typed failure', async () => {
    files.mkdirSync(join(root, 'data'));
    files.writeFileSync(join(root, 'data', 'exports'), '');
    await expect(writeExports([pair(1, '一篇')], settings)).rejects.toHaveProperty('code', 'disk-failed');
  });
});

describe('what a crash leaves behind', () => {
  test('old unfinished files of ours go, fresh ones and others stay', async () => {
    files.mkdirSync(settings.folder);
    const old = `.zhaji-${makeId(7)}.tmp`;
    const fresh = `.zhaji-${makeId(8)}.tmp`;
    for (const name of [old, fresh, '.zhaji-notes.tmp']) files.writeFileSync(inVault(name), '');
    for (const name of [old, '.zhaji-notes.tmp']) files.utimesSync(inVault(name), 0, (Date.now() - 2 * HOUR) / 1000);
    await writeExports([], settings);
    expect(Object.keys(vault()).sort()).toEqual([fresh, '.zhaji-notes.tmp'].sort());
  });

  test('a torn or garbled memory only makes the export more careful', async () => {
    await writeExports([pair(1, '一篇'), pair(2, '两篇')], settings);
    const [memory] = files.readdirSync(settings.memoryFolder);
    const memoryPath = join(settings.memoryFolder, memory!);
    const [first, second] = files.readFileSync(memoryPath, 'utf8').split('\n');
    files.writeFileSync(memoryPath, `\0garbled\n{"id":"x"}\n${first!}\n${second!.slice(0, 30)}`);
    const again = await writeExports([pair(1, '一篇'), pair(2, '两篇'), pair(3, '三篇')], settings);
    expect(again.kept.map(({ file }) => file)).toEqual(['一篇.md', '两篇.md']);
    const later = await writeExports(
      [1, 2, 3].map((n) => annotated(pair(n, '新题'))),
      settings,
    );
    expect(later.written.map(({ file }) => file)).toEqual(['一篇.md', '两篇.md', '三篇.md']);
  });

  test('the memory does not grow with the number of exports', async () => {
    const pairs = [pair(1, '一篇'), pair(2, '两篇')];
    for (let run = 0; run < 3; run += 1) {
      for (const each of [pairs, pairs.map(annotated)]) await writeExports(each, settings);
    }
    const [memory] = files.readdirSync(settings.memoryFolder);
    const memoryPath = join(settings.memoryFolder, memory!);
    files.writeFileSync(memoryPath, files.readFileSync(memoryPath, 'utf8').repeat(200));
    expect((await writeExports(pairs.map(annotated), settings)).kept).toHaveLength(2);
    expect(files.readFileSync(memoryPath, 'utf8').split('\n')).toHaveLength(3);
  });
});

test('a thousand articles of one title from a stream', async () => {
  async function* stream(): AsyncGenerator<Pair> {
    for (let n = 1; n <= 1000; n += 1) yield await Promise.resolve(pair(n, '同名'));
  }
  const quick = { ...settings, fs: { ...nodeFs, syncFolder: () => Promise.resolve() } };
  const result = await writeExports(stream(), quick);
  expect(new Set(result.written.map(({ file }) => file)).size).toBe(1000);
  expect((await writeExports(stream(), quick)).kept).toHaveLength(1000);
});
