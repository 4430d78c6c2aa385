import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ArchiveFailure } from '../../electron/archive/failure.ts';
import { articleFile, marksFile } from '../../electron/archive/store/layout.ts';
import type { Store } from '../../electron/archive/store/store.ts';
import { articleText } from '../../shared/document/article.ts';
import { dice, makeId } from '../make.ts';
import { annotationId, correction, misfits, openTestStore, straysIn, tempFolder } from './workload.ts';

const KILLS = 300;
/** Of them, so many by the program's own hand between the two documents of a save. */
const BETWEEN = 40;
/** Programs at a time, each with an archive of its own. */
const LANES = 2;

const { folder, remove } = tempFolder();
afterAll(remove);

/** What the killed programs had said, and what was found afterwards. */
const found = {
  kills: 0,
  /** Killed after an unfinished file was made and before the save was acknowledged. */
  inside: 0,
  acknowledged: 0,
  lost: [] as string[],
  unreadable: [] as string[],
  misfit: [] as string[],
  strays: [] as string[],
  /** Marks that lagged behind their article's text on the disk. */
  lagging: 0,
};

/** Starts the program, kills it after some of its reports and a moment by chance, and resolves to its whole reports. */
async function runAndKill(archive: string, story: number, mode: 'anywhere' | 'between'): Promise<string[]> {
  const roll = dice(story + 1);
  const script = join(import.meta.dirname, 'kill-child.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, archive, `${story}`, mode], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let left = 1 + roll(16);
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    left -= 1;
    if (left === 0 && mode === 'anywhere') setTimeout(() => child.kill('SIGKILL'), roll(30) / 10);
  });
  await once(child, 'close');
  // A program that ended by itself has met an error, which it printed.
  expect([child.signalCode, child.exitCode]).toEqual(['SIGKILL', null]);
  return output.split('\n').slice(0, -1);
}

/** Opens the archive as the next start would, and compares it with what was acknowledged. */
async function inspect(store: Store, story: number, reports: string[]): Promise<void> {
  const acknowledged = reports.filter((line) => line !== 'temp');
  found.kills += 1;
  found.inside += reports.at(-1) === 'temp' ? 1 : 0;
  found.acknowledged += acknowledged.length;
  try {
    const pair = await store.read(makeId(story));
    const ids = new Set(pair.marks.annotations.map(({ id }) => id));
    const text = articleText(pair.article);
    for (const line of acknowledged.filter((report) => report !== 'imported')) {
      const n = Number(line.split(' ')[1]);
      if (!ids.has(annotationId(n)) || (n % 2 === 0 && !text.includes(correction(n))))
        found.lost.push(`${story}: ${line}`);
    }
    found.misfit.push(...misfits(pair));
  } catch (error) {
    if (!(error instanceof ArchiveFailure)) throw error;
    if (error.code !== 'article-missing') found.unreadable.push(`${story}: ${error.message}`);
    else if (acknowledged.length > 0) found.lost.push(`${story}: all`);
  }
}

/** The text revision that a document on the disk says it is of, or fits. */
function textRevision(file: string): number {
  return existsSync(file) ? Number(JSON.parse(readFileSync(file, 'utf8')).textRevision) : 0;
}

async function runLane(lane: number): Promise<void> {
  const archive = join(folder, `archive-${lane}`);
  for (let story = lane; story < KILLS; story += LANES) {
    const reports = await runAndKill(archive, story, story < BETWEEN ? 'between' : 'anywhere');
    const marks = textRevision(marksFile(archive, makeId(story)));
    if (marks > 0 && marks < textRevision(articleFile(archive, makeId(story)))) found.lagging += 1;
    const store = await openTestStore(archive);
    expect(store.readOnly).toBeNull();
    found.strays.push(...straysIn(archive));
    await inspect(store, story, reports);
    await store.close();
  }
  const store = await openTestStore(archive);
  found.unreadable.push(...(await store.check()).map(({ code, file }) => `${code} ${file}`));
  await store.close();
}

beforeAll(async () => {
  await Promise.all(Array.from({ length: LANES }, (_, lane) => runLane(lane)));
  console.log(
    `kill -9: ${found.kills} kills, ${found.inside} of them between temporary file and acknowledgement, ` +
      `${found.lagging} between article and marks; ` +
      `${found.acknowledged} acknowledged, ${found.lost.length} lost, ${found.unreadable.length} unreadable, ` +
      `${found.misfit.length} anchors of another text, ${found.strays.length} stray files`,
  );
}, 600_000);

test('300 programs were killed while saving, at least 100 between temporary file and acknowledgement', () => {
  expect(found.kills).toBe(KILLS);
  expect(found.inside).toBeGreaterThanOrEqual(100);
  expect(found.acknowledged).toBeGreaterThan(KILLS);
  expect(found.lagging).toBeGreaterThanOrEqual(BETWEEN);
});

test.each(['lost', 'unreadable', 'misfit', 'strays'] as const)('nothing is %s', (what) => {
  expect(found[what]).toEqual([]);
});
