import { describe, expect, it } from 'vitest';
import { articleText } from '../../../shared/document/article.ts';
import { noMarks } from '../../../shared/document/marks.ts';
import { allRows, byId, KeeperBench, LENGTH, replaceDocument, storyRows } from '../../../tests/keeper-bench.ts';
import {
  makeAnnotation,
  makeArticle,
  makeBlock,
  makeId,
  makeMarks,
  makeStory,
  makeStoryMarks,
  writeArchive,
  writeDocument,
} from '../../../tests/make.ts';
import { fingerprintOf, jaccard } from '../import/fingerprint.ts';
import { articleFile, marksFile } from '../store/layout.ts';

const bench = new KeeperBench();

describe('what is in the catalogue', () => {
  it('agrees with the documents, and finds nothing to do the next time', async () => {
    writeArchive(bench.folder, 120, LENGTH);
    const first = await bench.openCaughtUp();
    expect(first.report).toEqual({ read: 120, removed: 0, missing: 0 });
    expect(byId(await allRows(first.calls))).toEqual(storyRows(120));
    await bench.close(first.calls);
    const second = await bench.openCaughtUp();
    expect(second.report.read).toBe(0);
    expect(byId(await allRows(second.calls))).toEqual(storyRows(120));
  });

  it('fits the text where marks lag behind it', async () => {
    writeArchive(bench.folder, 0);
    const before = makeArticle({ blocks: [makeBlock(1, '甲'.repeat(500) + '要点' + '乙'.repeat(498))] });
    const marks = makeMarks(before, { annotations: [makeAnnotation(before, 500, 502)] });
    const after = makeArticle({
      blocks: [{ ...makeBlock(1, '甲'.repeat(400) + '要点' + '乙'.repeat(598)), imported: articleText(before) }],
      textRevision: 2,
      splices: [
        {
          textRevision: 2,
          changes: [
            { start: 0, removed: '甲'.repeat(100), inserted: '' },
            { start: 1000, removed: '', inserted: '乙'.repeat(100) },
          ],
        },
      ],
    });
    writeDocument(articleFile(bench.folder, after.id), after);
    writeDocument(marksFile(bench.folder, after.id), marks);
    const { calls } = await bench.openCaughtUp();
    expect((await calls.row({ id: after.id }))?.strip).toEqual([{ start: 0.4, end: 0.402, kind: 1 }]);
  });

  it('keeps its order within a day through a rebuild', async () => {
    writeArchive(bench.folder, 0);
    for (let n = 1; n <= 30; n += 1)
      writeDocument(bench.articleFile(n), makeArticle({ id: makeId(n), published: '2026-01-01' }));
    const { calls } = await bench.openCaughtUp();
    const order = (await allRows(calls)).map(({ id }) => id);
    expect(order).toEqual(Array.from({ length: 30 }, (_, i) => makeId(30 - i)));
    await calls.rebuild(null);
    expect((await allRows(calls)).map(({ id }) => id)).toEqual(order);
  });
});

describe('duplicates', () => {
  it('are found exactly and nearly, in the trash only exactly', async () => {
    writeArchive(bench.folder, 60, 800);
    const { calls } = await bench.openCaughtUp();
    const text = (n: number) => articleText(makeStory(n, 800));
    const numbers = Array.from({ length: 60 }, (_, i) => i + 1);
    const isTrashed = (n: number) => typeof makeStoryMarks(makeStory(n, 800), n)?.trashedAt === 'string';
    const listed = numbers.find((n) => !isTrashed(n)) ?? 0;
    const trashed = numbers.find(isTrashed) ?? 0;

    const spaced = text(listed).replaceAll('，', ' ，\n');
    expect((await calls.duplicates(fingerprintOf(spaced))).exact).toEqual({
      id: makeId(listed),
      title: makeStory(listed, 800).title,
      trashed: false,
    });

    const retouched = `${text(listed)}（有删节）`;
    expect(jaccard(retouched, text(listed))).toBeGreaterThan(0.9);
    const near = await calls.duplicates(fingerprintOf(retouched));
    expect(near).toEqual({ exact: null, near: [makeId(listed)] });

    const exact = { id: makeId(trashed), title: makeStory(trashed, 800).title, trashed: true };
    expect(await calls.duplicates(fingerprintOf(text(trashed)))).toEqual({ exact, near: [] });
    expect(await calls.duplicates(fingerprintOf(`${text(trashed)}（完）`))).toEqual({ exact: null, near: [] });
    expect(await calls.duplicates(fingerprintOf('全新的一篇，没有人写过。'))).toEqual({ exact: null, near: [] });
  });
});

describe('while it is rebuilt', () => {
  it('lists answer, and a save wins over what was read before it', async () => {
    writeArchive(bench.folder, 300, LENGTH);
    const { calls } = await bench.openCaughtUp();
    const rebuilt = calls.rebuild(null);
    for (let n = 1; n <= 300; n += 10) {
      const article = { ...makeStory(n, LENGTH), title: '重建时改的标题', revision: 2 };
      replaceDocument(bench.articleFile(n), article);
      await calls.put({ article, marks: makeStoryMarks(article, n) ?? noMarks(article) });
      expect((await calls.row({ id: article.id }))?.title).toBe('重建时改的标题');
    }
    await rebuilt;
    const rows = await allRows(calls);
    expect(rows).toHaveLength(300);
    expect(rows.filter(({ title }) => title === '重建时改的标题')).toHaveLength(30);
  });

  it('can be closed in the middle, and goes on there at the next start', async () => {
    writeArchive(bench.folder, 300, LENGTH);
    let seen = 0;
    const first = await bench.open(
      {},
      {
        onProgress: ({ done, total }) => {
          seen = done;
          expect(total).toBe(300);
        },
      },
    );
    while (seen === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await bench.close(first);
    const { calls, report } = await bench.openCaughtUp();
    expect(report.read).toBeGreaterThan(0);
    expect(report.read).toBeLessThanOrEqual(300 - seen);
    expect(byId(await allRows(calls))).toEqual(storyRows(300));
  });
});
