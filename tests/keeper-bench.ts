import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { handlersOf } from '../electron/archive/index/handlers.ts';
import type { Handlers } from '../electron/archive/index/handlers.ts';
import { Keeper } from '../electron/archive/index/keeper.ts';
import type { KeeperContext } from '../electron/archive/index/keeper.ts';
import type { CatalogueOptions, Report } from '../electron/archive/index/messages.ts';
import { entryOf } from '../electron/archive/index/row.ts';
import { articleFile, marksFile } from '../electron/archive/store/layout.ts';
import { nodeFs } from '../electron/archive/store/node-fs.ts';
import type { Row } from '../shared/contract/row.ts';
import { noMarks } from '../shared/document/marks.ts';
import { makeId, makeStory, makeStoryMarks, writeDocument } from './make.ts';

/** Characters of a story in these tests: they are about files, not about text. */
export const LENGTH = 100;

/** A folder of its own for each test, and keepers of the index of the archive in it, without a worker in between. */
export class KeeperBench {
  root = '';
  folder = '';
  indexFile = '';
  #opened: Handlers[] = [];

  /** To be called once in a test file. */
  constructor() {
    beforeEach(() => {
      this.root = mkdtempSync(join(tmpdir(), 'zhaji-keeper-'));
      this.folder = join(this.root, 'archive');
      this.indexFile = join(this.root, 'data', 'index', 'one.sqlite');
    });
    afterEach(async () => {
      for (const calls of this.#opened) await this.close(calls);
      rmSync(this.root, { recursive: true, force: true });
    });
  }

  async open(
    options: Partial<CatalogueOptions> = {},
    { fs = nodeFs, onProgress = () => undefined }: Partial<Pick<KeeperContext, 'fs' | 'onProgress'>> = {},
  ): Promise<Handlers> {
    const { folder, indexFile } = this;
    const keeper = await Keeper.open(
      { fs, now: Date.now, onProgress },
      { indexFile, archiveFolder: folder, archiveId: makeId(9_000_000), readOnly: false, ...options },
    );
    const calls = handlersOf(keeper);
    this.#opened.push(calls);
    return calls;
  }

  /** Opens, waits until the index has caught up with the disk, and tells what that took. */
  async openCaughtUp(options: Partial<CatalogueOptions> = {}): Promise<{ calls: Handlers; report: Report }> {
    const calls = await this.open(options);
    return { calls, report: await calls.ready(null) };
  }

  async close(calls: Handlers): Promise<void> {
    this.#opened = this.#opened.filter((one) => one !== calls);
    await calls.close(null);
  }

  /** Builds the index and closes it. */
  async build(): Promise<void> {
    const { calls } = await this.openCaughtUp();
    await this.close(calls);
  }

  articleFile(n: number): string {
    return articleFile(this.folder, makeId(n));
  }

  marksFile(n: number): string {
    return marksFile(this.folder, makeId(n));
  }

  /** Every file below the archive folder with a hash of its content: the index must never change one. */
  contents(): Map<string, string> {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path, createHash('sha256').update(readFileSync(path)).digest('hex')];
      }),
    );
  }
}

/** Puts a document in place as other programs do: a new file renamed over the old one. */
export function replaceDocument(file: string, document: unknown): void {
  writeDocument(`${file}.new`, document);
  renameSync(`${file}.new`, file);
}

/** All rows that the catalogue has, the listed ones first. */
export async function allRows({ list }: Pick<Handlers, 'list'>): Promise<Row[]> {
  const listed = await list({ filter: {}, page: { limit: 1000 } });
  const trashed = await list({ filter: { trashed: true }, page: { limit: 1000 } });
  return [...listed.articles, ...trashed.articles];
}

/** What the catalogue must hold of the first `n` generated stories, by id. */
export function storyRows(n: number): Row[] {
  return Array.from({ length: n }, (_, i) => {
    const article = makeStory(i + 1, LENGTH);
    return entryOf(article, makeStoryMarks(article, i + 1) ?? noMarks(article)).row;
  });
}

/** Sorted as `storyRows` gives them. */
export function byId(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
