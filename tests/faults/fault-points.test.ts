import { afterAll, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { ArchiveFailure } from '../../electron/archive/failure.ts';
import { nodeFs } from '../../electron/archive/store/node-fs.ts';
import type { Store } from '../../electron/archive/store/store.ts';
import type { FailureCode } from '../../shared/contract/failure.ts';
import { articleText } from '../../shared/document/article.ts';
import { makeId } from '../make.ts';
import { unsyncedFs, watchedFs, type Watch } from './watched-fs.ts';
import {
  annotate,
  annotationId,
  correct,
  correction,
  importStory,
  misfits,
  openTestStore,
  straysIn,
  tempFolder,
  trash,
} from './workload.ts';

const faults = {
  EIO: 'disk-failed',
  ENOSPC: 'disk-full',
  EACCES: 'disk-denied',
  EBUSY: 'disk-busy',
  EROFS: 'disk-read-only',
} satisfies Record<string, FailureCode>;

/** How the Nth call goes wrong. `isLasting`: so do all after it, as on a disk that is full. */
interface Fault {
  readonly error: keyof typeof faults | 'short write';
  readonly isLasting: boolean;
}

const allFaults: Fault[] = [...(Object.keys(faults) as (keyof typeof faults)[]), 'short write' as const].flatMap(
  (error) => [
    { error, isLasting: false },
    { error, isLasting: true },
  ],
);

/** The same disk in good health. */
const soundFs = unsyncedFs(nodeFs);

/** A disk on which one call fails; `isHit` tells whether there was such a call. */
class FailingDisk {
  isArmed = false;
  isHit = false;
  #calls = 0;
  readonly fs;

  constructor(at: number, { error, isLasting }: Fault) {
    const isNow = (name: string): boolean => {
      if (!this.isArmed || (error === 'short write' && name !== 'write')) return false;
      this.#calls += 1;
      const isFaulty = isLasting ? this.#calls >= at : this.#calls === at;
      this.isHit ||= isFaulty;
      return isFaulty;
    };
    const watch: Watch =
      error === 'short write'
        ? { isShort: ({ name }) => isNow(name) }
        : {
            before: ({ name, path }) => {
              if (isNow(name)) throw Object.assign(new Error(`${error}: ${name} ${path}`), { code: error });
            },
          };
    this.fs = watchedFs(soundFs, watch);
  }

  /** Runs the task with the fault armed; resolves to how it failed, or null. */
  async during(task: () => Promise<unknown>): Promise<unknown> {
    this.isArmed = true;
    try {
      await task();
      return null;
    } catch (error) {
      return error;
    } finally {
      this.isArmed = false;
    }
  }
}

const folders: (() => void)[] = [];
afterAll(() => folders.forEach((remove) => remove()));

function newFolder(): string {
  const { folder, remove } = tempFolder();
  folders.push(remove);
  return join(folder, 'archive');
}

/** Success, or a failure that says what the disk said and names a file. */
function expectClear(failure: unknown, { error }: Fault): void {
  if (failure === null) return;
  expect(failure).toBeInstanceOf(ArchiveFailure);
  const { code, data } = failure as ArchiveFailure;
  expect(error).not.toBe('short write');
  expect(code).toBe(faults[error as keyof typeof faults]);
  expect(data['file']).toEqual(expect.stringContaining('archive'));
}

interface Operation {
  readonly name: string;
  run(store: Store): Promise<unknown>;
  /** What must hold once it was acknowledged. */
  expectDone(store: Store): Promise<void>;
}

const operations: Operation[] = [
  {
    name: 'a save of both documents',
    run: (store) => store.change(makeId(1), (pair) => annotate(correct(pair, 7), 7)),
    async expectDone(store) {
      const { article, marks } = await store.read(makeId(1));
      expect(articleText(article)).toContain(correction(7));
      expect(marks.annotations.map(({ id }) => id)).toContain(annotationId(7));
    },
  },
  {
    name: 'an import',
    run: (store) => importStory(store, 2),
    async expectDone(store) {
      const { article } = await store.read(makeId(2));
      expect(await store.readOriginal(article.original.sha256, 'txt')).toEqual(new TextEncoder().encode('original 2'));
    },
  },
  {
    name: 'a move to the trash',
    run: (store) => store.change(makeId(1), trash),
    async expectDone(store) {
      expect((await store.read(makeId(1))).marks.trashedAt).not.toBeNull();
    },
  },
];

/** An archive with one article, corrected once, with three highlights that are acknowledged. */
async function prepare(store: Store): Promise<void> {
  await importStory(store, 1);
  await store.change(makeId(1), (pair) => correct([1, 2, 3].reduce(annotate, pair), 0));
}

async function expectNothingLost(store: Store): Promise<void> {
  const pair = await store.read(makeId(1));
  expect(articleText(pair.article)).toContain(correction(0));
  expect(pair.marks.annotations.map(({ id }) => id)).toEqual(
    expect.arrayContaining([1, 2, 3].map((n) => annotationId(n))),
  );
  expect(misfits(pair)).toEqual([]);
}

/** One run with the fault at the `at`-th call; resolves to whether the operation came to that call. */
async function runWithFault(operation: Operation, fault: Fault, at: number): Promise<boolean> {
  const folder = newFolder();
  const disk = new FailingDisk(at, fault);
  const store = await openTestStore(folder, { fs: disk.fs });
  await prepare(store);

  const failure = await disk.during(() => operation.run(store));
  expectClear(failure, fault);
  if (failure === null) await operation.expectDone(store);
  await expectNothingLost(store);

  await store.change(makeId(1), (pair) => annotate(correct(pair, 9), 9));
  await store.close();
  const again = await openTestStore(folder, { fs: soundFs });
  await expectNothingLost(again);
  expect((await again.read(makeId(1))).marks.annotations.map(({ id }) => id)).toContain(annotationId(9));
  if (failure === null) await operation.expectDone(again);
  expect(straysIn(folder)).toEqual([]);
  expect(await again.check()).toEqual([]);
  await again.close();
  return disk.isHit;
}

describe.each(operations)('$name', (operation) => {
  test.each(allFaults)('survives $error (lasting: $isLasting) at every call', async (fault) => {
    let at = 1;
    while (await runWithFault(operation, fault, at)) at += 1;
    expect(at).toBeGreaterThan(fault.error === 'short write' ? 1 : 8);
  });
});

describe('opening', () => {
  test.each(allFaults)('a new archive survives $error (lasting: $isLasting) at every call', async (fault) => {
    for (let at = 1; ; at += 1) {
      const folder = newFolder();
      const disk = new FailingDisk(at, fault);
      let opened: Store | null = null;
      const failure = await disk.during(async () => (opened = await openTestStore(folder, { fs: disk.fs })));
      if (failure instanceof ArchiveFailure && failure.code === 'archive-read-only') {
        expect(['EACCES', 'EROFS']).toContain(fault.error);
      } else expectClear(failure, fault);
      await (opened as Store | null)?.close();

      const store = await openTestStore(folder, { fs: soundFs });
      expect(store.readOnly).toBeNull();
      await prepare(store);
      await expectNothingLost(store);
      expect(straysIn(folder)).toEqual([]);
      await store.close();
      if (!disk.isHit) break;
    }
  });
});
