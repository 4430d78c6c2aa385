// Saves with lowdb's own file adapter on a disk in memory, cuts the power everywhere, and prints what is left:
// `{disks, unreadable, lost}`. The adapter is the real one; only its `node:fs/promises` is another.
import { registerHooks } from 'node:module';
import { MemoryDisk } from './memory-disk.ts';
import { mount } from './memory-promises.ts';
import { aftermaths } from './power-cut.ts';

const replacement = new URL('./memory-promises.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node:fs/promises' && /\/node_modules\/(?:lowdb|steno)\//.test(context.parentURL ?? '')
      ? { url: replacement, shortCircuit: true }
      : next(specifier, context),
});
const { JSONFile } = await import('lowdb/node');
const { Low } = await import('lowdb');

const FILE = '/notes.json';
const open = (): InstanceType<typeof Low<{ notes: number[] }>> => new Low(new JSONFile(FILE), { notes: [] });

const disk = new MemoryDisk();
mount(disk);
disk.overwrite(FILE, new TextEncoder().encode('{"notes":[0]}'));
disk.steps.push({ name: 'sync', node: 1 }, { name: 'sync', node: 0 });
disk.acknowledge('0');
const prepared = disk.steps.length;

const db = open();
await db.read();
for (const n of [1, 2, 3, 4]) {
  await db.update(({ notes }) => notes.push(n));
  disk.acknowledge(`${n}`);
}

const result = { disks: 0, unreadable: 0, lost: 0 };
for (const aftermath of aftermaths(disk.steps)) {
  if (aftermath.cut < prepared) continue;
  result.disks += 1;
  mount(aftermath.disk);
  try {
    const after = open();
    await after.read();
    if (!aftermath.acknowledged.every((n) => after.data.notes.includes(Number(n)))) result.lost += 1;
  } catch {
    result.unreadable += 1;
  }
}
console.log(JSON.stringify(result));
