import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId, writeArchive } from '../../../tests/make.ts';
import { importStory, openTestStore, tempFolder } from '../../../tests/faults/workload.ts';

let folder: string;
let archive: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = tempFolder());
  archive = join(folder, 'archive');
});
afterEach(() => remove());

/** Everything below the folder, with its bytes. */
function contentsOf(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map((file) => [file.name, readFileSync(join(file.parentPath, file.name), 'base64')]));
}

describe('creating', () => {
  test('makes an archive of a missing folder, with the folders above it', async () => {
    const deep = join(folder, 'a', 'b', '札记');
    const store = await openTestStore(deep);
    expect(store.readOnly).toBeNull();
    expect(store.archive).toMatchObject({ schema: 1, type: 'archive' });
    await store.close();
    const again = await openTestStore(deep, { create: false });
    expect(again.archive).toEqual(store.archive);
    await again.close();
  });

  test.each([
    { name: 'an empty one', files: [] },
    { name: 'one with what systems leave anywhere', files: ['.DS_Store', 'Thumbs.db', 'desktop.ini', '.stfolder'] },
    { name: 'one whose creation was interrupted', files: ['archive.lock', 'archive.holder.json', 'tmp'] },
  ])('makes an archive of a folder: $name', async ({ files }) => {
    mkdirSync(archive);
    for (const name of files) {
      if (name === 'tmp') mkdirSync(join(archive, name));
      else writeFileSync(join(archive, name), '');
    }
    const store = await openTestStore(archive);
    await importStory(store, 1);
    await store.close();
  });

  test.each([
    { name: 'a document', file: 'report.docx' },
    { name: 'a folder', file: 'photos/one.jpg' },
    { name: 'a hidden file', file: '.git/config' },
  ])('refuses a folder with other content, and writes nothing into it: $name', async ({ file }) => {
    mkdirSync(join(archive, file, '..'), { recursive: true });
    writeFileSync(join(archive, file), 'x');
    const before = contentsOf(archive);
    await expect(openTestStore(archive)).rejects.toMatchObject({ code: 'archive-foreign', data: { folder: archive } });
    await expect(openTestStore(archive, { mode: 'read' })).rejects.toMatchObject({ code: 'archive-foreign' });
    expect(contentsOf(archive)).toEqual(before);
  });

  test('refuses a file', async () => {
    writeFileSync(archive, 'x');
    await expect(openTestStore(archive)).rejects.toMatchObject({ code: 'archive-foreign' });
    await expect(openTestStore(join(archive, 'below'))).rejects.toMatchObject({ code: 'archive-missing' });
  });

  test('never makes an archive in the place of one that has lost its archive.json', async () => {
    const store = await openTestStore(archive);
    await importStory(store, 1);
    await store.close();
    rmSync(join(archive, 'archive.json'));
    const damage = { code: 'archive-damaged', data: { file: 'archive.json', reason: 'missing' } };
    await expect(openTestStore(archive)).rejects.toMatchObject(damage);
    await expect(openTestStore(archive, { mode: 'read' })).rejects.toMatchObject(damage);
  });
});

describe('opening without creating', () => {
  test.each(['write', 'read'] as const)('a missing or empty folder is a missing archive (%s)', async (mode) => {
    const missing = { code: 'archive-missing', data: { folder: archive } };
    await expect(openTestStore(archive, { mode, create: false })).rejects.toMatchObject(missing);
    mkdirSync(archive);
    await expect(openTestStore(archive, { mode, create: false })).rejects.toMatchObject(missing);
    expect(readdirSync(archive)).toEqual([]);
  });

  test.each([
    { name: 'newer', text: '{"schema":2,"type":"archive","id":"x"}', code: 'archive-newer', data: { schema: 2 } },
    { name: 'empty', text: '', code: 'archive-damaged', data: { reason: 'json-invalid' } },
    { name: 'null', text: 'null', code: 'archive-damaged', data: { reason: 'not-a-document' } },
    { name: 'of another kind', text: '{"schema":1,"type":"marks","id":"x"}', code: 'archive-damaged', data: {} },
  ])('an archive.json that is $name: $code, and nothing is touched', async ({ text, code, data }) => {
    mkdirSync(archive);
    writeFileSync(join(archive, 'archive.json'), text);
    for (const mode of ['write', 'read'] as const) {
      await expect(openTestStore(archive, { mode })).rejects.toMatchObject({
        code,
        data: { folder: archive, ...data },
      });
    }
    expect(contentsOf(archive)).toEqual({ 'archive.json': Buffer.from(text).toString('base64') });
  });

  test('the real path is told, whatever link led there', async () => {
    const first = await openTestStore(archive);
    await first.close();
    symlinkSync(archive, join(folder, 'link'));
    const store = await openTestStore(join(folder, 'link'));
    expect(store.folder).toBe(first.folder);
    await store.close();
  });
});

describe('opened to read', () => {
  test('nothing is written and the lock stays free', async () => {
    writeArchive(archive, 3);
    const before = contentsOf(archive);
    const reader = await openTestStore(archive, { mode: 'read' });
    expect(reader.readOnly?.reason).toBe('asked');
    await expect(reader.change(makeId(1), (pair) => pair)).rejects.toMatchObject({ code: 'archive-read-only' });
    expect(contentsOf(archive)).toEqual(before);
    const writer = await openTestStore(archive);
    expect(writer.readOnly).toBeNull();
    await writer.close();
    await reader.close();
  });
});

describe('the lock within one process', () => {
  test('a second store of the same archive may only read', async () => {
    const first = await openTestStore(archive);
    const second = await openTestStore(archive);
    expect(second.readOnly).toMatchObject({ reason: 'locked', holder: { pid: process.pid } });
    await second.close();
    const third = await openTestStore(archive);
    expect(third.readOnly?.reason).toBe('locked');
    await third.close();
    await first.close();
    const fourth = await openTestStore(archive);
    expect(fourth.readOnly).toBeNull();
    await fourth.close();
    expect(readdirSync(archive)).not.toContain('archive.holder.json');
  });

  test.each([
    { name: 'its lock file is gone', harm: () => rmSync(join(archive, 'archive.lock')) },
    {
      name: 'a copy has taken the folder’s place',
      harm: () => {
        cpSync(archive, `${archive} copy`, { recursive: true });
        rmSync(archive, { recursive: true });
        cpSync(`${archive} copy`, archive, { recursive: true });
      },
    },
  ])('nothing is written once $name', async ({ harm }) => {
    const store = await openTestStore(archive);
    await importStory(store, 1);
    harm();
    await expect(importStory(store, 2)).rejects.toMatchObject({ code: 'archive-moved' });
    await store.close();
  });
});

test('a start removes what an interrupted save left, and only that', async () => {
  const first = await openTestStore(archive);
  await first.close();
  const names = [`${makeId(5)}.tmp`, 'mine.tmp', 'notes.txt'];
  for (const name of names) writeFileSync(join(archive, 'tmp', name), 'x');
  const reader = await openTestStore(archive, { mode: 'read' });
  expect(readdirSync(join(archive, 'tmp'))).toEqual(names);
  await reader.close();
  const writer = await openTestStore(archive);
  expect(readdirSync(join(archive, 'tmp'))).toEqual(['mine.tmp', 'notes.txt']);
  await writer.close();
});
