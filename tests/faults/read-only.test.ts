import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { names } from '../../electron/archive/store/layout.ts';
import { makeId } from '../make.ts';
import { runChild, type Running } from './run-child.ts';
import { importStory, openTestStore, tempFolder } from './workload.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let folder: string;
let archive: string;
let remove: () => void;
let running: Running[];

beforeEach(async () => {
  ({ folder, remove } = tempFolder());
  running = [];
  archive = join(folder, 'archive');
  const store = await openTestStore(archive);
  await importStory(store, 1);
  await store.close();
  if (isRoot) {
    chmodSync(folder, 0o755);
    everything((path) => chownSync(path, NOBODY, NOBODY));
  }
});
afterEach(async () => {
  await Promise.all(running.map((child) => child.kill()));
  chmodSync(archive, 0o700);
  everything((path) => chmodSync(path, 0o700));
  remove();
});

/** Does something with the archive's folder and all that lies in it, the innermost first. */
function everything(work: (path: string) => void): void {
  for (const name of readdirSync(archive, { recursive: true, encoding: 'utf8' }).toReversed())
    work(join(archive, name));
  work(archive);
}

/** `chmod -R a-w` */
function takeTheRightToWrite(): void {
  const { status } = spawnSync('chmod', ['-R', 'a-w', archive]);
  expect(status).toBe(0);
}

interface Opened {
  readonly child: Running;
  readonly says: unknown;
}

/** Opens the archive for writing in another process to which modes apply. */
async function open(): Promise<Opened> {
  const child = runChild('unprivileged-child.ts', [archive]);
  running.push(child);
  return { child, says: JSON.parse(await child.nextLine()) };
}

async function save({ child }: Opened): Promise<unknown> {
  child.child.stdin.write('save\n');
  return JSON.parse(await child.nextLine());
}

const readOnly = { readOnly: { reason: 'folder-read-only', holder: null }, reads: makeId(1) };
const writer = { readOnly: null, reads: makeId(1) };

// Windows has no modes, and no second user to be.
describe.skipIf(process.platform === 'win32')('as somebody to whom modes apply', () => {
  test('an archive that is one’s own can be written', async () => {
    const one = await open();
    expect(one.says).toEqual(writer);
    expect(await save(one)).toBe(1);
  });

  test('a lock file that cannot be written lets nobody write: never two at once', async () => {
    chmodSync(join(archive, names.lock), 0o400);
    const both = [await open(), await open()];
    for (const one of both) {
      expect(one.says).toEqual(readOnly);
      expect(await save(one)).toMatchObject({ code: 'archive-read-only', data: { reason: 'folder-read-only' } });
    }
  });

  test('a lock file made read-only under a writer still keeps others out', async () => {
    const one = await open();
    chmodSync(join(archive, names.lock), 0o400);
    expect((await open()).says).toMatchObject({ readOnly: { reason: 'locked', holder: { pid: one.child.child.pid } } });
    expect(await save(one)).toBe(1);
  });

  test.each([
    { name: 'its lock file is there', prepare: () => undefined },
    { name: 'it has no lock file', prepare: () => rmSync(join(archive, names.lock)) },
    { name: 'it has no lock file and no folder for unfinished files', prepare: () => bare() },
  ])('an archive without the right to write can be read, and says so: $name', async ({ prepare }) => {
    prepare();
    takeTheRightToWrite();
    const one = await open();
    expect(one.says).toEqual(readOnly);
    expect(await save(one)).toMatchObject({ code: 'archive-read-only', data: { reason: 'folder-read-only' } });
  });

  test('a lock file that cannot even be read is told as what it is', async () => {
    chmodSync(join(archive, names.lock), 0);
    expect((await open()).says).toMatchObject({
      code: 'disk-denied',
      data: { file: join(archive, names.lock), error: 'SQLITE_CANTOPEN' },
    });
  });
});

function bare(): void {
  rmSync(join(archive, names.lock));
  rmSync(join(archive, names.temp), { recursive: true });
}

/** Whether this process may make a mount that nobody else sees. */
const mayMount =
  process.platform === 'linux' && spawnSync('unshare', ['-m', 'mount', '--bind', '/tmp', '/tmp']).status === 0;

test.skipIf(!mayMount)('an archive on a disk mounted for reading can be read, and says so', () => {
  const child = join(import.meta.dirname, 'unprivileged-child.ts');
  const script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" "$3" "$1"';
  const { stdout } = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', archive, process.execPath, child], {
    input: 'save\n',
    encoding: 'utf8',
  });
  const [opened = '', saved = ''] = stdout.split('\n');
  expect(JSON.parse(opened)).toEqual(readOnly);
  expect(JSON.parse(saved)).toMatchObject({ code: 'archive-read-only', data: { reason: 'folder-read-only' } });
});

test.each([
  { name: 'other content', put: (file: string) => writeFileSync(file, 'x'.repeat(5000)) },
  { name: 'a folder', put: (file: string) => mkdirSync(file) },
])('a lock file that is $name is damage, and the archive can still be read', async ({ put }) => {
  rmSync(join(archive, names.lock));
  put(join(archive, names.lock));
  await expect(openTestStore(archive)).rejects.toMatchObject({
    code: 'archive-damaged',
    data: { file: names.lock, reason: 'not-a-document' },
  });
  const reader = await openTestStore(archive, { mode: 'read' });
  expect((await reader.read(makeId(1))).article.id).toBe(makeId(1));
  await reader.close();
});
