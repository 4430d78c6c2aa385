import * as files from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId } from '../../../tests/make.ts';
import { annotated, exported, makeVault, titled, type Vault } from '../../../tests/make-vault.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { nodeFs } from '../store/node-fs.ts';
import { writeExports } from './write-exports.ts';

let vault: Vault;
beforeEach(() => {
  vault = makeVault();
});
afterEach(() => vault.remove());

describe('one article', () => {
  const first = titled(1, '一篇');

  test('is written with its size in bytes, and not again', async () => {
    const bytes = Buffer.byteLength(exported(first));
    expect(await writeExports([first], vault.settings)).toEqual({
      written: [{ id: first.article.id, file: '一篇.md', bytes }],
      kept: [],
      conflicts: [],
      failures: [],
    });
    const modified = files.statSync(vault.at('一篇.md')).mtimeMs;
    const again = await writeExports([first], vault.settings);
    expect(again).toEqual({
      written: [],
      kept: [{ id: first.article.id, file: '一篇.md' }],
      conflicts: [],
      failures: [],
    });
    expect(vault.contents()).toEqual({ '一篇.md': exported(first) });
    expect(files.statSync(vault.at('一篇.md')).mtimeMs).toBe(modified);
  });

  test('is replaced in place while it is ours, also under a new title', async () => {
    await writeExports([first], vault.settings);
    const later = annotated(titled(1, '改过的题'));
    const result = await writeExports([later], vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(vault.contents()).toEqual({ '一篇.md': exported(later) });
  });

  test('is written anew under its new title once its file is gone', async () => {
    await writeExports([first], vault.settings);
    files.rmSync(vault.at('一篇.md'));
    await writeExports([titled(1, '改过的题')], vault.settings);
    expect(Object.keys(vault.contents())).toEqual(['改过的题.md']);
  });

  test('changed by hand is left alone; the new one stands beside it, and follows', async () => {
    await writeExports([first], vault.settings);
    files.appendFileSync(vault.at('一篇.md'), '我的话\n');
    const mine = vault.contents()['一篇.md'];
    for (const next of [first, annotated(first), first]) {
      const result = await writeExports([next], vault.settings);
      expect(result).toEqual({
        written: [],
        kept: [],
        conflicts: [{ id: first.article.id, file: '一篇.md', beside: '一篇（新导出）.md' }],
        failures: [],
      });
      expect(vault.contents()).toEqual({ '一篇.md': mine, '一篇（新导出）.md': exported(next) });
    }
  });

  test('changed by hand in both files leaves both alone', async () => {
    await writeExports([first], vault.settings);
    files.appendFileSync(vault.at('一篇.md'), '我的话\n');
    await writeExports([first], vault.settings);
    files.appendFileSync(vault.at('一篇（新导出）.md'), '我的另一句话\n');
    const mine = vault.contents();
    const result = await writeExports([annotated(first)], vault.settings);
    expect(result.conflicts).toEqual([{ id: first.article.id, file: '一篇.md', beside: '一篇（新导出） (2).md' }]);
    expect(vault.contents()).toEqual({ ...mine, '一篇（新导出） (2).md': exported(annotated(first)) });
  });

  test('is ours again once the user has taken the new file', async () => {
    await writeExports([first], vault.settings);
    files.appendFileSync(vault.at('一篇.md'), '我的话\n');
    await writeExports([annotated(first)], vault.settings);
    files.renameSync(vault.at('一篇（新导出）.md'), vault.at('一篇.md'));
    const result = await writeExports([first], vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(vault.contents()).toEqual({ '一篇.md': exported(first) });
  });

  test('is remembered apart for each folder', async () => {
    await writeExports([first], vault.settings);
    const other = { ...vault.settings, folder: join(vault.root, 'other') };
    expect((await writeExports([first], other)).written).toHaveLength(1);
    expect((await writeExports([first], vault.settings)).kept).toHaveLength(1);
  });
});

describe('a file that was given another name', () => {
  const first = titled(1, '一篇');
  const moves: [string, string][] = [
    ['in the folder', '我的名字.md'],
    ['in a folder below', '专题/2026/一篇.md'],
    ['with a long way to it', `${'很长的文件夹名'.repeat(9)}/${'文件夹'.repeat(20)}/${'名'.repeat(70)}.md`],
  ];
  const move = (from: string, to: string): void => {
    files.mkdirSync(dirname(vault.at(to)), { recursive: true });
    files.renameSync(vault.at(from), vault.at(to));
  };

  test.each(moves)('%s is kept, and then replaced, where it is now', async (_, place) => {
    await writeExports([first, titled(2, '两篇')], vault.settings);
    move('一篇.md', place);
    expect((await writeExports([first], vault.settings)).kept).toEqual([{ id: first.article.id, file: place }]);
    const later = annotated(first);
    expect((await writeExports([later], vault.settings)).written.map(({ file }) => file)).toEqual([place]);
    expect(files.readFileSync(vault.at(place), 'utf8')).toBe(exported(later));
    expect(files.existsSync(vault.at('一篇.md'))).toBe(false);
  });

  test.each(moves)('%s and changed stays, with the new one beside it there', async (_, place) => {
    await writeExports([first], vault.settings);
    move('一篇.md', place);
    const mine = exported(first).replaceAll('\n', '\r\n') + '我的话\r\n';
    files.writeFileSync(vault.at(place), mine);
    for (let run = 0; run < 2; run += 1) {
      const { written, conflicts } = await writeExports([annotated(first)], vault.settings);
      expect(written).toEqual([]);
      expect(conflicts.map(({ file }) => file)).toEqual([place]);
      const beside = conflicts[0]?.beside ?? '';
      expect(dirname(beside)).toBe(dirname(place));
      expect(files.readFileSync(vault.at(beside), 'utf8')).toBe(exported(annotated(first)));
      expect(files.readFileSync(vault.at(place), 'utf8')).toBe(mine);
      expect(files.readdirSync(dirname(vault.at(place)))).toHaveLength(2);
    }
  });

  test('is known by its front matter however an editor has written that anew', async () => {
    const { id } = first.article;
    for (const line of [`zhaji-id: ${id}`, `zhaji-id: '${id}'`, `zhaji-id:  "${id}"  `]) {
      await writeExports([first], vault.settings);
      files.renameSync(vault.at('一篇.md'), vault.at('改名.md'));
      files.writeFileSync(vault.at('改名.md'), exported(first).replace(/^zhaji-id: .*$/m, line));
      const result = await writeExports([first], vault.settings);
      expect(result.conflicts).toEqual([{ id, file: '改名.md', beside: '改名（新导出）.md' }]);
      files.rmSync(vault.settings.folder, { recursive: true });
      files.rmSync(vault.settings.memoryFolder, { recursive: true });
    }
  });

  test('is not looked for where only its text names the article, nor in hidden folders', async () => {
    await writeExports([first], vault.settings);
    move('一篇.md', '.trash/一篇.md');
    files.writeFileSync(vault.at('笔记.md'), `# 引文\n\n${exported(first)}`);
    files.writeFileSync(vault.at('清单.txt'), exported(first));
    const result = await writeExports([first], vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
  });

  test('is the new one that stood beside it, once the old one is gone', async () => {
    await writeExports([first], vault.settings);
    files.appendFileSync(vault.at('一篇.md'), '我的话\n');
    await writeExports([annotated(first)], vault.settings);
    files.rmSync(vault.at('一篇.md'));
    const result = await writeExports([first], vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇（新导出）.md']);
    expect(vault.contents()).toEqual({ '一篇（新导出）.md': exported(first) });
  });

  test('and copied is the copy that was not changed', async () => {
    await writeExports([first], vault.settings);
    files.copyFileSync(vault.at('一篇.md'), vault.at('一.md'));
    files.appendFileSync(vault.at('一.md'), '我的话\n');
    files.renameSync(vault.at('一篇.md'), vault.at('二.md'));
    expect((await writeExports([annotated(first)], vault.settings)).written.map(({ file }) => file)).toEqual(['二.md']);
  });
});

describe('names that are taken', () => {
  test('articles of one title, in any case and order, keep the names they got', async () => {
    const pairs = [titled(1, 'Report'), titled(2, 'report'), titled(3, 'REPORT'), titled(4, '另一篇')];
    const named = (result: {
      written: { id: string; file: string }[];
      kept: { id: string; file: string }[];
    }): unknown => Object.fromEntries([...result.written, ...result.kept].map(({ id, file }) => [id, file]));
    const names = named(await writeExports(pairs, vault.settings));
    expect(names).toEqual({
      [makeId(1)]: 'Report.md',
      [makeId(2)]: 'report (2).md',
      [makeId(3)]: 'REPORT (3).md',
      [makeId(4)]: '另一篇.md',
    });
    const before = vault.contents();
    expect(named(await writeExports(pairs.toReversed(), vault.settings))).toEqual(names);
    expect(vault.contents()).toEqual(before);
    files.rmSync(vault.at('Report.md'));
    expect(named(await writeExports([titled(5, 'report'), ...pairs], vault.settings))).toEqual({
      ...(names as object),
      [makeId(5)]: 'report (4).md',
    });
  });

  test('a foreign file is left alone, and its name is not taken again', async () => {
    files.mkdirSync(vault.settings.folder);
    files.writeFileSync(vault.at('一篇.md'), '别人的文件');
    files.mkdirSync(vault.at('一篇 (2).md'));
    expect((await writeExports([titled(1, '一篇')], vault.settings)).written.map(({ file }) => file)).toEqual([
      '一篇 (3).md',
    ]);
    expect((await writeExports([titled(1, '一篇')], vault.settings)).kept.map(({ file }) => file)).toEqual([
      '一篇 (3).md',
    ]);
    expect(files.readFileSync(vault.at('一篇.md'), 'utf8')).toBe('别人的文件');
  });

  test('a file from elsewhere with the same bytes is taken over', async () => {
    await writeExports([titled(1, '一篇')], vault.settings);
    const elsewhere = { ...vault.settings, memoryFolder: join(vault.root, 'other-data') };
    expect((await writeExports([titled(1, '一篇')], elsewhere)).kept).toEqual([{ id: makeId(1), file: '一篇.md' }]);
    expect((await writeExports([annotated(titled(1, '一篇'))], elsewhere)).written).toHaveLength(1);
    expect(Object.keys(vault.contents())).toEqual(['一篇.md']);
  });

  test('a file of the same article from elsewhere with other bytes is a conflict', async () => {
    await writeExports([titled(1, '一篇')], vault.settings);
    const elsewhere = { ...vault.settings, memoryFolder: join(vault.root, 'other-data') };
    const later = annotated(titled(1, '一篇'));
    for (let run = 0; run < 2; run += 1) {
      expect((await writeExports([later], elsewhere)).conflicts).toEqual([
        { id: makeId(1), file: '一篇.md', beside: '一篇（新导出）.md' },
      ]);
    }
    expect(vault.contents()).toEqual({ '一篇.md': exported(titled(1, '一篇')), '一篇（新导出）.md': exported(later) });
  });

  test('a file of the same article from elsewhere is known by its id in any line ends', async () => {
    files.mkdirSync(vault.settings.folder);
    files.writeFileSync(vault.at('一篇.md'), exported(titled(1, '一篇')).replaceAll('\n', '\r\n'));
    expect((await writeExports([titled(1, '一篇')], vault.settings)).conflicts).toEqual([
      { id: makeId(1), file: '一篇.md', beside: '一篇（新导出）.md' },
    ]);
  });
});

test('a thousand articles of one title from a stream', async () => {
  async function* stream(): AsyncGenerator<Pair> {
    for (let n = 1; n <= 1000; n += 1) yield await Promise.resolve(titled(n, '同名'));
  }
  const quick = { ...vault.settings, fs: { ...nodeFs, syncFolder: () => Promise.resolve() } };
  const result = await writeExports(stream(), quick);
  expect(new Set(result.written.map(({ file }) => file)).size).toBe(1000);
  expect((await writeExports(stream(), quick)).kept).toHaveLength(1000);
});
