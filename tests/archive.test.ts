import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFs } from '../electron/archive/store/node-fs.ts';
import { type Encoding } from '../shared/document/article.ts';
import { ArchiveBench } from './archive-bench.ts';
import { dice, makeProse } from './make.ts';

let bench: ArchiveBench;
beforeEach(async () => {
  bench = new ArchiveBench();
  await bench.open('create');
});
afterEach(() => bench.remove());

const cases = join(import.meta.dirname, 'cases');

describe('undo', () => {
  test('calls at once take their turns', async () => {
    const [article] = (await bench.importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await bench.archive.edit(id, () => ({ type: 'add-tags', tags: ['甲'] }));
    const done = await Promise.allSettled([
      bench.archive.edit(id, () => ({ type: 'set-state', state: 'read' })),
      bench.archive.undo(),
      bench.archive.undo(),
      bench.archive.edit(id, () => ({ type: 'set-star', starred: true })),
      bench.archive.undo(),
      bench.archive.redo(),
    ]);
    expect(
      done.map((one) => (one.status === 'fulfilled' && 'operation' in one.value ? one.value.operation : one.status)),
    ).toEqual(['fulfilled', 'set-state', 'add-tags', 'fulfilled', 'set-star', 'set-star']);
    expect((await bench.archive.read(id)).marks).toMatchObject({ state: 'to-read', tags: [], starred: true });
  });

  test('an entry that no longer fits is left out, and those before it are reached', async () => {
    const [article] = (await bench.importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await bench.archive.edit(id, () => ({ type: 'add-tags', tags: ['甲'] }));
    await bench.archive.edit(id, () => ({ type: 'set-star', starred: true }));
    const [journal = ''] = globSync(join(bench.folder, 'data', 'journal', '*.jsonl'));
    const lines = readFileSync(journal);
    await bench.archive.undo();
    await bench.close();
    // The undo was saved, and its line in the journal was lost.
    writeFileSync(journal, lines);
    await bench.open();
    await expect(bench.archive.undo()).rejects.toMatchObject({
      code: 'undo-conflict',
      data: { operation: 'set-star' },
    });
    await bench.reopen();
    expect((await bench.archive.undo()).operation).toBe('add-tags');
    expect((await bench.archive.undo()).operation).toBe('import');
  });
});

describe('a text read under the wrong encoding', () => {
  test('is read again from its original, and highlights follow', async () => {
    const text = readFileSync(join(cases, 'traditional-big5', 'story.txt'));
    const [article] = (await bench.importText('港.txt', text)).articles;
    const id = article?.id ?? '';
    const [right] = article?.blocks ?? [];
    const wrong: Encoding = 'gb18030';
    // As if the guess had been wrong: the question then offers the other encoding.
    const garbled = await bench.archive.edit(id, ({ article: before }) => ({
      type: 'replace-text',
      encoding: wrong,
      content: {
        ...before,
        blocks: before.blocks.map((block) => ({ ...block, text: `乱${block.text}` })),
        questions: [{ id: 'q1', code: 'encoding-unsure', data: { encoding: wrong }, choices: ['big5', 'dismiss'] }],
      },
    }));
    expect(garbled.article.encoding).toBe(wrong);
    const [read] = await bench.archive.answer(id, 'encoding-unsure', 'big5');
    expect([read?.encoding, read?.blocks[0]?.text]).toEqual(['big5', right?.text]);
  });
});

describe('what is nearly the same', () => {
  test('is asked about, and goes to the trash if it is not wanted', async () => {
    const text = `# 标题\n\n本报北京7月3日电 ${makeProse(1500, dice(5))}\n`;
    const [first] = (await bench.importText('a.txt', text)).articles;
    const [second] = (await bench.importText('b.txt', text.replace('。', '，有改动。'))).articles;
    const question = second?.questions.find(({ code }) => code === 'near-duplicate');
    expect([question?.data['id'], question?.choices]).toEqual([first?.id, ['trash', 'dismiss']]);
    await bench.archive.answer(second?.id ?? '', 'near-duplicate', 'trash');
    expect((await bench.archive.read(second?.id ?? '')).marks.trashedAt).not.toBeNull();
    // One in the trash is told of as well.
    expect((await bench.importText('c.txt', text.replace('。', '，有改动。'))).duplicates).toMatchObject([
      { id: second?.id, trashed: true },
    ]);
  });
});

describe('highlighting', () => {
  test('the same twice is there once; straight quotation marks find the others', async () => {
    const [article] = (await bench.importText('a.txt', '# 标题\n\n推行“一地审批、全国通用”。\n')).articles;
    const id = article?.id ?? '';
    const request = { id, quote: '"一地审批、全国通用"', note: '记住', tags: ['审批'] };
    const first = await bench.archive.annotate([{ line: 1, request }]);
    const again = await bench.archive.annotate([
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
    expect((await bench.archive.read(id)).marks.annotations.length).toBe(2);
  });
});

describe('when something is wrong with another article', () => {
  const text = `# 标题\n\n本报北京7月3日电 ${makeProse(1500, dice(6))}\n`;
  const documentOf = (id: string) => globSync(join(bench.folder, 'archive', 'articles', '*', `${id}.json`))[0] ?? '';

  test('a damaged twin keeps nothing out', async () => {
    const [first] = (await bench.importText('a.txt', text)).articles;
    await bench.close();
    writeFileSync(documentOf(first?.id ?? ''), '{"cut');
    await bench.open();
    await bench.archive.ready();
    const again = await bench.importText('again.txt', text);
    const near = await bench.importText('near.txt', text.replace('。', '，有改动。'));
    expect([again, near].map(({ articles, failures }) => [articles.length, failures])).toEqual([
      [1, []],
      [1, []],
    ]);
  });

  test('a document that is gone is found by a check', async () => {
    const [first] = (await bench.importText('a.txt', text)).articles;
    await bench.importText('b.txt', '# 另一篇\n\n一段话。\n');
    await bench.close();
    rmSync(documentOf(first?.id ?? ''));
    await bench.open();
    await bench.archive.ready();
    expect(
      (await bench.archive.check()).problems.map(({ code, file }) => [code, file.includes(first?.id ?? '')]),
    ).toEqual([['document-missing', true]]);
  });

  test('a full disk is told as the bench.trouble of the archive, and the rest goes in once there is room', async () => {
    await bench.close();
    const unfinished = join(bench.folder, 'archive', 'tmp');
    let left = 0;
    await bench.open('write', {
      ...nodeFs,
      open: (path, how) =>
        how === 'create' && path.startsWith(unfinished) && left-- > 0
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : nodeFs.open(path, how),
    });
    left = 1;
    const files = ['a.txt', 'b.txt'].map((name, i) => {
      writeFileSync(join(bench.folder, name), text.replaceAll('。', '。'.repeat(i + 1)));
      return join(bench.folder, name);
    });
    const { articles, failures } = await bench.archive.importFiles(files, { keepDuplicates: true });
    expect([articles.length, failures.map(({ file, code }) => [file, code])]).toEqual([1, [[files[0], 'disk-full']]]);
    expect(String(failures[0]?.data['file'])).toContain(join(bench.folder, 'archive'));
  });
});

describe('beside the archive', () => {
  test('a journal that cannot be written shortens undo and nothing else', async () => {
    await bench.close();
    rmSync(join(bench.folder, 'data', 'journal'), { recursive: true, force: true });
    writeFileSync(join(bench.folder, 'data', 'journal'), 'a file where the bench.folder should be');
    await bench.open();
    const [article] = (await bench.importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    expect(bench.trouble.length).toBe(1);
    expect((await bench.archive.read(article?.id ?? '')).article.title).toBe('标题');
  });

  test('an index that cannot be kept does not keep anything from being saved', async () => {
    const [article] = (await bench.importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await bench.close();
    rmSync(join(bench.folder, 'data', 'index'), { recursive: true, force: true });
    mkdirSync(join(bench.folder, 'data'), { recursive: true });
    writeFileSync(join(bench.folder, 'data', 'index'), 'a file where the bench.folder should be');
    await bench.open();
    const { marks } = await bench.archive.edit(id, () => ({ type: 'add-tags', tags: ['标签'] }));
    expect(marks.tags).toEqual(['标签']);
    expect((await bench.archive.list({}, { limit: 10 })).articles.map((row) => row.tags)).toEqual([['标签']]);
  });

  test('the archive alone is enough: index, journal and settings may be deleted', async () => {
    const [article] = (await bench.importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    await bench.archive.annotate([{ line: 1, request: { id, quote: '一段话', kind: 1 } }]);
    const before = await bench.essence(id);
    await bench.close();
    rmSync(join(bench.folder, 'data'), { recursive: true });
    await bench.open();
    await bench.archive.ready();
    expect(await bench.essence(id)).toEqual(before);
    expect((await bench.archive.list({}, { limit: 10 })).articles.map((row) => row.annotations)).toEqual([1]);
    await expect(bench.archive.undo()).rejects.toMatchObject({ code: 'undo-empty' });
  });

  test('an editor that saves as one types leaves one step of undo', async () => {
    const [article] = (await bench.importText('a.txt', '# 标题\n\n一段话。\n')).articles;
    const id = article?.id ?? '';
    for (const note of ['两', '两条', '两条路径']) {
      await bench.archive.edit(id, ({ marks }) => ({ type: 'set-note', note, was: marks.note }), 'session-1');
    }
    await bench.archive.undo();
    expect((await bench.archive.read(id)).marks.note).toBeNull();
    await bench.archive.redo();
    expect((await bench.archive.read(id)).marks.note).toBe('两条路径');
  });
});
