import { join } from 'node:path';
import type { Problem } from '../../../shared/contract/archive.ts';
import { Id } from '../../../shared/document/identity.ts';
import { diskFailure, errorCode } from '../store/durable-write.ts';
import type { FileStatus, Fs } from '../store/fs-port.ts';
import { shardOf } from '../store/layout.ts';
import type { Index } from './database.ts';
import { folders, isUnchanged, knownFiles, knownShards } from './files.ts';
import type { Folder, Stamp } from './files.ts';

/** All shards, `00` to `ff`. */
export const shards: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** Milliseconds in which a file system may give two changes the same time: of those that count seconds, and others. */
const COARSE_TICK = 2_000;
const FINE_TICK = 50;

/** A shard to be looked through, with its folders' times from before the look; null: not to be relied on. */
export interface ShardTimes {
  readonly shard: string;
  readonly times: ReadonlyMap<Folder, number | null>;
}

/** What a look through one shard found, as article ids. */
export interface Found {
  /** With a document that is new, changed, or without its other half. */
  readonly changed: readonly string[];
  /** Known, but without an article document now. */
  readonly gone: readonly string[];
  /** Why a folder could not be listed; then nothing was found, and nothing is taken for gone. */
  readonly problem: Problem | null;
}

/** The shards among `candidates` whose folders changed since they were last looked through; `all`: every one. */
export async function changedShards(
  fs: Fs,
  archiveFolder: string,
  index: Index,
  how: { candidates: readonly string[]; all: boolean; now: number },
): Promise<ShardTimes[]> {
  const known = knownShards(index);
  const looked = await Promise.all(
    how.candidates.map(async (shard) => {
      const times = await Promise.all(folders.map((folder) => folderTime(fs, join(archiveFolder, folder, shard))));
      const isChanged = folders.some((folder, i) => known.get(`${folder}/${shard}`) !== times[i]);
      return { shard, times, isChanged };
    }),
  );
  return looked
    .filter(({ isChanged }) => how.all || isChanged)
    .map(({ shard, times }) => ({
      shard,
      times: new Map(folders.map((folder, i) => [folder, settled(times[i] ?? null, how.now)])),
    }));
}

/** 0 for a folder that is not there, and none for one that the disk does not let us see. */
async function folderTime(fs: Fs, path: string): Promise<number | null> {
  try {
    return (await statusOf(fs, path))?.modified ?? 0;
  } catch {
    return null;
  }
}

/** A folder that changed just now may change again within the same tick of the disk's clock, unseen. */
function settled(modified: number | null, now: number): number | null {
  if (modified === null) return null;
  const tick = modified % 1000 === 0 ? COARSE_TICK : FINE_TICK;
  return modified !== 0 && now - modified < tick ? null : modified;
}

/** Compares all files of a shard with what the index knows of them, by time and size. */
export async function lookThrough(fs: Fs, archiveFolder: string, index: Index, look: ShardTimes): Promise<Found> {
  const { shard, times } = look;
  const known = knownFiles(index, shard);
  const present = new Map<Folder, Set<string>>();
  for (const folder of folders) {
    try {
      const isThere = times.get(folder) !== 0;
      present.set(folder, isThere ? await idsIn(fs, join(archiveFolder, folder, shard), shard) : new Set());
    } catch (error) {
      const file = `${folder}/${shard}`;
      const { code, data } = diskFailure(error, file);
      return { changed: [], gone: [], problem: { code, file, data } };
    }
  }
  const changed = new Set<string>();
  const gone = new Set<string>();
  for (const key of known.keys()) {
    const [folder, id = ''] = key.split('/');
    if (folder === 'articles' && present.get(folder)?.has(id) !== true) gone.add(id);
    else if (folder === 'annotations' && present.get(folder)?.has(id) !== true) changed.add(id);
  }
  for (const [folder, ids] of present) {
    const isSame = await Promise.all(
      Array.from(ids, (id) =>
        isAsKnown(fs, join(archiveFolder, folder, shard, `${id}.json`), known.get(`${folder}/${id}`)),
      ),
    );
    Array.from(ids).forEach((id, i) => isSame[i] === true || changed.add(id));
  }
  return { changed: [...changed.difference(gone)], gone: [...gone], problem: null };
}

/** A file that the disk does not let us see is not as known: reading it will tell why. */
async function isAsKnown(fs: Fs, path: string, stamp: Stamp | null | undefined): Promise<boolean> {
  if (stamp === undefined || stamp === null) return false;
  try {
    const status = await statusOf(fs, path);
    return status !== null && isUnchanged(stamp, status);
  } catch {
    return false;
  }
}

/** The ids that have a document in the folder. Whatever else lies there is not the index's business. */
async function idsIn(fs: Fs, path: string, shard: string): Promise<Set<string>> {
  const found = await fs.list(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const ids = found.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  return new Set(ids.filter((id) => Id.safeParse(id).success && shardOf(id) === shard));
}

/** Null where nothing has this name. */
export async function statusOf(fs: Fs, path: string): Promise<FileStatus | null> {
  return fs.status(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
}
