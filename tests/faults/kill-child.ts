// A program that imports an article and then saves it over and over until it is killed. It reports each step at once:
// `temp` when an unfinished file has been made, `imported`, and `saved N`. With `between` it kills itself after the
// article was written and before its marks.
import { writeSync } from 'node:fs';
import { sep } from 'node:path';
import { nodeFs } from '../../electron/archive/store/node-fs.ts';
import { makeId } from '../make.ts';
import { watchedFs } from './watched-fs.ts';
import { annotate, correct, importStory, openTestStore } from './workload.ts';

const [folder = '', number = '1', mode = 'anywhere'] = process.argv.slice(2);
const story = Number(number);

function report(line: string): void {
  writeSync(1, `${line}\n`);
}

/** Saves before the one that `between` interrupts. */
const LEAD = 3;
let saved = 0;

const fs = watchedFs(nodeFs, {
  after({ name, path }) {
    if (name === 'open' && path.endsWith('.tmp')) report('temp');
    const isArticle = name === 'rename' && path.includes(`${sep}articles${sep}`);
    if (isArticle && mode === 'between' && saved >= LEAD) process.kill(process.pid, 'SIGKILL');
  },
});

const store = await openTestStore(folder, { fs });
await importStory(store, story);
report('imported');
for (let n = 1; ; n += 1) {
  await store.change(makeId(story), (pair) => annotate(n % 2 === 0 ? correct(pair, n) : pair, n));
  saved = n;
  report(`saved ${n}`);
}
