import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fs } from '../electron/archive/store/fs-port.ts';
import { nodeFs } from '../electron/archive/store/node-fs.ts';
import { articleText } from '../shared/document/article.ts';
import { ArchiveBench } from './archive-bench.ts';

let bench: ArchiveBench;
beforeEach(async () => {
  bench = new ArchiveBench();
  await bench.open('create');
});
afterEach(() => bench.remove());

const cases = join(import.meta.dirname, 'cases');

describe('where one article ends and the next begins', () => {
  test('dividing by an answer, and back, and forth, across reopening', async () => {
    const text = readFileSync(join(cases, 'unmarked-stories', 'story.txt'), 'utf8');
    const [whole] = (await bench.importText('three.txt', text)).articles;
    const id = whole?.id ?? '';
    const border = whole?.questions.find(({ code }) => code === 'article-border');
    const title = String(border?.data['title']);
    const beyond = whole?.blocks.slice(whole.blocks.findIndex((block) => block.id === border?.block)) ?? [];
    const quote = beyond[1]?.text.slice(3, 17) ?? '';
    const { annotations } = await bench.archive.annotate([
      { line: 1, request: { id, quote, kind: 2, note: '跟着走' } },
    ]);
    const before = await bench.essence(id);

    const divided = await bench.archive.answer(id, border?.id ?? '', 'divide');
    const other = divided[1]?.id ?? '';
    expect(divided.map((article) => article.title)).toEqual([whole?.title, title]);
    expect((await bench.archive.read(id)).marks.annotations).toEqual([]);
    expect(
      (await bench.archive.read(other)).marks.annotations.map((one) => [one.id, one.quote, one.note, one.located]),
    ).toEqual([[annotations[0]?.id, quote, '跟着走', 'exact']]);
    expect((await bench.archive.list({}, { limit: 10 })).total).toBe(2);
    const after = [await bench.essence(id), await bench.essence(other)];

    await bench.reopen();
    expect(await bench.archive.undo()).toEqual({ operation: 'divide', articles: [id, other] });
    expect(await bench.essence(id)).toEqual(before);
    expect((await bench.archive.list({}, { limit: 10 })).total).toBe(1);
    // What is left of the second article is no article: its words are in the first.
    expect((await bench.archive.list({ trashed: true }, { limit: 10 })).total).toBe(0);
    await bench.reopen();
    await bench.archive.redo();
    expect([await bench.essence(id), await bench.essence(other)]).toEqual(after);
    expect((await bench.archive.check()).problems).toEqual([]);
  });

  test('uniting two articles of one file, and back', async () => {
    const { articles } = await bench.importText(
      'two.txt',
      '# 甲地建成新桥\n\n甲地的桥今天通车。\n\n# 乙地开工\n\n乙地的路今天开工。\n',
    );
    const [first = '', second = ''] = articles.map(({ id }) => id ?? '');
    await bench.archive.annotate([{ line: 1, request: { id: second, quote: '乙地的路', kind: 3 } }]);
    const before = [await bench.essence(first), await bench.essence(second)];
    const [united, ...none] = await bench.archive.answer(second, 'article-border', 'unite');
    expect([united?.id, united?.blocks.map(({ kind, text }) => `${kind} ${text}`), none]).toEqual([
      first,
      ['paragraph 甲地的桥今天通车。', 'heading 乙地开工', 'paragraph 乙地的路今天开工。'],
      [],
    ]);
    const { annotations } = (await bench.archive.read(first)).marks;
    expect(
      annotations.map(({ quote, start }) => [quote, articleText(united ?? { blocks: [] }).slice(start, start + 4)]),
    ).toEqual([['乙地的路', '乙地的路']]);
    await expect(bench.archive.answer(first, 'article-border', 'unite')).rejects.toMatchObject({
      code: 'unite-impossible',
    });
    await bench.archive.undo();
    expect([await bench.essence(first), await bench.essence(second)]).toEqual(before);
  });
});

