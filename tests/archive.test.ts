import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openArchive, type Access, type Archive } from '../electron/archive/archive.ts';
import type { ArchiveFailure } from '../electron/archive/failure.ts';
import type { Fs } from '../electron/archive/store/fs-port.ts';
import { nodeFs } from '../electron/archive/store/node-fs.ts';
import { articleText, type Encoding } from '../shared/document/article.ts';
import { dice, makeProse } from './make.ts';

let folder: string;
let archive: Archive;
let trouble: ArchiveFailure[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhaji-archive-'));
  trouble = [];
  archive = await open('create');
});
afterEach(async () => {
  await archive.close();
  rmSync(folder, { recursive: true });
});

function open(access: Access, fs: Fs = nodeFs): Promise<Archive> {
  return openArchive({
    fs,
    around: { platform: process.platform, env: { ZHAJI_DATA: join(folder, 'data') }, home: folder, cwd: folder },
    folder: join(folder, 'archive'),
    access,
    language: 'zh',
    program: 'test',
    onTrouble: (failure) => trouble.push(failure),
  });
}

/** Closes the archive and opens it again, as the next day does. */
async function reopen(): Promise<void> {
  await archive.close();
  archive = await open('write');
  await archive.ready();
}

const manner = { keepDuplicates: false };

async function importText(name: string, text: string | Uint8Array) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return archive.importFiles([file], manner);
}

/** What an article says and what was marked in it, without what every save moves on. */
async function essence(id: string) {
  const { article, marks } = await archive.read(id);
  const { revision, textRevision, ...said } = article;
  const { revision: _, textRevision: __, ...marked } = marks;
  return { said, marked: { ...marked, annotations: marked.annotations.map(({ revision: ___, ...rest }) => rest) } };
}

const cases = join(import.meta.dirname, 'cases');

describe('where one article ends and the next begins', () => {
  test('dividing by an answer, and back, and forth, across reopening', async () => {
    const text = readFileSync(join(cases, 'unmarked-stories', 'story.txt'), 'utf8');
    const [whole] = (await importText('three.txt', text)).articles;
    const id = whole?.id ?? '';
    const border = whole?.questions.find(({ code }) => code === 'article-border');
    const title = String(border?.data['title']);
    const beyond = whole?.blocks.slice(whole.blocks.findIndex((block) => block.id === border?.block)) ?? [];
    const quote = beyond[1]?.text.slice(3, 17) ?? '';
    const { annotations } = await archive.annotate([{ line: 1, request: { id, quote, kind: 2, note: '跟着走' } }]);
    const before = await essence(id);

    const divided = await archive.answer(id, border?.id ?? '', 'divide');
    const other = divided[1]?.id ?? '';
    expect(divided.map((article) => article.title)).toEqual([whole?.title, title]);
    expect((await archive.read(id)).marks.annotations).toEqual([]);
    expect(
      (await archive.read(other)).marks.annotations.map((one) => [one.id, one.quote, one.note, one.located]),
    ).toEqual([[annotations[0]?.id, quote, '跟着走', 'exact']]);
    expect((await archive.list({}, { limit: 10 })).total).toBe(2);
    const after = [await essence(id), await essence(other)];

    await reopen();
    expect(await archive.undo()).toEqual({ operation: 'divide', articles: [id, other] });
    expect(await essence(id)).toEqual(before);
    expect((await archive.list({}, { limit: 10 })).total).toBe(1);
    await reopen();
    await archive.redo();
    expect([await essence(id), await essence(other)]).toEqual(after);
    expect((await archive.check()).problems).toEqual([]);
  });

  test('uniting two articles of one file, and back', async () => {
    const { articles } = await importText(
      'two.txt',
      '# 甲地建成新桥\n\n甲地的桥今天通车。\n\n# 乙地开工\n\n乙地的路今天开工。\n',
    );
    const [first = '', second = ''] = articles.map(({ id }) => id ?? '');
    await archive.annotate([{ line: 1, request: { id: second, quote: '乙地的路', kind: 3 } }]);
    const before = [await essence(first), await essence(second)];
    const [united, ...none] = await archive.answer(second, 'article-border', 'unite');
    expect([united?.id, united?.blocks.map(({ kind, text }) => `${kind} ${text}`), none]).toEqual([
      first,
      ['paragraph 甲地的桥今天通车。', 'heading 乙地开工', 'paragraph 乙地的路今天开工。'],
      [],
    ]);
    const { annotations } = (await archive.read(first)).marks;
    expect(
      annotations.map(({ quote, start }) => [quote, articleText(united ?? { blocks: [] }).slice(start, start + 4)]),
    ).toEqual([['乙地的路', '乙地的路']]);
    await expect(archive.answer(first, 'article-border', 'unite')).rejects.toMatchObject({ code: 'unite-impossible' });
    await archive.undo();
    expect([await essence(first), await essence(second)]).toEqual(before);
  });
});

