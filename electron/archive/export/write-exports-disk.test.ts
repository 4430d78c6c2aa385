import * as files from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId } from '../../../tests/make.ts';
import { annotated, exported, makeVault, titled, type Vault } from '../../../tests/make-vault.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Fs } from '../store/fs-port.ts';
import { nodeFs } from '../store/node-fs.ts';
import { writeExports } from './write-exports.ts';

let vault: Vault;
beforeEach(() => {
  vault = makeVault();
});
afterEach(() => vault.remove());

const HOUR = 3_600_000;

/** Refuses one method of the port as a disk would. */
function refusing(method: keyof Fs, code: string): Fs {
  return { ...nodeFs, [method]: () => Promise.reject(Object.assign(new Error(code), { code })) };
}

describe('links', () => {
  test('to a file outside are neither followed nor replaced', async () => {
    files.mkdirSync(vault.settings.folder);
    const outside = join(vault.root, 'outside.md');
    files.writeFileSync(outside, '外面的文件');
    files.symlinkSync(outside, vault.at('一篇.md'));
    files.symlinkSync(join(vault.root, 'nowhere.md'), vault.at('两篇.md'));
    const result = await writeExports([titled(1, '一篇'), titled(2, '两篇')], vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇 (2).md', '两篇 (2).md']);
    expect(files.readFileSync(outside, 'utf8')).toBe('外面的文件');
    expect(files.existsSync(join(vault.root, 'nowhere.md'))).toBe(false);
  });

  test('in place of our own file are left alone', async () => {
    await writeExports([titled(1, '一篇')], vault.settings);
    const outside = join(vault.root, 'outside.md');
    files.renameSync(vault.at('一篇.md'), outside);
    files.symlinkSync(outside, vault.at('一篇.md'));
    const result = await writeExports([annotated(titled(1, '一篇'))], vault.settings);
    expect(result.conflicts).toEqual([{ id: makeId(1), file: '一篇.md', beside: '一篇（新导出）.md' }]);
    expect(files.readFileSync(outside, 'utf8')).toBe(exported(titled(1, '一篇')));
  });

  test('the chosen folder may be one, but must not become another on the way', async () => {
    files.mkdirSync(join(vault.root, 'real'));
    files.mkdirSync(join(vault.root, 'elsewhere'));
    files.symlinkSync(join(vault.root, 'real'), vault.settings.folder);
    function* swapping(): Generator<Pair> {
      yield titled(1, '一篇');
      files.renameSync(join(vault.root, 'real'), join(vault.root, 'moved'));
      files.symlinkSync(join(vault.root, 'elsewhere'), join(vault.root, 'real'));
      yield titled(2, '两篇');
    }
    const result = await writeExports(swapping(), vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(result.failures.map(({ id, code }) => [id, code])).toEqual([[makeId(2), 'path-outside']]);
    expect(files.readdirSync(join(vault.root, 'elsewhere'))).toEqual([]);
  });

  test('to a folder outside are not followed in search of a file that was moved', async () => {
    await writeExports([titled(1, '一篇')], vault.settings);
    files.mkdirSync(join(vault.root, 'elsewhere'));
    files.renameSync(vault.at('一篇.md'), join(vault.root, 'elsewhere', '一篇.md'));
    files.symlinkSync(join(vault.root, 'elsewhere'), vault.at('link'));
    const result = await writeExports([annotated(titled(1, '一篇'))], vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(files.readFileSync(join(vault.root, 'elsewhere', '一篇.md'), 'utf8')).toBe(exported(titled(1, '一篇')));
  });

  test('in place of the folder that a file was moved to are not followed', async () => {
    await writeExports([titled(1, '一篇')], vault.settings);
    files.mkdirSync(vault.at('below'));
    files.renameSync(vault.at('一篇.md'), vault.at('below/一篇.md'));
    await writeExports([titled(1, '一篇')], vault.settings);
    files.renameSync(vault.at('below'), join(vault.root, 'elsewhere'));
    files.symlinkSync(join(vault.root, 'elsewhere'), vault.at('below'));
    const result = await writeExports([annotated(titled(1, '一篇'))], vault.settings);
    expect(result.written.map(({ file }) => file)).toEqual(['一篇.md']);
    expect(files.readFileSync(join(vault.root, 'elsewhere', '一篇.md'), 'utf8')).toBe(exported(titled(1, '一篇')));
  });

  test('a remembered name cannot lead out of the folder', async () => {
    await writeExports([titled(1, '一篇')], vault.settings);
    const memoryPath = vault.memoryPath();
    const outside = join(vault.root, 'outside.md');
    files.copyFileSync(vault.at('一篇.md'), outside);
    const memory = files.readFileSync(memoryPath, 'utf8');
    for (const name of ['../outside.md', 'below/../../outside.md', outside, './/..//outside.md']) {
      files.writeFileSync(memoryPath, memory.replace('一篇.md', name));
      await writeExports([annotated(titled(1, '一篇'))], vault.settings);
      expect(files.readFileSync(outside, 'utf8')).toBe(exported(titled(1, '一篇')));
    }
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
      await writeExports([titled(1, '一篇')], vault.settings);
      let isRefusing = false;
      const refused = refusing(method, code);
      const fs: Fs = {
        ...nodeFs,
        open: (path, how) => (isRefusing ? refused : nodeFs).open(path, how),
        link: (from, to) => (isRefusing ? refused : nodeFs).link(from, to),
      };
      function* turning(): Generator<Pair> {
        isRefusing = true;
        yield annotated(titled(2, '两篇'));
        isRefusing = false;
        yield titled(3, '三篇');
      }
      const result = await writeExports(turning(), { ...vault.settings, fs });
      expect(result.failures.map(({ id, code: failure }) => [id, failure])).toEqual([[makeId(2), expected]]);
      expect(result.written.map(({ file }) => file)).toEqual(['三篇.md']);
      expect(Object.keys(vault.contents()).sort()).toEqual(['一篇.md', '三篇.md'].sort());
      expect((await writeExports([annotated(titled(2, '两篇'))], vault.settings)).written).toHaveLength(1);
    },
  );

  test.skipIf(process.getuid?.() === 0)('a folder without the right to write', async () => {
    files.mkdirSync(vault.settings.folder, { mode: 0o500 });
    const result = await writeExports([titled(1, '一篇')], vault.settings);
    expect(result.failures.map(({ code }) => code)).toEqual(['disk-denied']);
    files.chmodSync(vault.settings.folder, 0o700);
  });

  test('a disk without hard links', async () => {
    const fs = refusing('link', 'EPERM');
    await writeExports([titled(1, '一篇'), titled(2, '一篇')], { ...vault.settings, fs });
    expect(Object.keys(vault.contents()).sort()).toEqual(['一篇 (2).md', '一篇.md']);
  });

  test('a file in place of the folder', async () => {
    files.writeFileSync(vault.settings.folder, '');
    const thrown = await writeExports([titled(1, '一篇')], vault.settings).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ArchiveFailure);
    expect(thrown).toHaveProperty('code', 'folder-missing');
  });

  test('a full disk for the memory is a typed failure', async () => {
    files.mkdirSync(join(vault.root, 'data'));
    files.writeFileSync(join(vault.root, 'data', 'exports'), '');
    await expect(writeExports([titled(1, '一篇')], vault.settings)).rejects.toHaveProperty('code', 'disk-failed');
  });
});

describe('what a crash leaves behind', () => {
  test('old unfinished files of ours go, fresh ones and others stay', async () => {
    files.mkdirSync(vault.settings.folder);
    const old = `.zhaji-${makeId(7)}.tmp`;
    const fresh = `.zhaji-${makeId(8)}.tmp`;
    for (const name of [old, fresh, '.zhaji-notes.tmp']) files.writeFileSync(vault.at(name), '');
    for (const name of [old, '.zhaji-notes.tmp']) files.utimesSync(vault.at(name), 0, (Date.now() - 2 * HOUR) / 1000);
    await writeExports([], vault.settings);
    expect(Object.keys(vault.contents()).sort()).toEqual([fresh, '.zhaji-notes.tmp'].sort());
  });

  test('a torn or garbled memory only makes the export more careful', async () => {
    await writeExports([titled(1, '一篇'), titled(2, '两篇')], vault.settings);
    const memoryPath = vault.memoryPath();
    const [first, second] = files.readFileSync(memoryPath, 'utf8').split('\n');
    files.writeFileSync(memoryPath, `\0garbled\n{"id":"x"}\n${first!}\n${second!.slice(0, 30)}`);
    const again = await writeExports([titled(1, '一篇'), titled(2, '两篇'), titled(3, '三篇')], vault.settings);
    expect(again.kept.map(({ file }) => file)).toEqual(['一篇.md', '两篇.md']);
    const later = await writeExports(
      [1, 2, 3].map((n) => annotated(titled(n, '新题'))),
      vault.settings,
    );
    expect(later.written.map(({ file }) => file)).toEqual(['一篇.md', '两篇.md', '三篇.md']);
  });

  test('the memory does not grow with the number of exports', async () => {
    const pairs = [titled(1, '一篇'), titled(2, '两篇')];
    for (let run = 0; run < 3; run += 1) {
      for (const each of [pairs, pairs.map(annotated)]) await writeExports(each, vault.settings);
    }
    const memoryPath = vault.memoryPath();
    files.writeFileSync(memoryPath, files.readFileSync(memoryPath, 'utf8').repeat(200));
    expect((await writeExports(pairs.map(annotated), vault.settings)).kept).toHaveLength(2);
    expect(files.readFileSync(memoryPath, 'utf8').split('\n')).toHaveLength(3);
  });
});
