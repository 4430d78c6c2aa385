import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { articleText } from '../../../shared/document/article.ts';
import { noMarks } from '../../../shared/document/marks.ts';
import { makeId, makeMarks, writeArchive } from '../../../tests/make.ts';
import { unsyncedFs, watchedFs, type Call } from '../../../tests/faults/watched-fs.ts';
import {
  annotate,
  annotationId,
  correct,
  imported,
  importStory,
  misfits,
  openTestStore,
  tempFolder,
} from '../../../tests/faults/workload.ts';
import { articleFile, historyFolder, marksFile, originalFile } from './layout.ts';
import { nodeFs } from './node-fs.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Store } from './store.ts';

const id = makeId(1);
let archive: string;
let remove: () => void;
let store: Store;
/** Every call of the port, and what a test lets fail: thrown before the call. */
let calls: Call[];
let beforeCall: (call: Call) => void;

beforeEach(async () => {
  const temp = tempFolder();
  remove = temp.remove;
  archive = join(temp.folder, 'archive');
  calls = [];
  beforeCall = () => undefined;
  const fs = watchedFs(unsyncedFs(nodeFs), {
    before(call) {
      calls.push(call);
      beforeCall(call);
    },
  });
  store = await openTestStore(archive, { fs });
  archive = store.folder;
  await importStory(store, 1);
});
afterEach(async () => {
  beforeCall = () => undefined;
  await store.close();
  remove();
});

async function reopen(): Promise<void> {
  await store.close();
  store = await openTestStore(archive, { fs: unsyncedFs(nodeFs) });
}

const star = ({ article, marks }: Pair): Pair => ({
  article,
  marks: { ...marks, starred: !marks.starred, revision: marks.revision + 1 },
});