describe('borders, whatever the marks are like', () => {
  const twoStories = '# 甲地建成新桥\n\n甲地的桥今天通车，来往方便。\n\n# 乙地开工\n\n乙地的路今天开工，明年完工。\n';
  const states: [string, (ids: string[]) => Promise<unknown>][] = [
    ['no marks at all', () => Promise.resolve()],
    ['marks on the second', ([, second = '']) => archive.edit(second, () => ({ type: 'set-star', starred: true }))],
    [
      'marks that lag behind the text',
      async ([first = '', second = '']) => {
        for (const id of [first, second]) {
          await archive.annotate([{ line: 1, request: { id, quote: '今天' } }]);
          const [file = ''] = globSync(join(folder, 'archive', 'annotations', '*', `${id}.json`));
          const lagging = readFileSync(file);
          await archive.correct(id, '今天', '昨天');
          writeFileSync(file, lagging);
        }
      },
    ],
  ];
  test.each(states)('unite, undo, redo with %s', async (_name, mark) => {
    const ids = (await importText('two.txt', twoStories)).articles.map(({ id }) => id ?? '');
    const [first = '', second = ''] = ids;
    await mark(ids);
    const before = [await essence(first), await essence(second)];
    await archive.answer(second, 'article-border', 'unite');
    expect(articleText((await archive.read(first)).article)).toContain('乙地的路');
    expect((await archive.list({}, { limit: 10 })).total).toBe(1);
    const after = [await essence(first), await essence(second)];
    await archive.undo();
    expect([await essence(first), await essence(second)]).toEqual(before);
    await archive.redo();
    expect([await essence(first), await essence(second)]).toEqual(after);
  });

  test('divide where nothing was ever marked', async () => {
    const text = readFileSync(join(cases, 'unmarked-stories', 'story.txt'), 'utf8');
    const [whole] = (await importText('three.txt', text)).articles;
    const before = await essence(whole?.id ?? '');
    const border = whole?.questions.find(({ code }) => code === 'article-border');
    expect((await archive.answer(whole?.id ?? '', border?.id ?? '', 'divide')).length).toBe(2);
    await archive.undo();
    expect(await essence(whole?.id ?? '')).toEqual(before);
  });

  test('divide at any block, asked or not', async () => {
    const text = '# 一条消息\n\n甲地的桥今天通车。\n\n乙地的路今天开工。\n';
    const [whole] = (await importText('one.txt', text)).articles;
    const id = whole?.id ?? '';
    const [first, second] = await archive.answer(id, 'article-border', 'b2');
    expect([first, second].map((article) => article?.blocks.map((block) => block.text))).toEqual([
      ['甲地的桥今天通车。'],
      ['乙地的路今天开工。'],
    ]);
    expect([second?.titleState, second?.title]).toEqual(['proposed', '乙地的路今天开工。']);
    const [united] = await archive.answer(second?.id ?? '', 'article-border', 'unite');
    expect(united?.blocks.map((block) => block.text)).toEqual(['甲地的桥今天通车。', '乙地的路今天开工。']);
  });

  test('of two imports of one file, the story of the same import is united', async () => {
    await importText('two.txt', twoStories);
    const again = await archive.importFiles([join(folder, 'two.txt')], { keepDuplicates: true });
    const [first, second] = again.articles.map(({ id }) => id ?? '');
    expect((await archive.answer(second ?? '', 'article-border', 'unite')).map(({ id }) => id)).toEqual([first]);
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
    const ids = (await importText('two.txt', twoStories)).articles.map(({ id }) => id ?? '');
    const [first = '', second = ''] = ids;
    await archive.annotate([{ line: 1, request: { id: second, quote: '乙地的路', kind: 3 } }]);
    const before = [await essence(first), await essence(second)];
    await archive.close();
    const fault = { isOver: true };
    archive = await open('write', renamingFails(nth, fault));
    fault.isOver = false;
    const outcome = await archive.answer(second, 'article-border', 'unite').then(
      () => 'done',
      (error: unknown) => error,
    );
    fault.isOver = true;
    if (outcome === 'done') await archive.undo();
    else expect(outcome).toMatchObject({ code: 'disk-full' });
    expect([await essence(first), await essence(second)]).toEqual(before);
    expect((await archive.answer(second, 'article-border', 'unite')).length).toBe(1);
  });
});

