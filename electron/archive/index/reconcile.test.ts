import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { allRows, byId, KeeperBench, LENGTH, replaceDocument, storyRows } from '../../../tests/keeper-bench.ts';
import { makeId, makeMarks, makeStory, writeArchive, writeDocument } from '../../../tests/make.ts';
import type { Fs } from '../store/fs-port.ts';
import { shardOf } from '../store/layout.ts';
import { nodeFs } from '../store/node-fs.ts';

const bench = new KeeperBench();

describe('changes made while the catalogue was closed', () => {
  beforeEach(async () => {
    writeArchive(bench.folder, 60, LENGTH);
    await bench.build();
  });

  it('are found by their folders: new, replaced, deleted, new marks, lost marks', async () => {
    const marked = storyRows(60).findIndex((row) => row.starred) + 1;
    const replaced = marked === 1 ? 2 : 1;
    const plain = marked === 3 ? 4 : 3;
    writeDocument(bench.articleFile(5001), makeStory(5001));
    replaceDocument(bench.articleFile(replaced), { ...makeStory(replaced, LENGTH), title: '换过的标题', revision: 2 });
    rmSync(bench.marksFile(marked));
    replaceDocument(bench.marksFile(plain), makeMarks(makeStory(plain, LENGTH), { tags: ['新标签'] }));
    rmSync(bench.articleFile(50));
    rmSync(bench.marksFile(50), { force: true });
    const { calls, report } = await bench.openCaughtUp();
    expect(report).toEqual({ read: 4, removed: 1, missing: 0 });
    expect((await calls.row({ id: makeId(5001) }))?.title).toBe(makeStory(5001).title);
    expect((await calls.row({ id: makeId(replaced) }))?.title).toBe('换过的标题');
    expect((await calls.row({ id: makeId(marked) }))?.starred).toBe(false);
    expect((await calls.row({ id: makeId(plain) }))?.tags).toEqual(['新标签']);
    expect(await calls.row({ id: makeId(50) })).toBeNull();
    expect(await calls.problems(null)).toEqual([]);
  });

  it('in place are found by the full comparison', async () => {
    const file = bench.articleFile(9);
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace('"revision": 1', '"revision": 2')
        .replace(/"title": ".*?"/, '"title": "就地改的标题"'),
    );
    const { calls, report } = await bench.openCaughtUp();
    expect(report.read).toBe(0);
    expect((await calls.reconcile({ full: true })).read).toBe(1);
    expect((await calls.row({ id: makeId(9) }))?.title).toBe('就地改的标题');
  });

  it('that only touch a file change nothing', async () => {
    const before = bench.contents();
    utimesSync(bench.articleFile(9), new Date(), new Date());
    const { calls } = await bench.openCaughtUp();
    expect(await calls.reconcile({ full: true })).toEqual({ read: 1, removed: 0, missing: 0 });
    expect(await calls.reconcile({ full: true })).toEqual({ read: 0, removed: 0, missing: 0 });
    expect(byId(await allRows(calls))).toEqual(storyRows(60));
    expect(bench.contents()).toEqual(before);
  });

  it('that take away many articles at once are a question, until a rebuild', async () => {
    for (let n = 1; n <= 12; n += 1) {
      rmSync(bench.articleFile(n));
      rmSync(bench.marksFile(n), { force: true });
    }
    const { calls, report } = await bench.openCaughtUp();
    expect(report).toMatchObject({ removed: 0, missing: 12 });
    expect(await allRows(calls)).toHaveLength(60);
    const problems = await calls.problems(null);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['document-missing']));
    expect(problems).toHaveLength(12);
    writeDocument(bench.articleFile(1), makeStory(1, LENGTH));
    await calls.reconcile({ full: false });
    expect(await calls.problems(null)).toHaveLength(11);
    await calls.rebuild(null);
    expect(await allRows(calls)).toHaveLength(49);
    expect(await calls.problems(null)).toEqual([]);
  });

  it('are not guessed where the archive itself is out of reach', async () => {
    renameSync(bench.folder, `${bench.folder}-away`);
    const calls = await bench.open();
    await expect(calls.ready(null)).rejects.toMatchObject({ code: 'archive-missing' });
    expect(await allRows(calls)).toHaveLength(60);
    renameSync(`${bench.folder}-away`, bench.folder);
    expect(await calls.reconcile({ full: true })).toEqual({ read: 0, removed: 0, missing: 0 });
  });
});

