import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bringUp } from '../../electron/archive/annotate/bring-up.ts';
import { marksFile } from '../../electron/archive/store/layout.ts';
import { nodeFs } from '../../electron/archive/store/node-fs.ts';
import { openStore } from '../../electron/archive/store/open-store.ts';
import type { Store } from '../../electron/archive/store/store.ts';
import { dice, makeId, writeArchive } from '../make.ts';
import { openBenchArchive, plainSave } from './import.ts';

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/**
 * Milliseconds for one durable save and for its floor. `first` are the first saves of an article in this run (its
 * documents are not in memory yet, its history may have no folder), `save` are all saves.
 */
export interface SaveFigures {
  readonly articles: number;
  readonly save: Percentiles;
  readonly first: Percentiles;
  readonly floor: Percentiles;
  /** The same change as a host asks for it: saved, listed and undoable when it is answered. */
  readonly answered: Percentiles;
  readonly answeredFloor: Percentiles;
}

/** A session: so many articles chosen by chance, each saved so many times, in turn. */
const CHOSEN = 50;
const ROUNDS = 6;

/**
 * Times durable saves (a star set or taken back) in a generated archive of each size. After each save, its floor: the
 * same bytes by temporary file, fsync, rename and fsync of the folder.
 */
export async function benchSave(sizes: readonly number[] = [1_000, 10_000]): Promise<SaveFigures[]> {
  const figures: SaveFigures[] = [];
  // The first round only warms up the program.
  for (const articles of [CHOSEN, ...sizes]) {
    const folder = mkdtempSync(join(tmpdir(), 'zhaji-bench-'));
    try {
      figures.push(await measure(folder, articles));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return figures.slice(1);
}

/** The figures in two lines, with what is expected of them: p50 ≤ 2.5 × floor. */
export function saveLine({ articles, save, first, floor, answered, answeredFloor }: SaveFigures): string {
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  const beside = (own: Percentiles, bare: Percentiles): string =>
    `p50 ${ms(own.p50)} (p95 ${ms(own.p95)}), floor ${ms(bare.p50)} (${ms(bare.p95)}): ${(own.p50 / bare.p50).toFixed(2)} × floor`;
  return [
    `durable save, ${articles} articles: ${beside(save, floor)}; first of an article p50 ${ms(first.p50)}`,
    `answered save (listed and undoable too), ${articles} articles: ${beside(answered, answeredFloor)}`,
  ].join('\n');
}

async function measure(folder: string, articles: number): Promise<SaveFigures> {
  const archive = join(folder, 'archive');
  const beside = join(folder, 'floor');
  mkdirSync(beside);
  writeArchive(archive, articles);
  const store = await openBenchStore(archive);
  const roll = dice(articles);
  const ids = Array.from({ length: CHOSEN }, () => makeId(1 + roll(articles)));
  const saves: number[] = [];
  const floors: number[] = [];
  for (let i = 0; i < CHOSEN * ROUNDS; i += 1) {
    const id = ids[i % CHOSEN] ?? makeId(1);
    saves.push(await timed(() => toggleStar(store, id)));
    const bytes = readFileSync(marksFile(archive, id));
    floors.push(await timed(() => plainSave(join(beside, `${id}.json`), bytes)));
  }
  await store.close();
  const first = percentiles(saves.slice(0, CHOSEN));
  const answered = await answeredSaves(archive, beside, ids);
  return { articles, save: percentiles(saves), first, floor: percentiles(floors), ...answered };
}

async function answeredSaves(
  folder: string,
  beside: string,
  ids: readonly string[],
): Promise<Pick<SaveFigures, 'answered' | 'answeredFloor'>> {
  const archive = await openBenchArchive(dirname(folder), folder);
  await archive.ready();
  const times: number[] = [];
  const floors: number[] = [];
  for (let i = 0; i < CHOSEN * ROUNDS; i += 1) {
    const starred = Math.floor(i / CHOSEN) % 2 === 0;
    const id = ids[i % CHOSEN] ?? makeId(1);
    times.push(await timed(() => archive.edit(id, () => ({ type: 'set-star', starred }))));
    const bytes = readFileSync(marksFile(folder, id));
    floors.push(await timed(() => plainSave(join(beside, `${id}.json`), bytes)));
  }
  await archive.close();
  return { answered: percentiles(times), answeredFloor: percentiles(floors) };
}

function openBenchStore(folder: string): Promise<Store> {
  let ids = 0;
  const newId = (): string => makeId(8_000_000 + (ids += 1));
  const clock = { now: () => Date.now() };
  return openStore({ folder, fs: nodeFs, clock, newId, program: 'bench', mode: 'write', create: false, bringUp });
}

async function toggleStar(store: Store, id: string): Promise<void> {
  const modifiedAt = new Date().toISOString();
  await store.change(id, ({ article, marks }) => ({
    article,
    marks: { ...marks, starred: !marks.starred, revision: marks.revision + 1, modifiedAt },
  }));
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
