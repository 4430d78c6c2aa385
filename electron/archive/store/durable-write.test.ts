import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchedFs, type Call, type Watch } from '../../../tests/faults/watched-fs.ts';
import { tempFolder } from '../../../tests/faults/workload.ts';
import { createFile, diskFailure, replaceFile, type Disk } from './durable-write.ts';
import { nodeFs } from './node-fs.ts';

let folder: string;
let file: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = tempFolder());
  file = join(folder, 'file');
});
afterEach(() => remove());

const bytes = new TextEncoder().encode('新的内容');

function diskWith(watch: Watch): Disk {
  let temps = 0;
  return { fs: watchedFs(nodeFs, watch), temp: (path) => `${path}.${(temps += 1)}.tmp` };
}

/** A watch that makes each call of this name fail. */
function failing(name: Call['name'], code: string): Watch {
  return {
    before(call) {
      if (call.name === name) throw Object.assign(new Error(code), { code });
    },
  };
}

describe('replaceFile', () => {
  test('syncs the bytes before the name, and the name before it resolves', async () => {
    const calls: string[] = [];
    const disk = diskWith({ after: ({ name }) => void calls.push(name) });
    await replaceFile(disk, file, bytes);
    expect(calls).toEqual(['open', 'write', 'sync', 'status', 'close', 'rename', 'syncFolder']);
    expect(readFileSync(file)).toEqual(Buffer.from(bytes));
  });

  test('goes on until the last byte where the disk takes fewer than asked', async () => {
    let writes = 0;
    await replaceFile(
      diskWith({ before: ({ name }) => void (writes += name === 'write' ? 1 : 0), isShort: () => true }),
      file,
      bytes,
    );
    expect(writes).toBeGreaterThan(3);
    expect(readFileSync(file)).toEqual(Buffer.from(bytes));
  });

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EACCES', 'disk-denied'],
    ['EPERM', 'disk-denied'],
    ['EBUSY', 'disk-busy'],
    ['EIO', 'disk-failed'],
    ['EMFILE', 'disk-failed'],
  ])('says %s as %s, keeps the old file and leaves nothing behind', async (error, code) => {
    for (const name of ['open', 'write', 'sync', 'close', 'rename'] as const) {
      writeFileSync(file, 'old');
      await expect(replaceFile(diskWith(failing(name, error)), file, bytes)).rejects.toMatchObject({
        code,
        data: { file, error },
      });
      expect(readFileSync(file, 'utf8')).toBe('old');
      expect(readdirSync(folder)).toEqual(['file']);
    }
  });

  test('does not sync a file twice, and begins anew with another', async () => {
    const synced: string[] = [];
    let left = 1;
    const disk = diskWith({
      before({ name, path }) {
        if (name !== 'sync') return;
        synced.push(path);
        if (left-- > 0) throw Object.assign(new Error('EIO'), { code: 'EIO' });
      },
    });
    await expect(replaceFile(disk, file, bytes)).rejects.toMatchObject({ code: 'disk-failed' });
    await replaceFile(disk, file, bytes);
    expect(synced).toEqual([`${file}.1.tmp`, `${file}.2.tmp`]);
  });

  test('never writes through the temporary file of another program', async () => {
    writeFileSync(`${file}.1.tmp`, 'of another');
    await expect(replaceFile(diskWith({}), file, bytes)).rejects.toMatchObject({ code: 'disk-failed' });
    expect(readFileSync(`${file}.1.tmp`, 'utf8')).toBe('of another');
  });
});

describe.each([
  { name: 'with hard links', watch: {} },
  { name: 'without hard links', watch: failing('link', 'ENOTSUP') },
])('createFile on a disk $name', ({ watch }) => {
  test('makes the file, and leaves nothing else', async () => {
    expect(await createFile(diskWith(watch), file, bytes)).toMatchObject({ size: bytes.length });
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('leaves a file that is there alone', async () => {
    writeFileSync(file, 'old');
    expect(await createFile(diskWith(watch), file, bytes)).toBeNull();
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('takes the file back if its name cannot be made to last', async () => {
    const fails = failing('syncFolder', 'EIO');
    const both: Watch = {
      before(call) {
        watch.before?.(call);
        fails.before?.(call);
      },
    };
    await expect(createFile(diskWith(both), file, bytes)).rejects.toMatchObject({ code: 'disk-failed' });
    expect(existsSync(file)).toBe(false);
  });
});

test('a failure that is one already passes unchanged', () => {
  const failure = diskFailure(new Error('x'), file);
  expect(diskFailure(failure, 'elsewhere')).toBe(failure);
});
