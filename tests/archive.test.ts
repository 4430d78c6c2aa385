import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openArchive, type Access, type Archive } from '../electron/archive/archive.ts';
import type { ArchiveFailure } from '../electron/archive/failure.ts';
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

function open(access: Access): Promise<Archive> {
  return openArchive({
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
    await expect(archive.answer(first, 'article-border', 'unite')).rejects.toMatchObject({ code: 'join-impossible' });
    await archive.undo();
    expect([await essence(first), await essence(second)]).toEqual(before);
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
