import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../electron/archive/index/catalogue.ts';
import type { Catalogue } from '../electron/archive/index/catalogue.ts';
import { articleFile } from '../electron/archive/store/layout.ts';
import { noMarks } from '../shared/document/marks.ts';
import { makeId, makeStory, writeArchive, writeDocument } from './make.ts';

/** Characters of an article. */
const LENGTH = 400;

/** What a writer may have to wait, with the start of a worker on a busy machine. */
const SOON = 4_000;

let root: string;
let folder: string;
let indexFile: string;
let opened: Catalogue[];
let children: ChildProcess[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zhaji-held-'));
  folder = join(root, 'archive');
  indexFile = join(root, 'data', 'index', 'one.sqlite');
  opened = [];
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(opened.map((catalogue) => catalogue.close()));
  rmSync(root, { recursive: true, force: true });
});

async function openToWrite(): Promise<Catalogue> {
  const options = { indexFile, archiveFolder: folder, archiveId: makeId(9_000_000), readOnly: false };
  const catalogue = await openCatalogue(options);
  opened.push(catalogue);
  return catalogue;
}

interface Child {
  readonly child: ChildProcess;
  /** Resolves to all that the program has said, once a word is in it. */
  hears(word: string): Promise<string>;
}

function start(task: string): Child {
  const program = fileURLToPath(new URL('./catalogue-child.ts', import.meta.url));
  const child = spawn(process.execPath, [program, task, folder, indexFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  return {
    child,
    async hears(word) {
      while (!said.includes(word)) await pause(5);
      return said;
    },
  };
}

/** Saves the `n`-th story as the store does, and then tells the catalogue. */
async function save(catalogue: Catalogue, n: number): Promise<void> {
  const article = makeStory(n, LENGTH);
  writeDocument(articleFile(folder, article.id), article);
  await catalogue.put(article, noMarks(article));
}

/** Whether the index file, not what a keeper has in memory, lists the `n`-th story. */
function isInFile(n: number): boolean {
  if (!existsSync(indexFile) || statSync(indexFile).size === 0) return false;
  const db = new DatabaseSync(indexFile, { readOnly: true });
  try {
    const isMade = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'article'").get() !== undefined;
    return isMade && db.prepare('SELECT 1 FROM article WHERE id = ?').get(makeId(n)) !== undefined;
  } finally {
    db.close();
  }
}

describe('an index that another process keeps', () => {
  it('does not keep a writer from saving, and is taken over once it is free', async () => {
    writeArchive(folder, 200, LENGTH);
    const keeper = start('keep-lock');
    await keeper.hears('ready');
    const began = performance.now();
    const writer = await openToWrite();
    expect(performance.now() - began).toBeLessThan(SOON);
    expect((await writer.ready()).read).toBe(200);
    await save(writer, 5001);
    expect((await writer.row(makeId(5001)))?.id).toBe(makeId(5001));
    expect(isInFile(5001)).toBe(false);
    await writer.rebuild();
    keeper.child.kill('SIGKILL');
    const saves: number[] = [];
    for (let n = 5002; !isInFile(5001); n += 1) {
      await save(writer, n);
      saves.push(n);
      expect(await writer.row(makeId(n))).not.toBeNull();
      await pause(20);
    }
    await save(writer, 6001);
    for (const n of [...saves, 6001]) await expect.poll(() => isInFile(n), { timeout: SOON }).toBe(true);
    const { articles, trashed } = await writer.stats();
    expect(articles + trashed).toBe(200 + 2 + saves.length);
    await writer.close();
    const again = await openToWrite();
    expect(await again.ready()).toEqual({ read: 0, removed: 0, missing: 0 });
  }, 60_000);

  it('is not kept by anybody where its lock file may only be read', async () => {
    mkdirSync(dirname(indexFile), { recursive: true });
    writeFileSync(indexFile, '', { mode: 0o400 });
    if (process.getuid?.() === 0) {
      for (const path of [root, dirname(dirname(indexFile)), dirname(indexFile)]) chmodSync(path, 0o755);
      chownSync(indexFile, 65_534, 65_534);
    }
    expect(await start('turns').hears('ready')).toContain('turns 0 ');
  });
});

it.skipIf(process.platform === 'win32')('keeps all its files private', async () => {
  writeArchive(folder, 3, LENGTH);
  const catalogue = await openToWrite();
  await catalogue.ready();
  await catalogue.rebuild();
  await save(catalogue, 5001);
  const folderOfIndex = dirname(indexFile);
  const modes = readdirSync(folderOfIndex).map((name) => [name, statSync(join(folderOfIndex, name)).mode & 0o777]);
  expect(modes.length).toBeGreaterThan(2);
  for (const mode of modes) expect(mode).toEqual([mode[0], 0o600]);
});

it('says so at once where its worker has died, and can still be closed', async () => {
  writeArchive(folder, 3, LENGTH);
  let worker: Worker | null = null;
  process.once('worker', (started) => (worker = started));
  const catalogue = await openToWrite();
  const asked = catalogue.rebuild();
  const ended = once(worker!, 'exit');
  await (worker as Worker | null)?.terminate();
  await ended;
  await expect(asked).rejects.toMatchObject({ code: 'index-failed' });
  const article = makeStory(1, LENGTH);
  await expect(catalogue.put(article, noMarks(article))).rejects.toMatchObject({ code: 'index-failed' });
  await expect(catalogue.ready()).rejects.toMatchObject({ code: 'index-failed' });
  await catalogue.close();
});
