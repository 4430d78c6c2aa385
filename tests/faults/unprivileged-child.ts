// Opens the archive FOLDER for writing as a person to whom file modes apply (root gives its rights up first). Prints who
// may write, as `openStore` says, or the failure; then for each line on stdin what a small save answers.
import { createInterface } from 'node:readline';
import { asFailure } from '../../electron/archive/failure.ts';
import { makeId } from '../make.ts';
import { annotate, openTestStore } from './workload.ts';

/** Nobody, on every Unix. */
const NOBODY = 65_534;

const [folder = ''] = process.argv.slice(2);
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}

function say(what: unknown): void {
  console.log(JSON.stringify(what));
}

function sayFailure(thrown: unknown): null {
  say(asFailure(thrown).toValue());
  return null;
}

const store = await openTestStore(folder, { create: false }).catch(sayFailure);
if (store !== null) {
  say({ readOnly: store.readOnly, reads: (await store.read(makeId(1))).article.id });
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  for (let saves = 1; !(await lines.next()).done; saves += 1) {
    await store.change(makeId(1), (pair) => annotate(pair, saves)).then(({ marks }) => say(marks.revision), sayFailure);
  }
  await store.close();
}