const history = (): string[] => {
  const folder = historyFolder(archive, id);
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('creating and reading', () => {
  test('an article comes back as it was stored, also after a restart', async () => {
    const created = await importStory(store, 2);
    expect(created.article).toEqual(imported(2, created.article.original.sha256));
    expect(created.marks).toEqual(noMarks(created.article));
    await reopen();
    expect(await store.read(makeId(2))).toEqual(created);
  });

  test('marks have a file only once there is one', async () => {
    const article = imported(3, 'a'.repeat(64));
    const marks = makeMarks(article, { tags: ['经济/财税'] });
    expect((await store.create(article, marks)).marks).toEqual(marks);
    expect(existsSync(marksFile(archive, makeId(3)))).toBe(true);
    expect(existsSync(marksFile(archive, id))).toBe(false);
    await store.change(id, (pair) => correct(pair, 1));
    expect(existsSync(marksFile(archive, id))).toBe(false);
    await store.change(id, star);
    await store.change(id, star);
    expect(existsSync(marksFile(archive, id))).toBe(true);
  });

  test('an article is never stored over another', async () => {
    const { article } = await store.read(id);
    await expect(store.create({ ...article, title: 'x' }, null)).rejects.toMatchObject({ code: 'document-changed' });
    expect((await store.read(id)).article).toEqual(article);
  });

  test.each([makeId(77), 'x', '', '../../../etc/passwd', `${makeId(1)}/`])(
    '%j is an unknown article',
    async (unknown) => {
      await expect(store.read(unknown)).rejects.toMatchObject({ code: 'article-missing', data: { id: unknown } });
      await expect(store.change(unknown, star)).rejects.toMatchObject({ code: 'article-missing' });
    },
  );

  test('ids are those of all articles, each once', async () => {
    const folder = join(archive, '..', 'generated');
    writeArchive(folder, 300);
    writeFileSync(join(folder, 'articles', 'stray.json'), '');
    const generated = await openTestStore(folder, { mode: 'read' });
    const ids: string[] = [];
    for await (const found of generated.ids()) ids.push(found);
    expect(ids.toSorted()).toEqual(Array.from({ length: 300 }, (_, i) => makeId(i + 1)));
    await generated.close();
  });
});

describe('changing', () => {
  test('writes the article before the marks, and only what has changed', async () => {
    await store.change(id, star);
    const written = async (edit: (pair: Pair) => Pair): Promise<string[]> => {
      calls.length = 0;
      await store.change(id, edit);
      return calls.filter(({ name }) => name === 'rename').map(({ path }) => path);
    };
    const both = [articleFile(archive, id), marksFile(archive, id)];
    expect(await written((pair) => annotate(correct(pair, 1), 1))).toEqual(both);
    expect(await written(star)).toEqual(both.slice(1));
    expect(await written((pair) => pair)).toEqual([]);
    expect(await written((pair) => structuredClone(pair))).toEqual([]);
  });

  test('changes of one article follow each other: none is lost', async () => {
    const numbers = Array.from({ length: 30 }, (_, i) => i);
    await Promise.all(numbers.map((n) => store.change(id, (pair) => annotate(pair, n))));
    await reopen();
    const { marks } = await store.read(id);
    expect(marks.annotations.map((annotation) => annotation.id).toSorted()).toEqual(numbers.map(annotationId));
    expect(marks.revision).toBe(30);
  });

  test('keeps the versions before, and not all of them for ever', async () => {
    for (let n = 1; n <= 3; n += 1) await store.change(id, star);
    await store.change(id, (pair) => correct(pair, 1));
    expect(history()).toEqual(['article-1.json', 'marks-1.json', 'marks-2.json', 'marks-3.json']);
    for (let n = 5; n <= 48; n += 1) await store.change(id, star);
    await reopen();
    expect(history().length).toBeLessThan(30);
    expect(history()).toContain('marks-47.json');
  });

  test('what the edit throws is thrown on, and nothing is written', async () => {
    calls.length = 0;
    const edit = (): Pair => {
      throw new Error('refused');
    };
    await expect(store.change(id, edit)).rejects.toThrow('refused');
    expect(calls.some(({ name }) => name === 'rename' || name === 'link')).toBe(false);
  });

  test.each([
    { name: 'of two articles', spoil: ({ article, marks }: Pair) => ({ article, marks: { ...marks, id: makeId(9) } }) },
    { name: 'of two texts', spoil: ({ article, marks }: Pair) => ({ article, marks: { ...marks, textRevision: 2 } }) },
    {
      name: 'with marks too large, whose article alone would fit',
      spoil: (pair: Pair) => {
        const { article, marks } = correct(pair, 1);
        return { article, marks: { ...marks, note: '长'.repeat(3_000_000) } };
      },
    },
  ])('a pair $name is refused, and nothing is written', async ({ spoil }) => {
    const before = await store.read(id);
    await expect(store.change(id, spoil)).rejects.toMatchObject({ name: 'ArchiveFailure' });
    await reopen();
    expect(await store.read(id)).toEqual(before);
  });

  test('a caller that changes what it was given is stopped', async () => {
    const edit = (pair: Pair): Pair => {
      pair.article.blocks.pop();
      return pair;
    };
    await expect(store.change(id, edit)).rejects.toThrow(TypeError);
  });
});

describe('other programs', () => {
  test('a change from outside is seen before the next one, and kept in history by it', async () => {
    await store.change(id, (pair) => annotate(pair, 1));
    const file = marksFile(archive, id);
    const foreign = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...foreign, note: 'from outside', revision: 7 }));
    await store.change(id, star);
    const { marks } = await store.read(id);
    expect(marks).toMatchObject({ note: 'from outside', starred: true, revision: 8 });
    expect(marks.annotations).toHaveLength(1);
    expect(readFileSync(join(historyFolder(archive, id), 'marks-7.json'), 'utf8')).toContain('from outside');
  });

  test('marks that appear meanwhile are not written over', async () => {
    const { article } = await store.read(id);
    beforeCall = ({ name }) => {
      if (name !== 'link') return;
      beforeCall = () => undefined;
      writeFileSync(marksFile(archive, id), JSON.stringify(makeMarks(article, { note: 'from outside' })));
    };
    await expect(store.change(id, star)).rejects.toMatchObject({ code: 'document-changed' });
    expect((await store.change(id, star)).marks).toMatchObject({ note: 'from outside', starred: true });
  });

  test('a reader sees a pair that fits, whenever it looks', async () => {
    const reader = await openTestStore(archive, { mode: 'read' });
    let isDone = false;
    const writing = (async () => {
      for (let n = 1; n <= 40; n += 1) await store.change(id, (pair) => annotate(correct(pair, n), n));
      isDone = true;
    })();
    let looks = 0;
    while (!isDone) {
      expect(misfits(await reader.read(id))).toEqual([]);
      looks += 1;
    }
    await writing;
    expect(looks).toBeGreaterThan(5);
    await reader.close();
  });
});

