import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { Archive } from '../../electron/archive/archive.ts';
import { makeId, writeArchive } from '../make.ts';
import { openBenchArchive } from './import.ts';

/** Medians in milliseconds. */
export interface OpenFigures {
  readonly articles: number;
  /** From nothing to the first 50 rows: settings, lock, clean-up, index in a new worker, journal, one page read. */
  readonly rows: number;
  /** From nothing until everything changed on disk has been looked for. */
  readonly ready: number;
  /** A new worker that reads 50 such rows from a SQLite file that holds nothing else. */
  readonly floor: number;
  /** Once, from no index at all to a complete one. */
  readonly build: number;
}

const ROWS = 50;
const ROUNDS = 15;
/** As many operations as the journal keeps. */
const OPERATIONS = 200;

/** Times the opening of a generated archive of each size, as a host does it, each time beside its floor. */
export async function benchOpen(sizes: readonly number[] = [1_000, 10_000]): Promise<OpenFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhaji-bench-'));
  try {
    const subjects: Subject[] = [];
    for (const articles of sizes) subjects.push(await prepare(join(folder, String(articles)), articles));
    // In turn, so that whatever else the machine does meets all sizes alike.
    for (let round = 0; round < ROUNDS; round += 1) for (const subject of subjects) await measure(subject);
    return subjects.map(({ articles, build, rows, ready, floor }) => ({
      articles,
      build,
      rows: median(rows),
      ready: median(ready),
      floor: median(floor),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The figures, one line per size, and how flat they are; what is expected is ≤ 1.3 ×. */
export function openLines(all: readonly OpenFigures[]): string {
  const [smallest, largest] = [all[0], all.at(-1)];
  const flat = (largest?.rows ?? NaN) / (smallest?.rows ?? NaN);
  return [
    ...all.map(openLine),
    `cold open, ${largest?.articles ?? 0} articles against ${smallest?.articles ?? 0}: flat ${flat.toFixed(2)} ×`,
  ].join('\n');
}

function openLine({ articles, rows, ready, floor, build }: OpenFigures): string {
  return (
    `cold open to the first ${ROWS} rows, ${articles} articles: p50 ${rows.toFixed(0)} ms, disk compared ${ready.toFixed(0)} ms; ` +
    `floor ${floor.toFixed(0)} ms (a worker and ${ROWS} rows of SQLite); index built from nothing in ${(build / 1000).toFixed(1)} s`
  );
}

/** One archive with its index and a full journal, and what was measured on it: milliseconds, one per round. */
interface Subject {
  readonly articles: number;
  /** Opens it as the one writer, with a per-user data folder of its own. */
  readonly open: () => Promise<Archive>;
  readonly floorFile: string;
  readonly build: number;
  readonly rows: number[];
  readonly ready: number[];
  readonly floor: number[];
}

async function prepare(folder: string, articles: number): Promise<Subject> {
  const archiveFolder = join(folder, 'archive');
  writeArchive(archiveFolder, articles);
  const open = () => openBenchArchive(folder, archiveFolder);
  const build = await timed(async () => {
    const archive = await open();
    await archive.ready();
    return () => archive.close();
  });
  const floorFile = join(folder, 'floor.sqlite');
  const archive = await open();
  for (let i = 0; i < OPERATIONS; i += 1) {
    await archive.edit(makeId(1 + (i % articles)), ({ marks }) => ({ type: 'set-star', starred: !marks.starred }));
  }
  await writeFloor(floorFile, archive);
  await archive.close();
  return { articles, open, floorFile, build, rows: [], ready: [], floor: [] };
}

async function measure({ open, floorFile, rows, ready, floor }: Subject): Promise<void> {
  const started = performance.now();
  const archive = await open();
  const page = await archive.list({}, { limit: ROWS });
  rows.push(performance.now() - started);
  await archive.ready();
  ready.push(performance.now() - started);
  await archive.close();
  if (page.articles.length !== ROWS) throw new Error('The page was not full.');
  floor.push(await timed(() => readFloor(floorFile)));
}

/** The same rows as JSON in a table of their own. */
async function writeFloor(file: string, archive: Archive): Promise<void> {
  const { articles } = await archive.list({}, { limit: ROWS });
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE line (number INTEGER PRIMARY KEY, row TEXT NOT NULL)');
  articles.forEach((row, i) => db.prepare('INSERT INTO line VALUES (?, ?)').run(i, JSON.stringify(row)));
  db.close();
}

const FLOOR_PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const db = new DatabaseSync(workerData);
  const rows = db.prepare('SELECT row FROM line ORDER BY number DESC').all().map(({ row }) => JSON.parse(row));
  parentPort.postMessage(rows);
`;

async function readFloor(file: string): Promise<() => Promise<unknown>> {
  const worker = new Worker(FLOOR_PROGRAM, { eval: true, workerData: file });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return () => worker.terminate();
}

/** Milliseconds until `work` has what it wants; what it gives back clears up, outside the time. */
async function timed(work: () => Promise<() => Promise<unknown>>): Promise<number> {
  const started = performance.now();
  const clearUp = await work();
  const took = performance.now() - started;
  await clearUp();
  return took;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
