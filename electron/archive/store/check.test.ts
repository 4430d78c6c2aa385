import { copyFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../../shared/contract/archive.ts';
import { makeId, makeMarks, makeStory, writeArchive, writeDocument } from '../../../tests/make.ts';
import { openTestStore, tempFolder } from '../../../tests/faults/workload.ts';
import { articleFile, historyFolder, marksFile, originalFile, shardOf } from './layout.ts';

let archive: string;
let remove: () => void;
beforeEach(() => {
  const temp = tempFolder();
  remove = temp.remove;
  archive = join(temp.folder, 'archive');
  writeArchive(archive, 6);
  rmSync(marksFile(archive, id), { force: true });
});
afterEach(() => remove());

const story = makeStory(1);
const { id } = story;
const article = (): string => articleFile(archive, id);
const original = (): string => originalFile(archive, story.original.sha256, 'txt');
const place = `${shardOf(id)}/${id}.json`;

async function check(): Promise<Problem[]> {
  const store = await openTestStore(archive, { mode: 'read' });
  try {
    return await store.check();
  } finally {
    await store.close();
  }
}

const cases: { name: string; harm: () => void; problems: Partial<Problem>[] }[] = [
  { name: 'nothing', harm: () => undefined, problems: [] },
  {
    name: 'a damaged article',
    harm: () => writeFileSync(article(), '{'),
    problems: [{ code: 'document-damaged', file: `articles/${place}`, data: { reason: 'json-invalid' } }],
  },
  {
    name: 'a newer article',
    harm: () => writeDocument(article(), { ...story, schema: 9 }),
    problems: [{ code: 'document-newer', file: `articles/${place}`, data: { schema: 9 } }],
  },
  {
    name: 'an article of another name',
    harm: () => writeDocument(article(), makeStory(2)),
    problems: [{ code: 'document-foreign', file: `articles/${place}` }],
  },
  {
    name: 'marks without their article',
    harm: () => writeDocument(marksFile(archive, makeId(99)), makeMarks(makeStory(99))),
    problems: [{ code: 'article-missing', file: `annotations/${shardOf(makeId(99))}/${makeId(99)}.json` }],
  },
  {
    name: 'marks ahead of their article',
    harm: () => writeDocument(marksFile(archive, id), makeMarks(story, { textRevision: 2 })),
    problems: [{ code: 'document-damaged', file: `annotations/${place}`, data: { reason: 'text-revision-ahead' } }],
  },
  {
    name: 'an original that is gone',
    harm: () => rmSync(original()),
    problems: [{ code: 'original-missing', file: `originals/${story.original.sha256}.txt`, data: { id } }],
  },
  {
    name: 'an original that has changed',
    harm: () => writeFileSync(original(), 'x'),
    problems: [
      { code: 'document-damaged', file: `originals/${story.original.sha256}.txt`, data: { reason: 'hash-differs' } },
    ],
  },
  {
    name: 'the copies of synchronising programs',
    harm: () => {
      copyFileSync(article(), article().replace('.json', '.sync-conflict-20260301-080000-ABCDEFG.json'));
      copyFileSync(article(), article().replace('.json', ' (冲突副本).json'));
    },
    problems: [
      { code: 'document-repeated', file: `articles/${place.replace('.json', ' (冲突副本).json')}`, data: { id } },
      {
        code: 'document-repeated',
        file: `articles/${place.replace('.json', '.sync-conflict-20260301-080000-ABCDEFG.json')}`,
        data: { id },
      },
    ],
  },
  {
    name: 'an article in a wrong folder',
    harm: () => {
      mkdirSync(join(archive, 'articles', 'zz'));
      renameSync(article(), join(archive, 'articles', 'zz', `${id}.json`));
    },
    problems: [{ code: 'file-unknown', file: 'articles/zz' }],
  },
  {
    name: 'an article that only its history remembers',
    harm: () => {
      mkdirSync(historyFolder(archive, id), { recursive: true });
      rmSync(article());
    },
    problems: [{ code: 'document-missing', file: `history/${id}`, data: { id } }],
  },
  {
    name: 'files that are not ours, and not those that lie about anywhere',
    harm: () => {
      for (const name of [
        'photo.jpg',
        'originals/photo.jpg',
        '.DS_Store',
        'articles/.DS_Store',
        'originals/Thumbs.db',
      ]) {
        writeFileSync(join(archive, name), 'x');
      }
      mkdirSync(join(archive, 'articles', 'folder'));
    },
    problems: [
      { code: 'file-unknown', file: 'photo.jpg' },
      { code: 'file-unknown', file: 'articles/folder' },
      { code: 'file-unknown', file: 'originals/photo.jpg' },
    ],
  },
  {
    name: 'an unfinished file, if it is not of this minute',
    harm: () => {
      mkdirSync(join(archive, 'tmp'));
      for (const n of [1, 2]) writeFileSync(join(archive, 'tmp', `${makeId(n)}.tmp`), 'x');
      utimesSync(join(archive, 'tmp', `${makeId(1)}.tmp`), 1, 1);
    },
    problems: [{ code: 'file-unfinished', file: `tmp/${makeId(1)}.tmp` }],
  },
];

describe('check', () => {
  test.each(cases)('finds $name', async ({ harm, problems }) => {
    harm();
    const found = await check();
    expect(found).toHaveLength(problems.length);
    expect(found).toMatchObject(problems);
  });
});