describe('the pair', () => {
  /** The marks as they were before the last correction, as if the machine had stopped between the two files. */
  async function stopBetween(): Promise<Pair> {
    await store.change(id, (pair) => annotate(annotate(pair, 1), 2));
    const older = readFileSync(marksFile(archive, id));
    const pair = await store.change(id, (before) => correct(before, 1));
    writeFileSync(marksFile(archive, id), older);
    return pair;
  }

  test('marks that lag behind are brought up on reading, and stored by the next change', async () => {
    const pair = await stopBetween();
    const stored = readFileSync(marksFile(archive, id));
    for (const isReopened of [false, true]) {
      if (isReopened) await reopen();
      const read = await store.read(id);
      expect(read.marks.annotations).toEqual(pair.marks.annotations);
      expect(read.marks.textRevision).toBe(2);
      expect(misfits(read)).toEqual([]);
      expect(readFileSync(marksFile(archive, id))).toEqual(stored);
    }
    await store.change(id, star);
    expect(JSON.parse(readFileSync(marksFile(archive, id), 'utf8'))).toMatchObject({ textRevision: 2, starred: true });
  });

  test('marks that are ahead of their article are damage', async () => {
    await store.change(id, star);
    const file = marksFile(archive, id);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"textRevision": 1', '"textRevision": 2'));
    const damage = { code: 'document-damaged', data: { file, reason: 'text-revision-ahead' } };
    await expect(store.read(id)).rejects.toMatchObject(damage);
    await expect(store.change(id, star)).rejects.toMatchObject(damage);
  });

  test('one damaged document leaves all others in use', async () => {
    await importStory(store, 2);
    writeFileSync(articleFile(archive, id), 'x');
    await expect(store.read(id)).rejects.toMatchObject({ code: 'document-damaged' });
    await store.change(makeId(2), star);
    expect((await store.read(makeId(2))).marks.starred).toBe(true);
  });
});

describe('after a save that failed', () => {
  test('the next one writes both documents anew, since what the disk has of them may not last', async () => {
    await store.change(id, (pair) => annotate(pair, 1));
    beforeCall = ({ name, path }) => {
      if (name !== 'syncFolder' || !path.includes('articles')) return;
      beforeCall = () => undefined;
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    await expect(store.change(id, (pair) => correct(pair, 1))).rejects.toMatchObject({ code: 'disk-failed' });
    calls.length = 0;
    await store.change(id, star);
    expect(calls.filter(({ name }) => name === 'rename').map(({ path }) => path)).toEqual([
      articleFile(archive, id),
      marksFile(archive, id),
    ]);
    calls.length = 0;
    await store.change(id, star);
    expect(calls.filter(({ name }) => name === 'rename')).toHaveLength(1);
    expect(misfits(await store.read(id))).toEqual([]);
  });

  test('an import that fails at its marks leaves no article', async () => {
    beforeCall = ({ name, path }) => {
      if (name === 'link' && path.includes('annotations')) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    };
    const article = imported(4, 'b'.repeat(64));
    const marks = makeMarks(article, { tags: ['经济'] });
    await expect(store.create(article, marks)).rejects.toMatchObject({ code: 'disk-full' });
    beforeCall = () => undefined;
    await expect(store.read(article.id)).rejects.toMatchObject({ code: 'article-missing' });
    expect((await store.create(article, marks)).marks).toEqual(marks);
  });
});

describe('originals', () => {
  const bytes = new TextEncoder().encode('原文');

  test('are kept once, whatever they were called, and come back byte for byte', async () => {
    const sha256 = await store.keepOriginal(bytes, 'txt');
    const before = statSync(originalFile(archive, sha256, 'txt'));
    expect(await store.keepOriginal(bytes, 'txt')).toBe(sha256);
    expect(statSync(originalFile(archive, sha256, 'txt')).ino).toBe(before.ino);
    expect(await store.readOriginal(sha256, 'txt')).toEqual(bytes);
  });

  test('one that was damaged is told, and put right when it is imported again', async () => {
    const sha256 = await store.keepOriginal(bytes, 'txt');
    const file = originalFile(archive, sha256, 'txt');
    writeFileSync(file, '原');
    await expect(store.readOriginal(sha256, 'txt')).rejects.toMatchObject({
      code: 'document-damaged',
      data: { file, reason: 'hash-differs' },
    });
    await store.keepOriginal(bytes, 'txt');
    expect(await store.readOriginal(sha256, 'txt')).toEqual(bytes);
    rmSync(file);
    await expect(store.readOriginal(sha256, 'txt')).rejects.toMatchObject({ code: 'original-missing', data: { file } });
  });

  test('an empty one is a file too', async () => {
    const sha256 = await store.keepOriginal(new Uint8Array(), 'md');
    expect(await store.readOriginal(sha256, 'md')).toHaveLength(0);
  });
});

test('a long text is stored and read in little time', async () => {
  const article = imported(5, 'c'.repeat(64));
  const long = { ...article, blocks: article.blocks.map((block) => ({ ...block, text: '长'.repeat(600_000) })) };
  const start = performance.now();
  await store.create(long, null);
  await store.change(long.id, (pair) => annotate(correct(pair, 1), 1));
  expect(articleText((await store.read(long.id)).article)).toHaveLength(1_800_002 + 3);
  expect(performance.now() - start).toBeLessThan(5000);
});
