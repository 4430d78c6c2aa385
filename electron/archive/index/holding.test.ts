import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { noMarks } from '../../../shared/document/marks.ts';
import { allRows, byId, KeeperBench, LENGTH, storyRows } from '../../../tests/keeper-bench.ts';
import { makeStory, writeArchive, writeDocument } from '../../../tests/make.ts';
import type { Fs } from '../store/fs-port.ts';
import { nodeFs } from '../store/node-fs.ts';

const bench = new KeeperBench();

describe('an index file that cannot be used', () => {
  const spoilers: [string, () => void][] = [
    ['deleted', () => rmSync(bench.indexFile)],
    ['empty', () => truncateSync(bench.indexFile, 0)],
    ['cut short', () => truncateSync(bench.indexFile, 5000)],
    ['garbled', () => writeFileSync(bench.indexFile, Buffer.alloc(20_000, 0x5a))],
    [
      'garbled behind its first page',
      () =>
        writeFileSync(
          bench.indexFile,
          Buffer.concat([
            readFileSync(bench.indexFile).subarray(0, 4096),
            Buffer.alloc(statSync(bench.indexFile).size - 4096, 0x5a),
          ]),
        ),
    ],
    [
      'of another program',
      () => {
        rmSync(bench.indexFile);
        sql('CREATE TABLE song (name TEXT)');
      },
    ],
    ['of a newer version', () => sql('PRAGMA user_version = 999')],
    ['of another archive', () => sql(`UPDATE meta SET value = 'other' WHERE name = 'archiveId'`)],
    ['of the archive in another place', () => sql(`UPDATE meta SET value = '/elsewhere' WHERE name = 'archiveFolder'`)],
    ['without a table', () => sql('DROP TABLE member')],
    ['with nonsense in a row', () => sql(`UPDATE article SET row = '{"id": 3'`)],
    [
      'a folder',
      () => {
        rmSync(bench.indexFile);
        mkdirSync(bench.indexFile);
      },
    ],
  ];

  function sql(statement: string): void {
    const db = new DatabaseSync(bench.indexFile);
    db.exec(statement);
    db.close();
  }

  for (const [name, spoil] of spoilers) {
    it(`is built anew: ${name}`, async () => {
      writeArchive(bench.folder, 40, LENGTH);
      await bench.build();
      const before = bench.contents();
      spoil();
      const { calls } = await bench.openCaughtUp();
      expect(byId(await allRows(calls))).toEqual(storyRows(40));
      expect(bench.contents()).toEqual(before);
    });
  }

  it('heals while it is open, under reading and saving', async () => {
    writeArchive(bench.folder, 40, LENGTH);
    const { calls } = await bench.openCaughtUp();
    sql('DROP TABLE member');
    const article = makeStory(5001, LENGTH);
    writeDocument(bench.articleFile(5001), article);
    const [listed] = await Promise.all([
      allRows(calls),
      calls.put({ article, marks: noMarks(article) }),
      calls.counts(null),
    ]);
    expect(listed.length).toBeGreaterThanOrEqual(40);
    expect(await allRows(calls)).toHaveLength(41);
  });

  it('is kept in memory where no file can be', async () => {
    writeArchive(bench.folder, 10, LENGTH);
    writeFileSync(join(bench.root, 'file'), '');
    const { calls } = await bench.openCaughtUp({ indexFile: join(bench.root, 'file', 'index', 'one.sqlite') });
    expect(byId(await allRows(calls))).toEqual(storyRows(10));
  });
});

describe('a reader that builds the index', () => {
  it('gives way to a writer between two batches, and both come to have all articles', async () => {
    const count = 400;
    writeArchive(bench.folder, count, LENGTH);
    /** A disk that takes 100 ms for a batch, so that all of them would take much longer than the writer waits. */
    const fs: Fs = {
      ...nodeFs,
      open: async (path, how) => {
        if (path.endsWith('.json')) await pause(100);
        return nodeFs.open(path, how);
      },
    };
    let isBuilding = false;
    const reader = await bench.open({ readOnly: true }, { fs, onProgress: () => (isBuilding = true) });
    while (!isBuilding) await pause(1);
    const began = performance.now();
    const writer = await bench.open();
    expect(performance.now() - began).toBeLessThan(1_000);
    const article = makeStory(5001, LENGTH);
    writeDocument(bench.articleFile(5001), article);
    await writer.put({ article, marks: noMarks(article) });
    const other = await bench.open({ readOnly: true });
    expect((await other.row({ id: article.id }))?.id).toBe(article.id);
    await writer.ready(null);
    expect(await allRows(writer)).toHaveLength(count + 1);
    await reader.ready(null);
    expect((await allRows(reader)).filter(({ id }) => id !== article.id)).toHaveLength(count);
  }, 20_000);
});