describe('undo', () => {
  test('calls at once take their turns', async () => {
    const [article] = (await importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await archive.edit(id, () => ({ type: 'add-tags', tags: ['甲'] }));
    const done = await Promise.allSettled([
      archive.edit(id, () => ({ type: 'set-state', state: 'read' })),
      archive.undo(),
      archive.undo(),
      archive.edit(id, () => ({ type: 'set-star', starred: true })),
      archive.undo(),
      archive.redo(),
    ]);
    expect(
      done.map((one) => (one.status === 'fulfilled' && 'operation' in one.value ? one.value.operation : one.status)),
    ).toEqual(['fulfilled', 'set-state', 'add-tags', 'fulfilled', 'set-star', 'set-star']);
    expect((await archive.read(id)).marks).toMatchObject({ state: 'to-read', tags: [], starred: true });
  });

  test('an entry that no longer fits is left out, and those before it are reached', async () => {
    const [article] = (await importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await archive.edit(id, () => ({ type: 'add-tags', tags: ['甲'] }));
    await archive.edit(id, () => ({ type: 'set-star', starred: true }));
    const [journal = ''] = globSync(join(folder, 'data', 'journal', '*.jsonl'));
    const lines = readFileSync(journal);
    await archive.undo();
    await archive.close();
    // The undo was saved, and its line in the journal was lost.
    writeFileSync(journal, lines);
    archive = await open('write');
    await expect(archive.undo()).rejects.toMatchObject({ code: 'undo-conflict', data: { operation: 'set-star' } });
    await reopen();
    expect((await archive.undo()).operation).toBe('add-tags');
    expect((await archive.undo()).operation).toBe('import');
  });
});

describe('a text read under the wrong encoding', () => {
  test('is read again from its original, and highlights follow', async () => {
    const text = readFileSync(join(cases, 'traditional-big5', 'story.txt'));
    const [article] = (await importText('港.txt', text)).articles;
    const id = article?.id ?? '';
    const [right] = article?.blocks ?? [];
    const wrong: Encoding = 'gb18030';
    // As if the guess had been wrong: the question then offers the other encoding.
    const garbled = await archive.edit(id, ({ article: before }) => ({
      type: 'replace-text',
      encoding: wrong,
      content: {
        ...before,
        blocks: before.blocks.map((block) => ({ ...block, text: `乱${block.text}` })),
        questions: [{ id: 'q1', code: 'encoding-unsure', data: { encoding: wrong }, choices: ['big5', 'dismiss'] }],
      },
    }));
    expect(garbled.article.encoding).toBe(wrong);
    const [read] = await archive.answer(id, 'encoding-unsure', 'big5');
    expect([read?.encoding, read?.blocks[0]?.text]).toEqual(['big5', right?.text]);
  });
});

describe('what is nearly the same', () => {
  test('is asked about, and goes to the trash if it is not wanted', async () => {
    const text = `# 标题\n\n本报北京7月3日电 ${makeProse(1500, dice(5))}\n`;
    const [first] = (await importText('a.txt', text)).articles;
    const [second] = (await importText('b.txt', text.replace('。', '，有改动。'))).articles;
    const question = second?.questions.find(({ code }) => code === 'near-duplicate');
    expect([question?.data['id'], question?.choices]).toEqual([first?.id, ['trash', 'dismiss']]);
    await archive.answer(second?.id ?? '', 'near-duplicate', 'trash');
    expect((await archive.read(second?.id ?? '')).marks.trashedAt).not.toBeNull();
    // One in the trash is told of as well.
    expect((await importText('c.txt', text.replace('。', '，有改动。'))).duplicates).toMatchObject([
      { id: second?.id, trashed: true },
    ]);
  });
});

describe('highlighting', () => {
  test('the same twice is there once; straight quotation marks find the others', async () => {
    const [article] = (await importText('a.txt', '# 标题\n\n推行“一地审批、全国通用”。\n')).articles;
    const id = article?.id ?? '';
    const request = { id, quote: '"一地审批、全国通用"', note: '记住', tags: ['审批'] };
    const first = await archive.annotate([{ line: 1, request }]);
    const again = await archive.annotate([
      { line: 1, request },
      { line: 2, request: { ...request, note: '另一条' } },
      { line: 3, request: { id, quote: '推行', occurrence: 2 } },
    ]);
    expect(first.annotations.map(({ quote }) => quote)).toEqual(['“一地审批、全国通用”']);
    expect(again.annotations.map((one) => [one.id === first.annotations[0]?.id, one.note])).toEqual([
      [true, '记住'],
      [false, '另一条'],
    ]);
    expect(again.failures).toMatchObject([{ line: 3, code: 'quote-ambiguous', data: { count: 1 } }]);
    expect((await archive.read(id)).marks.annotations.length).toBe(2);
  });
});

describe('when something is wrong with another article', () => {
  const text = `# 标题\n\n本报北京7月3日电 ${makeProse(1500, dice(6))}\n`;
  const documentOf = (id: string) => globSync(join(folder, 'archive', 'articles', '*', `${id}.json`))[0] ?? '';

  test('a damaged twin keeps nothing out', async () => {
    const [first] = (await importText('a.txt', text)).articles;
    await archive.close();
    writeFileSync(documentOf(first?.id ?? ''), '{"cut');
    archive = await open('write');
    await archive.ready();
    const again = await importText('again.txt', text);
    const near = await importText('near.txt', text.replace('。', '，有改动。'));
    expect([again, near].map(({ articles, failures }) => [articles.length, failures])).toEqual([
      [1, []],
      [1, []],
    ]);
  });

  test('a document that is gone is found by a check', async () => {
    const [first] = (await importText('a.txt', text)).articles;
    await importText('b.txt', '# 另一篇\n\n一段话。\n');
    await archive.close();
    rmSync(documentOf(first?.id ?? ''));
    archive = await open('write');
    await archive.ready();
    expect((await archive.check()).problems.map(({ code, file }) => [code, file.includes(first?.id ?? '')])).toEqual([
      ['document-missing', true],
    ]);
  });

  test('a full disk is told as the trouble of the archive, and the rest goes in once there is room', async () => {
    await archive.close();
    const unfinished = join(folder, 'archive', 'tmp');
    let left = 0;
    archive = await open('write', {
      ...nodeFs,
      open: (path, how) =>
        how === 'create' && path.startsWith(unfinished) && left-- > 0
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : nodeFs.open(path, how),
    });
    left = 1;
    const files = ['a.txt', 'b.txt'].map((name, i) => {
      writeFileSync(join(folder, name), text.replaceAll('。', '。'.repeat(i + 1)));
      return join(folder, name);
    });
    const { articles, failures } = await archive.importFiles(files, { keepDuplicates: true });
    expect([articles.length, failures.map(({ file, code }) => [file, code])]).toEqual([1, [[files[0], 'disk-full']]]);
    expect(String(failures[0]?.data['file'])).toContain(join(folder, 'archive'));
  });
});

describe('beside the archive', () => {
  test('a journal that cannot be written shortens undo and nothing else', async () => {
    await archive.close();
    rmSync(join(folder, 'data', 'journal'), { recursive: true, force: true });
    writeFileSync(join(folder, 'data', 'journal'), 'a file where the folder should be');
    archive = await open('write');
    const [article] = (await importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    expect(trouble.length).toBe(1);
    expect((await archive.read(article?.id ?? '')).article.title).toBe('标题');
  });

  test('an index that cannot be kept does not keep anything from being saved', async () => {
    const [article] = (await importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await archive.close();
    rmSync(join(folder, 'data', 'index'), { recursive: true, force: true });
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data', 'index'), 'a file where the folder should be');
    archive = await open('write');
    const { marks } = await archive.edit(id, () => ({ type: 'add-tags', tags: ['标签'] }));
    expect(marks.tags).toEqual(['标签']);
    expect((await archive.list({}, { limit: 10 })).articles.map((row) => row.tags)).toEqual([['标签']]);
  });

  test('the archive alone is enough: index, journal and settings may be deleted', async () => {
    const [article] = (await importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await archive.annotate([{ line: 1, request: { id, quote: '一段话', kind: 1 } }]);
    const before = await essence(id);
    await archive.close();
    rmSync(join(folder, 'data'), { recursive: true });
    archive = await open('write');
    await archive.ready();
    expect(await essence(id)).toEqual(before);
    expect((await archive.list({}, { limit: 10 })).articles.map((row) => row.annotations)).toEqual([1]);
    await expect(archive.undo()).rejects.toMatchObject({ code: 'undo-empty' });
  });

  test('an editor that saves as one types leaves one step of undo', async () => {
    const [article] = (await importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    for (const note of ['两', '两条', '两条路径']) {
      await archive.edit(id, ({ marks }) => ({ type: 'set-note', note, was: marks.note }), 'session-1');
    }
    await archive.undo();
    expect((await archive.read(id)).marks.note).toBeNull();
    await archive.redo();
    expect((await archive.read(id)).marks.note).toBe('两条路径');
  });
});
