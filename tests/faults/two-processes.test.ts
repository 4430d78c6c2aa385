import { linkSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { names } from '../../electron/archive/store/layout.ts';
import { makeId } from '../make.ts';
import { race, runChild, type Running } from './run-child.ts';
import { annotationId, importStory, openTestStore, tempFolder } from './workload.ts';

let folder: string;
let archive: string;
let remove: () => void;
let running: Running[];

beforeEach(async () => {
  ({ folder, remove } = tempFolder());
  running = [];
  archive = join(folder, 'archive');
  const store = await openTestStore(archive);
  await importStory(store, 1);
  await store.close();
});
afterEach(async () => {
  await Promise.all(running.map((child) => child.kill()));
  remove();
});

function start(script: string, args: string[]): Running {
  const child = runChild(script, args);
  running.push(child);
  return child;
}

test('a second program may only read, and is told who writes', async () => {
  const holder = start('holder-child.ts', [archive]);
  expect(await holder.nextLine()).toBe('held');

  const second = await openTestStore(archive);
  expect(second.readOnly).toEqual({
    reason: 'locked',
    holder: { program: 'test', pid: holder.child.pid, host: hostname(), since: expect.any(String) },
  });
  expect((await second.read(makeId(1))).article.id).toBe(makeId(1));
  await expect(importStory(second, 2)).rejects.toMatchObject({
    code: 'archive-locked',
    data: { pid: holder.child.pid },
  });
  await expect(second.change(makeId(1), (pair) => pair)).rejects.toMatchObject({ code: 'archive-locked' });
  await second.close();
});

test('never two writers, also after the first has read every file of the archive, by any name', async () => {
  const lock = join(archive, names.lock);
  linkSync(lock, join(folder, 'hard-link'));
  symlinkSync(lock, join(folder, 'symbolic-link'));
  const holder = start('holder-child.ts', [archive, join(folder, 'hard-link'), join(folder, 'symbolic-link')]);
  expect(await holder.nextLine()).toBe('held');
  for (let round = 0; round < 3; round += 1) {
    holder.child.stdin.write('read everything\n');
    expect(JSON.parse(await holder.nextLine())).toEqual([names.lock, 'hard-link', 'symbolic-link']);
    expect(await start('holder-child.ts', [archive]).nextLine()).toMatch(/^refused/);
  }
});

test('the lock is free at once after kill -9', async () => {
  const holder = start('holder-child.ts', [archive]);
  expect(await holder.nextLine()).toBe('held');
  await holder.kill();
  const next = await openTestStore(archive);
  expect(next.readOnly).toBeNull();
  await next.close();
});

test('a program that is stopped for a while still holds the lock', async () => {
  const holder = start('holder-child.ts', [archive]);
  expect(await holder.nextLine()).toBe('held');
  holder.child.kill('SIGSTOP');
  const second = await openTestStore(archive);
  expect(second.readOnly?.reason).toBe('locked');
  await second.close();
});

test('two programs that save as fast as they can lose nothing', async () => {
  const COUNT = 40;
  const acknowledged = await race('store', archive, COUNT);
  expect(acknowledged).toHaveLength(2 * COUNT);
  const store = await openTestStore(archive);
  const ids = (await store.read(makeId(1))).marks.annotations.map(({ id }) => id);
  await store.close();
  expect(ids.toSorted()).toEqual(acknowledged.map(annotationId).toSorted());
});