describe('borders, whatever the marks are like', () => {
  const twoStories = '# 甲地建成新桥\n\n甲地的桥今天通车，来往方便。\n\n# 乙地开工\n\n乙地的路今天开工，明年完工。\n';
  const states: [string, (ids: string[]) => Promise<unknown>][] = [
    ['no marks at all', () => Promise.resolve()],
    [
      'marks on the second',
      ([, second = '']) => bench.archive.edit(second, () => ({ type: 'set-star', starred: true })),
    ],
    [
      'marks that lag behind the text',
      async ([first = '', second = '']) => {
        for (const id of [first, second]) {
          await bench.archive.annotate([{ line: 1, request: { id, quote: '今天' } }]);
          const [file = ''] = globSync(join(bench.folder, 'archive', 'annotations', '*', `${id}.json`));
          const lagging = readFileSync(file);
          await bench.archive.correct(id, '今天', '昨天');
          writeFileSync(file, lagging);
        }
      },
    ],
  ];
  test.each(states)('unite, undo, redo with %s', async (_name, mark) => {
    const ids = (await bench.importText('two.txt', twoStories)).articles.map(({ id }) => id ?? '');
    const [first = '', second = ''] = ids;
    await mark(ids);
    const before = [await bench.essence(first), await bench.essence(second)];
    await bench.archive.answer(second, 'article-border', 'unite');
    expect(articleText((await bench.archive.read(first)).article)).toContain('乙地的路');
    expect((await bench.archive.list({}, { limit: 10 })).total).toBe(1);
    const after = [await bench.essence(first), await bench.essence(second)];
    await bench.archive.undo();
    expect([await bench.essence(first), await bench.essence(second)]).toEqual(before);
    await bench.archive.redo();
    expect([await bench.essence(first), await bench.essence(second)]).toEqual(after);
  });

  test('divide where nothing was ever marked', async () => {
    const text = readFileSync(join(cases, 'unmarked-stories', 'story.txt'), 'utf8');
    const [whole] = (await bench.importText('three.txt', text)).articles;
    const before = await bench.essence(whole?.id ?? '');
    const border = whole?.questions.find(({ code }) => code === 'article-border');
    expect((await bench.archive.answer(whole?.id ?? '', border?.id ?? '', 'divide')).length).toBe(2);
    await bench.archive.undo();
    expect(await bench.essence(whole?.id ?? '')).toEqual(before);
  });

  test('divide at any block, asked or not', async () => {
    const text = '# 一条消息\n\n甲地的桥今天通车。\n\n乙地的路今天开工。\n';
    const [whole] = (await bench.importText('one.txt', text)).articles;
    const id = whole?.id ?? '';
    const [first, second] = await bench.archive.answer(id, 'article-border', 'b2');
    expect([first, second].map((article) => article?.blocks.map((block) => block.text))).toEqual([
      ['甲地的桥今天通车。'],
      ['乙地的路今天开工。'],
    ]);
    expect([second?.titleState, second?.title]).toEqual(['proposed', '乙地的路今天开工。']);
    const [united] = await bench.archive.answer(second?.id ?? '', 'article-border', 'unite');
    expect(united?.blocks.map((block) => block.text)).toEqual(['甲地的桥今天通车。', '乙地的路今天开工。']);
  });

  test('of two imports of one file, the story of the same import is united', async () => {
    await bench.importText('two.txt', twoStories);
    const again = await bench.archive.importFiles([join(bench.folder, 'two.txt')], { keepDuplicates: true });
    const [first, second] = again.articles.map(({ id }) => id ?? '');
    expect((await bench.archive.answer(second ?? '', 'article-border', 'unite')).map(({ id }) => id)).toEqual([first]);
  });

  /** Fails every renaming into place from the `nth` on, until `isOver`. */
  const renamingFails = (nth: number, fault: { isOver: boolean }): Fs => {
    let count = 0;
    return {
      ...nodeFs,
      rename: (from, to) => {
        if (from.endsWith('.tmp') && !fault.isOver && ++count === nth)
          return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
        return nodeFs.rename(from, to);
      },
    };
  };

  test.each([1, 2, 3, 4])('a disk that is full at the %ith renaming leaves every word once', async (nth) => {
    const ids = (await bench.importText('two.txt', twoStories)).articles.map(({ id }) => id ?? '');
    const [first = '', second = ''] = ids;
    await bench.archive.annotate([{ line: 1, request: { id: second, quote: '乙地的路', kind: 3 } }]);
    const before = [await bench.essence(first), await bench.essence(second)];
    await bench.close();
    const fault = { isOver: true };
    await bench.open('write', renamingFails(nth, fault));
    fault.isOver = false;
    const outcome = await bench.archive.answer(second, 'article-border', 'unite').then(
      () => 'done',
      (error: unknown) => error,
    );
    fault.isOver = true;
    if (outcome === 'done') await bench.archive.undo();
    else expect(outcome).toMatchObject({ code: 'disk-full' });
    expect([await bench.essence(first), await bench.essence(second)]).toEqual(before);
    expect((await bench.archive.answer(second, 'article-border', 'unite')).length).toBe(1);
  });
});
