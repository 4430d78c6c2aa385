import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { articleFile, marksFile } from '../electron/archive/store/layout.ts';
import { nodeFs } from '../electron/archive/store/node-fs.ts';
import { openCatalogue } from '../electron/archive/index/catalogue.ts';
import { takeTurn, turnFile } from '../electron/archive/index/turn.ts';
import { noMarks } from '../shared/document/marks.ts';
import { makeId, makeMarks, makeStory, writeDocument } from './make.ts';

/**
 * A second process for the tests of the catalogue: `catalogue-child.ts TASK ARCHIVE INDEX`. It says `ready` on stdout
 * when it has come to where the test wants it, and then waits to be killed.
 */
const [task, archiveFolder = '', indexFile = ''] = process.argv.slice(2);

const open = (readOnly: boolean, onProgress: (progress: { done: number }) => void = () => undefined) =>
  openCatalogue({ indexFile, archiveFolder, archiveId: makeId(9_000_000), readOnly, onProgress });

const tasks: Record<string, () => Promise<void>> = {
  /** Saves an article, is killed before the catalogue hears of it. */
  'save-untold': async () => {
    const catalogue = await open(false);
    await catalogue.ready();
    writeDocument(articleFile(archiveFolder, makeId(5001)), makeStory(5001));
    say('ready');
  },
  /** Saves and tells ten articles, one of them with marks, and is killed. */
  'save-told': async () => {
    const catalogue = await open(false);
    await catalogue.ready();
    for (let n = 5001; n <= 5010; n += 1) {
      const article = makeStory(n);
      const marks = n === 5010 ? makeMarks(article, { starred: true }) : noMarks(article);
      writeDocument(articleFile(archiveFolder, article.id), article);
      if (n === 5010) writeDocument(marksFile(archiveFolder, article.id), marks);
      await catalogue.put(article, marks);
    }
    say('ready');
  },
  /** Is killed in the middle of building. */
  build: async () => {
    const catalogue = await open(false, ({ done }) => {
      if (done >= 96) say('ready');
    });
    await catalogue.ready();
  },
  /** Keeps an index from everybody, as a program does that has stopped. */
  'keep-lock': async () => {
    mkdirSync(dirname(indexFile), { recursive: true });
    if ((await takeTurn(nodeFs, turnFile(indexFile))) !== null) say('ready');
  },
  /** Says how often the turn at an index can be had at once by somebody to whom modes apply. */
  turns: async () => {
    if (process.getuid?.() === 0) process.setuid?.(65_534);
    const tries = await Promise.allSettled([1, 2].map(async () => takeTurn(nodeFs, indexFile)));
    say(`turns ${tries.filter((one) => one.status === 'fulfilled' && one.value !== null).length} ready`);
  },
  /** Keeps the index open as the archive's writer. */
  hold: async () => {
    await (await open(false)).ready();
    say('ready');
  },
};

function say(word: string): void {
  process.stdout.write(`${word}\n`);
}

await tasks[task ?? '']?.();
setInterval(() => undefined, 1000);
