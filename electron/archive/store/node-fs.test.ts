import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../../tests/faults/workload.ts';
import { guardLock, unguardLock } from './lock-guard.ts';
import { nodeFs } from './node-fs.ts';
import { readFile } from './read-file.ts';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = tempFolder());
});
afterEach(() => remove());

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (string: string): Uint8Array => new TextEncoder().encode(string);

describe('nodeFs', () => {
  test('makes private files and folders', async () => {
    await nodeFs.makeFolder(join(folder, 'a', 'b'));
    const file = await nodeFs.open(join(folder, 'a', 'b', 'c'), 'create');
    await file.close();
    const log = await nodeFs.open(join(folder, 'log'), 'append');
    await log.close();
    const modes = ['a', 'a/b', 'a/b/c', 'log'].map((path) => statSync(join(folder, path)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
  });

  test('creates only what is not there, and appends to what is', async () => {
    const path = join(folder, 'file');
    const created = await nodeFs.open(path, 'create');
    await created.write(bytes('一'));
    await created.write(bytes('二'));
    await created.close();
    await expect(nodeFs.open(path, 'create')).rejects.toMatchObject({ code: 'EEXIST' });
    const appended = await nodeFs.open(path, 'append');
    await appended.write(bytes('三'));
    await appended.close();
    expect(text((await readFile(nodeFs, path)).bytes)).toBe('一二三');
  });

  test('tells two names of one file by one identity, and a link from what it leads to', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'x');
    await nodeFs.link(path, join(folder, 'second'));
    symlinkSync(path, join(folder, 'link'));
    const [first, second, through] = await Promise.all(
      ['file', 'second', 'link'].map((name) => nodeFs.status(join(folder, name))),
    );
    expect(second).toEqual(first);
    expect(through).toEqual(first);
    expect((await nodeFs.linkStatus(join(folder, 'link'))).kind).toBe('link');
  });

  test('opens plain files only: a pipe would be waited for for ever', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(nodeFs.open(join(folder, 'pipe'), 'read')).rejects.toMatchObject({
      code: 'file-not-regular',
      data: { kind: 'other' },
    });
    await expect(nodeFs.open(folder, 'read')).rejects.toMatchObject({
      code: 'file-not-regular',
      data: { kind: 'folder' },
    });
    await expect(nodeFs.open(join(folder, 'none'), 'read')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('nodeFs and the lock file', () => {
  let lock: string;
  let identity: string;
  beforeEach(async () => {
    lock = join(folder, 'archive.lock');
    writeFileSync(lock, '');
    identity = (await nodeFs.status(lock)).identity;
    guardLock(identity);
  });
  afterEach(() => unguardLock(identity));

  const refusal = { code: 'file-unreadable', data: { error: 'archive-lock' } };

  test('refuses to open it by any of its names, until it is given back', async () => {
    linkSync(lock, join(folder, 'hard'));
    symlinkSync(lock, join(folder, 'symbolic'));
    symlinkSync('symbolic', join(folder, 'twice'));
    for (const name of ['archive.lock', 'hard', 'symbolic', 'twice']) {
      for (const how of ['read', 'append'] as const) {
        await expect(nodeFs.open(join(folder, name), how)).rejects.toMatchObject(refusal);
      }
    }
    unguardLock(identity);
    await (await nodeFs.open(lock, 'read')).close();
  });

  test('refuses to move it away, to put another in its place and to remove it', async () => {
    writeFileSync(join(folder, 'other'), '');
    await expect(nodeFs.rename(lock, join(folder, 'elsewhere'))).rejects.toMatchObject(refusal);
    await expect(nodeFs.rename(join(folder, 'other'), lock)).rejects.toMatchObject(refusal);
    await expect(nodeFs.remove(lock)).rejects.toMatchObject(refusal);
    mkdirSync(join(folder, 'another'));
    await nodeFs.rename(join(folder, 'other'), join(folder, 'another', 'archive.lock'));
    await nodeFs.remove(join(folder, 'another', 'archive.lock'));
  });

  test('on a disk that does not tell upper from lower case, its other spellings are the same file', async () => {
    // Such a disk answers with the same identity for each spelling; here a hard link does.
    linkSync(lock, join(folder, 'ARCHIVE.LOCK'));
    await expect(nodeFs.open(join(folder, 'ARCHIVE.LOCK'), 'read')).rejects.toMatchObject(refusal);
    await expect(nodeFs.remove(join(folder, 'ARCHIVE.LOCK'))).rejects.toMatchObject(refusal);
  });

  test('knows it by identity, not by name', async () => {
    renameSync(lock, join(folder, 'renamed'));
    writeFileSync(lock, 'a new file of the old name');
    await (await nodeFs.open(lock, 'read')).close();
    await expect(nodeFs.open(join(folder, 'renamed'), 'read')).rejects.toMatchObject(refusal);
  });

  test('a worker of this process refuses it too', async () => {
    const port = JSON.stringify(new URL('./node-fs.ts', import.meta.url).href);
    const worker = new Worker(
      `import(${port}).then(({ nodeFs }) => nodeFs.open(${JSON.stringify(lock)}, 'read')).then(
        () => 'opened', (error) => error.code,
      ).then((answer) => require('node:worker_threads').parentPort.postMessage(answer));`,
      { eval: true },
    );
    expect(await new Promise((resolve) => worker.once('message', resolve))).toBe('file-unreadable');
    await worker.terminate();
  });
});
