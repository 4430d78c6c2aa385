import { ArchiveFailure } from '../failure.ts';
import { diskFailure } from '../store/durable-write.ts';
import type { Fs } from '../store/fs-port.ts';
import { archiveFile, articleFile } from '../store/layout.ts';
import { allArticles } from './counts.ts';
import type { Index } from './database.ts';
import { setClean } from './database.ts';
import { readPair, understand } from './documents.ts';
import type { FoundFile, FoundPair } from './documents.ts';
import { folders, forgetFile, hasUnreadFile, knownFile, setProblems, stampFile, stampShard } from './files.ts';
import type { Folder } from './files.ts';
import type { Progress, Report } from './messages.ts';
import { noMarks } from '../../../shared/document/marks.ts';
import { entryOf } from './row.ts';
import { changedShards, lookThrough, statusOf } from './survey.ts';
import type { Found, ShardTimes } from './survey.ts';
import { isListed, knownText, putEntry, removeEntry } from './write.ts';

/** Documents read between two moments at which lists are answered. */
const BATCH = 32;

/** From so many articles, or so great a share of them, gone at once, they rather were taken away than deleted. */
const MANY = 10;
const LARGE_SHARE = 0.1;

/** What one comparison with the disk needs. */
export interface Pass {
  readonly index: Index;
  readonly fs: Fs;
  readonly archiveFolder: string;
  /** The shards to compare. */
  readonly shards: readonly string[];
  /** Look through all of them, not only through those whose folders changed. */
  readonly full: boolean;
  readonly now: number;
  /** Articles saved since the pass began: what it read of them may be older. */
  readonly saved: ReadonlySet<string>;
  /** Asked between batches; the next pass goes on where this one stopped. */
  isStopped(): boolean;
  onProgress(progress: Progress): void;
}

/**
 * Brings the index up to what lies on disk; documents are only read. `isComplete` is false where it was stopped.
 * `archive-missing` if the archive is not where it was: then nothing is taken for deleted.
 */
export async function reconcile(pass: Pass): Promise<Report & { isComplete: boolean }> {
  const { index } = pass;
  await mustBeThere(pass);
  const looked = await lookThroughAll(pass);
  const changed = looked.flatMap(({ found }) => found.changed);
  const gone = looked.flatMap(({ found }) => found.gone);
  if (changed.length + gone.length > 0) setClean(index, false);
  // Ids in their order are articles in the order of their import, which is the order within a day.
  const read = await takeIn(pass, changed.sort());
  if (read < changed.length || pass.isStopped()) return { read, removed: 0, missing: 0, isComplete: false };
  const lost = index.transaction(() => {
    rememberShards(index, looked);
    return dropGone(
      index,
      gone.filter((id) => !pass.saved.has(id)),
    );
  });
  return { read, ...lost, isComplete: true };
}

/** A folder that is not there, or not to be seen, says nothing of what was deleted. */
async function mustBeThere({ fs, archiveFolder }: Pass): Promise<void> {
  const file = archiveFile(archiveFolder);
  const status = await statusOf(fs, file).catch((error: unknown) => {
    throw diskFailure(error, file);
  });
  if (status === null) throw new ArchiveFailure('archive-missing', { folder: archiveFolder });
}

interface Looked extends ShardTimes {
  readonly found: Found;
}

async function lookThroughAll(pass: Pass): Promise<Looked[]> {
  const { index, fs, archiveFolder, now } = pass;
  const toLook = await changedShards(fs, archiveFolder, index, { candidates: pass.shards, all: pass.full, now });
  const looked: Looked[] = [];
  for (const one of toLook) {
    if (pass.isStopped()) break;
    looked.push({ ...one, found: await lookThrough(fs, archiveFolder, index, one) });
  }
  return looked;
}

/** Reads the articles batch by batch and returns how many it came to. */
async function takeIn(pass: Pass, ids: readonly string[]): Promise<number> {
  let done = 0;
  while (done < ids.length && !pass.isStopped()) {
    const batch = ids.slice(done, done + BATCH);
    const pairs = await Promise.all(batch.map((id) => readPair(pass.fs, pass.archiveFolder, id)));
    pass.index.transaction(() => {
      for (const pair of pairs) if (!pass.saved.has(pair.id)) takePair(pass.index, pair);
    });
    done += batch.length;
    pass.onProgress({ done, total: ids.length });
  }
  return done;
}

/** Takes over one article as found. One that cannot be read keeps its old row, with its problem told. */
function takePair(index: Index, pair: FoundPair): void {
  const isListedAlready = isListed(index, pair.id);
  const isSame = isListedAlready && hasSameBytes(index, pair);
  remember(index, 'articles', pair.id, pair.article);
  remember(index, 'annotations', pair.id, pair.marks);
  if (isSame) return;
  const { article, marks, problems } = understand(pair);
  setProblems(index, pair.id, problems);
  if (article === null) return;
  if (marks !== null) putEntry(index, entryOf(article, marks, knownText(index, pair.id)));
  else if (!isListedAlready) putEntry(index, entryOf(article, noMarks(article)));
}

/** Touched, perhaps, but with nothing new in it. */
function hasSameBytes(index: Index, { id, article, marks }: FoundPair): boolean {
  const isSame = (folder: Folder, { stamp, bytes }: FoundFile): boolean => {
    const known = knownFile(index, folder, id);
    if (bytes === null) return known === undefined;
    return known !== undefined && known?.hash != null && known.hash === stamp?.hash;
  };
  return isSame('articles', article) && isSame('annotations', marks);
}

function remember(index: Index, folder: Folder, id: string, { stamp, bytes }: FoundFile): void {
  if (bytes === null) forgetFile(index, folder, id);
  else stampFile(index, folder, id, stamp);
}

/** A shard that could not be listed, or that has a file still to be read, is looked through again the next time. */
function rememberShards(index: Index, looked: readonly Looked[]): void {
  for (const { shard, times, found } of looked) {
    setProblems(index, shard, found.problem === null ? [] : [found.problem]);
    const isDone = found.problem === null && !hasUnreadFile(index, shard);
    for (const folder of folders) stampShard(index, folder, shard, isDone ? (times.get(folder) ?? null) : null);
  }
}

/** Removes articles whose documents are gone; but if many went at once they stay listed, each as a problem. */
function dropGone(index: Index, gone: readonly string[]): { removed: number; missing: number } {
  const isTooMuch = gone.length >= MANY || gone.length >= allArticles(index) * LARGE_SHARE;
  let removed = 0;
  for (const id of gone) {
    // Its files are forgotten either way: if they come back, they are new.
    for (const folder of folders) forgetFile(index, folder, id);
    const file = articleFile('', id).replaceAll('\\', '/');
    const isKept = isTooMuch && isListed(index, id);
    setProblems(index, id, isKept ? [{ code: 'document-missing', file, data: { file } }] : []);
    if (isKept) continue;
    removeEntry(index, id);
    removed += 1;
  }
  return { removed, missing: gone.length - removed };
}
