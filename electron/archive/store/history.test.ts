import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId } from '../../../tests/make.ts';
import { watchedFs } from '../../../tests/faults/watched-fs.ts';
import { tempFolder } from '../../../tests/faults/workload.ts';
import { History } from './history.ts';
import { historyFolder } from './layout.ts';
import { nodeFs } from './node-fs.ts';

const id = makeId(1);
let folder: string;
let file: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = tempFolder());
  file = join(folder, 'document.json');
});
afterEach(() => remove());

const withoutLinks = watchedFs(nodeFs, {
  before({ name }) {
    if (name === 'link') throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
  },
});

function historyOn(fs = nodeFs): History {
  let temps = 0;
  return new History({ fs, temp: () => join(folder, `${(temps += 1)}.tmp`) }, folder);
}

/** Puts a new file in the place of the old one, as a save does. */
function replace(text: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, text);
}

function versions(): Record<string, string> {
  const inside = historyFolder(folder, id);
  return Object.fromEntries(readdirSync(inside).map((name) => [name, readFileSync(join(inside, name), 'utf8')]));
}

describe.each([
  { name: 'by link', fs: nodeFs },
  { name: 'by copy, on a disk without links', fs: withoutLinks },
])('$name', ({ fs }) => {
  test('keeps each version under its revision', async () => {
    const history = historyOn(fs);
    for (const revision of [1, 2, 10]) {
      replace(`revision ${revision}`);
      await history.keep(id, 'marks', revision, file);
    }
    replace('the article');
    await history.keep(id, 'article', 1, file);
    expect(versions()).toEqual({
      'article-1.json': 'the article',
      'marks-1.json': 'revision 1',
      'marks-10.json': 'revision 10',
      'marks-2.json': 'revision 2',
    });
  });

  test('keeps what is kept already once', async () => {
    const history = historyOn(fs);
    replace('one');
    await history.keep(id, 'marks', 1, file);
    await history.keep(id, 'marks', 1, file);
    replace('one');
    await history.keep(id, 'marks', 1, file);
    expect(versions()).toEqual({ 'marks-1.json': 'one' });
  });

  test('keeps another program’s version of the same revision beside ours', async () => {
    const history = historyOn(fs);
    for (const text of ['ours', 'theirs', 'and a third']) {
      replace(text);
      await history.keep(id, 'marks', 7, file);
    }
    expect(versions()).toEqual({ 'marks-7.json': 'ours', 'marks-7-2.json': 'theirs', 'marks-7-3.json': 'and a third' });
  });
});

test('a link costs no copy', async () => {
  replace('one');
  await historyOn().keep(id, 'marks', 1, file);
  expect(statSync(file).nlink).toBe(2);
});

test('knows of a document that must be there', async () => {
  const history = historyOn();
  expect(await history.knows(id, 'marks')).toBe(false);
  replace('one');
  await history.keep(id, 'marks', 1, file);
  expect(await history.knows(id, 'marks')).toBe(true);
  expect(await history.knows(id, 'article')).toBe(false);
});

test('drops old versions of the one kind, and nothing else', async () => {
  const history = historyOn();
  const now = Date.UTC(2026, 0, 1);
  replace('article');
  await history.keep(id, 'article', 1, file);
  for (let revision = 1; revision <= 30; revision += 1) {
    replace(`revision ${revision}`);
    utimesSync(file, 0, 0);
    await history.keep(id, 'marks', revision, file);
  }
  await history.thin(id, 'marks', now);
  const kept = Object.keys(versions()).map((name) => Number(name.replace(/\D/gu, '')));
  expect(kept.toSorted((a, b) => a - b)).toEqual([1, ...Array.from({ length: 20 }, (_, i) => 11 + i)]);
});
