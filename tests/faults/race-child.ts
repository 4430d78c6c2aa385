// One of two programs that save into the same place: `store FOLDER FIRST COUNT` or `lowdb FILE FIRST COUNT`. It prints
// `ready`, waits for a line on stdin, and then prints the number of each save that was acknowledged, and `refused` each
// time that it may not write.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { makeId } from '../make.ts';
import { annotate, openTestStore } from './workload.ts';

const [engine, place = '', first = '0', count = '0'] = process.argv.slice(2);
const numbers = Array.from({ length: Number(count) }, (_, i) => Number(first) + i);

function report(line: string): void {
  writeSync(1, `${line}\n`);
}

async function start(): Promise<void> {
  report('ready');
  await once(process.stdin, 'data');
  process.stdin.destroy();
}

async function saveInStore(): Promise<void> {
  await start();
  let store = await openTestStore(place);
  while (store.readOnly !== null) {
    report('refused');
    await store.close();
    await pause(20);
    store = await openTestStore(place);
  }
  for (const n of numbers) {
    await store.change(makeId(1), (pair) => annotate(pair, n));
    report(`${n}`);
  }
  await store.close();
}

/** As lowdb's manual has it: read, then update; and go on where a write is refused. */
async function saveInLowdb(): Promise<void> {
  const db = new Low(new JSONFile<{ notes: number[] }>(place), { notes: [] });
  await db.read();
  await start();
  for (const n of numbers) {
    try {
      await db.update(({ notes }) => notes.push(n));
      report(`${n}`);
    } catch {
      report('refused');
    }
  }
}

await (engine === 'store' ? saveInStore() : saveInLowdb());
