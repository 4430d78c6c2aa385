import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../electron/archive/index/catalogue.ts';
import type { Catalogue } from '../electron/archive/index/catalogue.ts';
import type { CatalogueOptions } from '../electron/archive/index/messages.ts';
import { entryOf } from '../electron/archive/index/row.ts';
import { articleFile, marksFile } from '../electron/archive/store/layout.ts';
import type { Row } from '../shared/contract/row.ts';
import { noMarks } from '../shared/document/marks.ts';
import { makeArticle, makeId, makeMarks, makeStory, makeStoryMarks, writeArchive, writeDocument } from './make.ts';

let root: string;
let folder: string;
let indexFile: string;
let opened: Catalogue[];
let children: ChildProcess[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zhaji-catalogue-'));
  folder = join(root, 'archive');
  indexFile = join(root, 'data', 'index', 'one.sqlite');
  opened = [];
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(opened.map((catalogue) => catalogue.close().catch(() => undefined)));
  rmSync(root, { recursive: true, force: true });
});

async function open(options: Partial<CatalogueOptions> = {}): Promise<Catalogue> {
  const catalogue = await openCatalogue({
    indexFile,
    archiveFolder: folder,
    archiveId: makeId(9_000_000),
    readOnly: false,
    ...options,
  });
  opened.push(catalogue);
  return catalogue;
}

/** Opens, waits until it has caught up, and tells what it did. */
async function openCaughtUp(options: Partial<CatalogueOptions> = {}) {
  const catalogue = await open(options);
  return { catalogue, report: await catalogue.ready() };
}

async function build(): Promise<void> {
  const { catalogue } = await openCaughtUp();
  await catalogue.close();
}

async function allRows(catalogue: Catalogue): Promise<Row[]> {
  const listed = await catalogue.list({}, { limit: 1000 });
  const trashed = await catalogue.list({ trashed: true }, { limit: 1000 });
  return [...listed.articles, ...trashed.articles];
}

/** What the catalogue must hold of the first `n` generated stories. */
function storyRows(n: number): Row[] {
  return Array.from({ length: n }, (_, i) => {
    const article = makeStory(i + 1, LENGTH);
    return entryOf(article, makeStoryMarks(article, i + 1) ?? noMarks(article)).row;
  });
}

const byId = (rows: readonly Row[]): Row[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Short stories: the tests are about files. */
const LENGTH = 100;

const fileOf = (n: number): string => articleFile(folder, makeId(n));

/** Starts a second process and waits until it says that it is where the task wants it. */
async function startChild(task: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./catalogue-child.ts', import.meta.url));
  const child = spawn(process.execPath, [program, task, folder, indexFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => text.toString().includes('ready') && resolve());
    child.on('exit', (code) => reject(new Error(`ended with ${String(code)}`)));
  });
  return child;
}

async function killChild(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

describe('through the worker', () => {
  it('is there as soon as a save is acknowledged, and again after reopening', async () => {
    writeArchive(folder, 12, LENGTH);
    const { catalogue } = await openCaughtUp();
    const article = makeArticle({ id: makeId(5001), published: '2031-01-01' });
    const marks = makeMarks(article, { state: 'kept' });
    writeDocument(articleFile(folder, article.id), article);
    writeDocument(marksFile(folder, article.id), marks);
    await catalogue.put(article, marks);
    expect((await catalogue.list({}, { limit: 1 })).articles).toEqual([entryOf(article, marks).row]);
    expect(await catalogue.row(article.id)).toEqual(entryOf(article, marks).row);
    await catalogue.close();
    const again = await openCaughtUp();
    expect(again.report).toEqual({ read: 0, removed: 0, missing: 0 });
    expect(await again.catalogue.row(article.id)).toEqual(entryOf(article, marks).row);
  });

  it('refuses a wrong cursor by name', async () => {
    writeArchive(folder, 1, LENGTH);
    const { catalogue } = await openCaughtUp();
    await expect(catalogue.list({}, { limit: 5, cursor: '?' })).rejects.toMatchObject({
      code: 'argument-wrong',
      data: { argument: 'cursor', value: '?' },
    });
  });
});

describe('a process that was killed', () => {
  it('between saving a document and telling the catalogue loses nothing', async () => {
    writeArchive(folder, 60, LENGTH);
    await build();
    await killChild(await startChild('save-untold'));
    const { catalogue, report } = await openCaughtUp();
    expect(report.read).toBe(1);
    expect(await catalogue.row(makeId(5001))).not.toBeNull();
  });

  it('after saves makes the next start compare every file', async () => {
    writeArchive(folder, 60, LENGTH);
    await build();
    await killChild(await startChild('save-told'));
    const file = fileOf(9);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"title": ".*?"/, '"title": "就地改的标题"'));
    const { catalogue, report } = await openCaughtUp();
    expect(report.read).toBeLessThanOrEqual(11);
    expect((await catalogue.row(makeId(9)))?.title).toBe('就地改的标题');
    expect((await catalogue.row(makeId(5010)))?.starred).toBe(true);
    expect(await allRows(catalogue)).toHaveLength(70);
  });

  it('while building leaves what it had done', async () => {
    writeArchive(folder, 400, LENGTH);
    await killChild(await startChild('build'));
    const { catalogue, report } = await openCaughtUp();
    expect(report.read).toBeLessThanOrEqual(400 - 96);
    expect(byId(await allRows(catalogue))).toEqual(storyRows(400));
  });
});

describe('several openers', () => {
  it('a reader sees what the writer has, and cannot change it', async () => {
    writeArchive(folder, 20, LENGTH);
    const child = await startChild('hold');
    const { catalogue } = await openCaughtUp({ readOnly: true });
    expect(byId(await allRows(catalogue))).toEqual(storyRows(20));
    const article = makeStory(5001, LENGTH);
    await expect(catalogue.put(article, noMarks(article))).rejects.toMatchObject({ code: 'index-failed' });
    await expect(catalogue.rebuild()).rejects.toMatchObject({ code: 'index-failed' });
    expect(await catalogue.reconcile({ full: true })).toEqual({ read: 0, removed: 0, missing: 0 });
    await killChild(child);
    expect(await allRows(catalogue)).toHaveLength(20);
  });

  it('a reader builds what is missing, then lets a writer have it', async () => {
    writeArchive(folder, 20, LENGTH);
    const reader = await openCaughtUp({ readOnly: true });
    expect(reader.report.read).toBe(20);
    const writer = await openCaughtUp();
    expect(writer.report.read).toBe(0);
    const article = makeStory(5001, LENGTH);
    writeDocument(fileOf(5001), article);
    await writer.catalogue.put(article, noMarks(article));
    expect(await reader.catalogue.row(article.id)).toEqual(entryOf(article, noMarks(article)).row);
  });
});
