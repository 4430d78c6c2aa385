import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { openCatalogue } from '../../electron/archive/index/catalogue.ts';
import { writeArchive } from '../make.ts';

/** Medians in milliseconds. */
export interface OpenFigures {
  readonly articles: number;
  /** From nothing to the first 50 rows: a new worker, the index opened, one page read. */
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

/** Times the opening of the catalogue of a generated archive of each size, each time beside its floor. */
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

/** The figures in one line; what is expected of them is that `rows` is the same at every size (≤ 1.3 ×). */
export function openLine({ articles, rows, ready, floor, build }: OpenFigures): string {
  return (
    `cold open to the first ${ROWS} rows, ${articles} articles: p50 ${rows.toFixed(0)} ms, disk compared ${ready.toFixed(0)} ms; ` +
    `floor ${floor.toFixed(0)} ms (a worker and ${ROWS} rows of SQLite); index built from nothing in ${(build / 1000).toFixed(1)} s`
  );
}

/** One archive with its index, and what was measured on it: milliseconds, one per round. */
interface Subject {
  readonly articles: number;
  readonly options: Parameters<typeof openCatalogue>[0];
  readonly floorFile: string;
  readonly build: number;
  readonly rows: number[];
  readonly ready: number[];
  readonly floor: number[];
}

async function prepare(folder: string, articles: number): Promise<Subject> {
  const archiveFolder = join(folder, 'archive');
  const { id } = writeArchive(archiveFolder, articles);
  const options = { indexFile: join(folder, 'index.sqlite'), archiveFolder, archiveId: id, readOnly: false };
  const build = await timed(async () => {
    const catalogue = await openCatalogue(options);
    await catalogue.ready();
    return () => catalogue.close();
  });
  const floorFile = join(folder, 'floor.sqlite');
  await writeFloor(floorFile, options);
  return { articles, options, floorFile, build, rows: [], ready: [], floor: [] };
}

async function measure({ options, floorFile, rows, ready, floor }: Subject): Promise<void> {
  const started = performance.now();
  const catalogue = await openCatalogue(options);
  const page = await catalogue.list({}, { limit: ROWS });
  rows.push(performance.now() - started);
  await catalogue.ready();
  ready.push(performance.now() - started);
  await catalogue.close();
  if (page.articles.length !== ROWS) throw new Error('The page was not full.');
  floor.push(await timed(() => readFloor(floorFile)));
}

/** The same rows as JSON in a table of their own. */
async function writeFloor(file: string, options: Parameters<typeof openCatalogue>[0]): Promise<void> {
  const catalogue = await openCatalogue(options);
  const { articles } = await catalogue.list({}, { limit: ROWS });
  await catalogue.close();
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
