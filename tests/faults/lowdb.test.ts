// The questions that the store is put to, put to lowdb's own file adapter as it comes, and side by side to the store.
// lowdb is expected to fail them: this is why the archive has an adapter of its own.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { articleFile, marksFile } from '../../electron/archive/store/layout.ts';
import type { Store } from '../../electron/archive/store/store.ts';
import { makeId } from '../make.ts';
import { race, runChild } from './run-child.ts';
import { annotate, importStory, openTestStore, tempFolder } from './workload.ts';

let folder: string;
let file: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = tempFolder());
  file = join(folder, 'notes.json');
});
afterEach(() => remove());

interface Notes {
  notes: string[];
}

function openLowdb(): Low<Notes> {
  return new Low(new JSONFile<Notes>(file), { notes: [] });
}

async function openArchive(): Promise<Store> {
  const store = await openTestStore(join(folder, 'archive'));
  await importStory(store, 1);
  for (const n of [1, 2]) await store.change(makeId(1), (pair) => annotate(pair, n));
  return store;
}

/** What is wrong when a document is read or changed, in this program and in one that starts anew. */
async function expectRefusal(store: Store, failure: unknown): Promise<void> {
  const expectAll = async (open: Store): Promise<void> => {
    await expect(open.read(makeId(1))).rejects.toMatchObject({ data: failure });
    await expect(open.change(makeId(1), (pair) => annotate(pair, 3))).rejects.toMatchObject({ data: failure });
  };
  await expectAll(store);
  await store.close();
  const next = await openTestStore(store.folder);
  await expectAll(next);
  await next.close();
}

const documents = [
  { name: 'article', place: articleFile },
  { name: 'marks', place: marksFile },
];

/** What may become of a file: half a save, a mended disk, a program that breaks off. */
const spoilt = [
  { name: 'null', bytes: Buffer.from('null') },
  { name: '0', bytes: Buffer.from('0') },
  { name: 'false', bytes: Buffer.from('false') },
  { name: 'nothing', bytes: Buffer.from('') },
];

describe.each(spoilt)('a file that holds $name', ({ bytes }) => {
  test('lowdb puts its defaults in the place of what was stored', async () => {
    writeFileSync(file, bytes);
    const db = openLowdb();
    // Of the empty file lowdb says that it is no JSON; the others pass for an answer. Either way it then writes.
    await db.read().catch((error: unknown) => expect([bytes.length, error]).toEqual([0, expect.any(SyntaxError)]));
    expect(db.data).toEqual({ notes: [] });
    await db.update(({ notes }) => notes.push('new'));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ notes: ['new'] });
  });

  test.each(documents)('the store says so, and leaves it as it is ($name)', async ({ place }) => {
    const store = await openArchive();
    const document = place(store.folder, makeId(1));
    writeFileSync(document, bytes);
    await expectRefusal(store, { file: document, reason: bytes.length === 0 ? 'json-invalid' : 'not-a-document' });
    expect(readFileSync(document)).toEqual(bytes);
  });
});

describe('a file that is gone', () => {
  test('lowdb puts its defaults in its place', async () => {
    writeFileSync(file, '{"notes":["old"]}');
    const db = openLowdb();
    await db.read();
    rmSync(file);
    const next = openLowdb();
    await next.read();
    await next.update(({ notes }) => notes.push('new'));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ notes: ['new'] });
  });

  test.each(documents)('the store misses it, and puts nothing in its place ($name)', async ({ place }) => {
    const store = await openArchive();
    const document = place(store.folder, makeId(1));
    rmSync(document);
    await expectRefusal(store, { file: document });
    expect(() => readFileSync(document)).toThrow('ENOENT');
  });
});

describe('bytes that are not UTF-8', () => {
  const broken = Buffer.from([0xe6, 0x94]);

  test('lowdb makes other characters of them, and stores those', async () => {
    writeFileSync(file, Buffer.concat([Buffer.from('{"notes":["'), broken, Buffer.from('"]}')]));
    const db = openLowdb();
    await db.read();
    await db.write();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ notes: ['\ufffd'] });
  });

  test('the store says so, and leaves them as they are', async () => {
    const store = await openArchive();
    const document = marksFile(store.folder, makeId(1));
    const bytes = Buffer.concat([readFileSync(document), broken]);
    writeFileSync(document, bytes);
    await expectRefusal(store, { file: document, reason: 'not-utf-8' });
    expect(readFileSync(document)).toEqual(bytes);
  });
});

/** The numbers in the file; none where two programs have written through each other and left no JSON. */
function storedNumbers(): number[] {
  try {
    return z.object({ notes: z.array(z.number()) }).parse(JSON.parse(readFileSync(file, 'utf8'))).notes;
  } catch {
    return [];
  }
}

// The store's answer to these two is in power-cut.test.ts and two-processes.test.ts, by the same means.
describe('lowdb against the disk and against itself', () => {
  test('a power cut leaves unreadable files and loses what was acknowledged, because nothing is ever synced', async () => {
    const [line = ''] = await runChild('lowdb-power-cut-child.ts', []).rest();
    const result = JSON.parse(line);
    console.log(`lowdb's own adapter after a power cut: ${line}`);
    expect(result.disks).toBeGreaterThan(100);
    expect(result.unreadable).toBeGreaterThan(0);
    expect(result.lost).toBeGreaterThan(0);
  });

  test('of two programs that save into one file, one loses its saves to the other', async () => {
    const acknowledged = await race('lowdb', file, 200);
    const stored = new Set(storedNumbers());
    const lost = acknowledged.filter((n) => !stored.has(n));
    console.log(`lowdb's own adapter, two programs: ${acknowledged.length} acknowledged, ${lost.length} lost`);
    expect(lost.length).toBeGreaterThan(0);
  });
});