describe('documents that cannot be read', () => {
  const cases: [string, () => string, string, string][] = [
    ['a garbled article', () => bench.articleFile(9), '{"schema": 1, "type": "art', 'document-damaged'],
    ['an empty article', () => bench.articleFile(9), '', 'document-damaged'],
    [
      'an article of a newer version',
      () => bench.articleFile(9),
      JSON.stringify({ schema: 99, type: 'article', id: makeId(9) }),
      'document-newer',
    ],
    [
      'another article under its name',
      () => bench.articleFile(9),
      JSON.stringify(makeStory(10, LENGTH)),
      'document-foreign',
    ],
    ['garbled marks', () => bench.marksFile(9), 'null', 'document-damaged'],
  ];
  for (const [name, file, content, code] of cases) {
    it(`keep the old row: ${name}`, async () => {
      writeArchive(bench.folder, 30, LENGTH);
      writeDocument(bench.marksFile(9), makeMarks(makeStory(9, LENGTH), { starred: true }));
      await bench.build();
      const good = readFileSync(file());
      rmSync(file());
      writeFileSync(file(), content);
      const before = bench.contents();
      const { calls } = await bench.openCaughtUp();
      expect(await calls.problems(null)).toMatchObject([
        { code, file: expect.stringMatching(/^a.*\/\w\w\/.*\.json$/) },
      ]);
      expect((await calls.row({ id: makeId(9) }))?.starred).toBe(true);
      expect(await allRows(calls)).toHaveLength(30);
      expect(bench.contents()).toEqual(before);
      rmSync(file());
      writeFileSync(file(), good);
      await calls.reconcile({ full: false });
      expect(await calls.problems(null)).toEqual([]);
    });
  }

  it('because the disk refuses are told one by one, and read once it relents', async () => {
    writeArchive(bench.folder, 60, LENGTH);
    await bench.build();
    const refused = new Set([bench.articleFile(9), dirname(bench.articleFile(20))]);
    const refuse = (path: string): void => {
      if (refused.has(path)) throw Object.assign(new Error('refused'), { code: 'EACCES' });
    };
    const fs: Fs = {
      ...nodeFs,
      open: async (path, how) => {
        refuse(path);
        return nodeFs.open(path, how);
      },
      status: async (path) => {
        refuse(path);
        return nodeFs.status(path);
      },
      list: async (path) => {
        refuse(path);
        return nodeFs.list(path);
      },
    };
    const calls = await bench.open({}, { fs });
    await calls.reconcile({ full: true });
    expect(await calls.problems(null)).toMatchObject(
      [
        { code: 'disk-denied', file: `articles/${shardOf(makeId(20))}` },
        { code: 'disk-denied', file: `articles/${shardOf(makeId(9))}/${makeId(9)}.json` },
      ].sort((a, b) => (a.file < b.file ? -1 : 1)),
    );
    expect(byId(await allRows(calls))).toEqual(storyRows(60));
    refused.clear();
    expect((await calls.reconcile({ full: false })).read).toBe(1);
    expect(await calls.problems(null)).toEqual([]);
  });

  it('are listed as far as they can be in a new index', async () => {
    writeArchive(bench.folder, 5, LENGTH);
    writeFileSync(bench.articleFile(1), 'garbled');
    writeDocument(bench.marksFile(2), { schema: 1 });
    writeDocument(bench.marksFile(77), makeMarks(makeStory(77, LENGTH)));
    const { calls } = await bench.openCaughtUp();
    expect(byId(await allRows(calls)).map(({ id }) => id)).toEqual([2, 3, 4, 5].map(makeId));
    const found = (await calls.problems(null)).map(({ code, file }) => [
      code,
      file.slice(file.lastIndexOf('/') + 1, -5),
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['document-damaged', makeId(1)],
        ['document-damaged', makeId(2)],
        ['document-missing', makeId(77)],
      ]),
    );
    expect(found).toHaveLength(3);
  });
});
