import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fs } from '../store/fs-port.ts';
import { nodeFs } from '../store/node-fs.ts';
import { MAX_SOURCE, readSource } from './read-source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhaji-source-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The real disk, on which opening a file fails as told. */
const failing = (code: string): Fs => ({
  ...nodeFs,
  open: () => Promise.reject(Object.assign(new Error(code), { code })),
});

describe('readSource', () => {
  it('gives the name without the folder, and the bytes, also through a link', async () => {
    const file = join(folder, '新闻.txt');
    writeFileSync(file, '消息');
    symlinkSync(file, join(folder, 'link.txt'));
    expect(await readSource(nodeFs, file)).toEqual({ name: '新闻.txt', bytes: new TextEncoder().encode('消息') });
    expect((await readSource(nodeFs, join(folder, 'link.txt'))).name).toBe('link.txt');
  });

  it('refuses what is no file, too large, gone, or denied, and names it', async () => {
    const file = join(folder, 'a.txt');
    const large = join(folder, 'large.txt');
    writeFileSync(file, '消息');
    writeFileSync(large, '');
    truncateSync(large, MAX_SOURCE + 1);
    symlinkSync('loop.txt', join(folder, 'loop.txt'));
    const cases: [Fs, string, Record<string, unknown>][] = [
      [nodeFs, folder, { code: 'file-not-regular', data: { file: folder, kind: 'folder' } }],
      [nodeFs, large, { code: 'file-too-large', data: { file: large, bytes: MAX_SOURCE + 1, limit: MAX_SOURCE } }],
      [nodeFs, join(folder, 'none.txt'), { code: 'file-missing' }],
      [nodeFs, join(file, 'below.txt'), { code: 'file-missing' }],
      [nodeFs, join(folder, 'loop.txt'), { code: 'file-unreadable', data: { error: 'ELOOP' } }],
      // It was there a moment ago.
      [failing('ENOENT'), file, { code: 'file-missing', data: { file } }],
      [failing('EACCES'), file, { code: 'file-unreadable', data: { file, error: 'EACCES' } }],
      [failing('EIO'), file, { code: 'file-unreadable', data: { file, error: 'EIO' } }],
    ];
    for (const [fs, path, failure] of cases) await expect(readSource(fs, path)).rejects.toMatchObject(failure);
  });
});
