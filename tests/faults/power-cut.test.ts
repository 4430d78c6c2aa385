import { expect, test } from 'vitest';
import { bringUp } from '../../electron/archive/annotate/bring-up.ts';
import { asFailure } from '../../electron/archive/failure.ts';
import type { Disk } from '../../electron/archive/store/durable-write.ts';
import { Folders } from '../../electron/archive/store/folders.ts';
import type { Fs } from '../../electron/archive/store/fs-port.ts';
import { History } from '../../electron/archive/store/history.ts';
import { archiveFile, tempFile } from '../../electron/archive/store/layout.ts';
import { Originals } from '../../electron/archive/store/originals.ts';
import { PairStore } from '../../electron/archive/store/pair-store.ts';
import { articleText } from '../../shared/document/article.ts';
import { makeId } from '../make.ts';
import { MemoryDisk } from './memory-disk.ts';
import { aftermaths, type Aftermath } from './power-cut.ts';
import { annotate, annotationId, correct, correction, imported, misfits, openTestStore, trash } from './workload.ts';

const FOLDER = '/archive';

/** An archive on a disk in memory, lasting up to here. */
async function emptyArchive(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const { fs } = disk;
  await fs.makeFolder(`${FOLDER}/tmp`);
  const archive = { schema: 1, type: 'archive', id: makeId(0), createdAt: '2026-03-01T08:00:00.000Z' };
  const file = await fs.open(archiveFile(FOLDER), 'create');
  await file.write(new TextEncoder().encode(JSON.stringify(archive)));
  await file.sync();
  await fs.syncFolder(FOLDER);
  await fs.syncFolder('/');
  return disk;
}

/** Two imports and saves of every kind through the port, each acknowledged as soon as the store says so. */
async function work(memory: MemoryDisk, fs: Fs): Promise<void> {
  let temps = 0;
  const disk: Disk = { fs, temp: () => tempFile(FOLDER, makeId(90_000 + (temps += 1))) };
  const folders = new Folders(disk.fs, FOLDER);
  const history = new History(disk, FOLDER);
  const pairs = new PairStore({ disk, folder: FOLDER, folders, history, clock: { now: () => 0 }, bringUp });
  const originals = new Originals(disk, folders, FOLDER);
  for (const story of [1, 2]) {
    const sha256 = await originals.keep(new TextEncoder().encode(`original ${story}`), 'txt');
    await pairs.create(imported(story, sha256), null);
    memory.acknowledge(`import ${story}`);
  }
  for (const n of [1, 2, 3, 4, 5]) {
    await pairs.change(makeId(1), (pair) => annotate(n % 2 === 0 ? correct(pair, n) : pair, n));
    memory.acknowledge(`save ${n}`);
  }
  await pairs.change(makeId(1), trash);
  memory.acknowledge('trash 1');
}

/** What the next start finds wrong: null, or the first thing that was lost or cannot be read. */
async function complaint({ disk, acknowledged }: Aftermath): Promise<string | null> {
  try {
    const store = await openTestStore(FOLDER, { fs: disk.fs, mode: 'read' });
    for await (const id of store.ids()) {
      const pair = await store.read(id);
      if (misfits(pair).length > 0) return `anchors of another text in ${id}`;
      await store.readOriginal(pair.article.original.sha256, 'txt');
    }
    for (const label of acknowledged) {
      const [what, number] = label.split(' ');
      const n = Number(number);
      const { article, marks } = await store.read(makeId(what === 'import' ? n : 1));
      const isThere =
        what === 'import' ||
        (what === 'trash' && marks.trashedAt !== null) ||
        (marks.annotations.some(({ id }) => id === annotationId(n)) &&
          (n % 2 === 1 || articleText(article).includes(correction(n))));
      if (!isThere) return `lost: ${label}`;
    }
    return null;
  } catch (error) {
    return asFailure(error).message;
  }
}

/** The different disks that a power cut during the work may leave, and what is wrong with some of them. */
async function cutEverywhere(through: (fs: Fs) => Fs): Promise<{ disks: number; complaints: string[] }> {
  const memory = await emptyArchive();
  const prepared = memory.steps.length;
  await work(memory, through(memory.fs));
  let disks = 0;
  const complaints: string[] = [];
  for (const aftermath of aftermaths(memory.steps)) {
    if (aftermath.cut < prepared) continue;
    disks += 1;
    const found = await complaint(aftermath);
    if (found !== null) complaints.push(`cut after step ${aftermath.cut}: ${found}`);
  }
  return { disks, complaints };
}

test('whatever a power cut leaves behind, everything acknowledged is there and everything can be read', async () => {
  const { disks, complaints } = await cutEverywhere((fs) => fs);
  console.log(`power cut: ${disks} different disks, ${complaints.length} complaints`);
  expect(complaints).toEqual([]);
  expect(disks).toBeGreaterThan(100);
});

test('a store that did not sync its files would be found out', async () => {
  const { complaints } = await cutEverywhere((fs) => ({
    ...fs,
    open: async (path, how) => ({ ...(await fs.open(path, how)), sync: () => Promise.resolve() }),
  }));
  expect(complaints.join()).toContain('document-damaged');
});

test('a store that did not sync its folders would be found out', async () => {
  const { complaints } = await cutEverywhere((fs) => ({ ...fs, syncFolder: () => Promise.resolve() }));
  expect(complaints.join()).toContain('lost: save');
});
