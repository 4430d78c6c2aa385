import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Clock } from '../../../shared/document/identity.ts';
import { ArchiveFailure } from '../failure.ts';
import { createFile, diskFailure, errorCode, removeQuietly, replaceFile, type Disk } from '../store/durable-write.ts';
import type { Fs } from '../store/fs-port.ts';
import { readFile } from '../store/read-file.ts';
import { nameKey } from './file-name.ts';
import { findExported } from './find-exported.ts';

/** Our unfinished files, which a crash may leave behind, and their age in ms from which nobody is writing them. */
const unfinished = /^\.zhaji-[0-9a-z]{26}\.tmp$/;
const STALE = 3_600_000;

/** More than any file of ours has; a longer one is somebody else's. */
const LONGEST = 64 * 1024 * 1024;

/** What stands under a name: nothing, a file of these bytes, or something that is not touched (a link, a folder …). */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly sha256: string; readonly bytes: Uint8Array }
  | { readonly kind: 'other' };

/**
 * The chosen folder. A name is that of a file in it, or leads to one below (`a/b.md`): no file outside is ever read or
 * written.
 */
export interface ExportFolder {
  /** Its real path. */
  readonly path: string;
  /** The name in the folder that is the same name on some disk (`A.md` for `a.md`), or undefined. */
  presentName(name: string): string | undefined;
  inspect(name: string): Promise<Found>;
  /** Names of the files, in the folder or below, whose front matter names the article, as of the first time of asking. */
  filesOf(id: string): Promise<readonly string[]>;
  /** False, with nothing changed, where something has this name. */
  create(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Replaces a file in one step. */
  replace(name: string, bytes: Uint8Array): Promise<void>;
  /** Makes the names of all files written last through a power cut. */
  finish(): Promise<void>;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function realFolder(fs: Fs, folder: string): Promise<string> {
  try {
    if ((await fs.status(folder)).kind !== 'folder') throw new ArchiveFailure('folder-missing', { folder });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await fs.makeFolder(folder);
  }
  return fs.realPath(folder);
}

async function removeStale(fs: Fs, path: string, names: readonly string[], now: number): Promise<void> {
  for (const name of names.filter((each) => unfinished.test(each))) {
    const file = join(path, name);
    const { kind, modified } = await fs.linkStatus(file);
    if (kind === 'file' && now - modified > STALE) await removeQuietly(fs, file);
  }
}

async function inspectPath(fs: Fs, path: string): Promise<Found> {
  try {
    const { kind, size } = await fs.linkStatus(path);
    if (kind !== 'file' || size > LONGEST) return { kind: 'other' };
    const { bytes } = await readFile(fs, path);
    return { kind: 'file', sha256: sha256(bytes), bytes };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'nothing' };
    throw diskFailure(error, path);
  }
}

/**
 * Opens the folder that a user has chosen, making it if it is missing. Links below it are never followed. Fails with
 * `folder-missing` where a file has its name, and `disk-…`; its methods with `path-outside` once the folder has become
 * a link to elsewhere, and `disk-…`.
 */
export async function openExportFolder(
  options: { readonly fs: Fs; readonly clock: Clock; newId(): string },
  folder: string,
): Promise<ExportFolder> {
  const { fs, clock } = options;
  try {
    const root = await realFolder(fs, folder);
    const names = await fs.list(root);
    await removeStale(fs, root, names, clock.now());
    // Names are made lasting once, at the end: nothing here is acknowledged one by one.
    const disk = {
      fs: { ...fs, syncFolder: () => Promise.resolve() },
      temp: () => join(root, `.zhaji-${options.newId()}.tmp`),
    };
    return folderAt(fs, root, names, disk);
  } catch (error) {
    throw diskFailure(error, folder);
  }
}

function folderAt(fs: Fs, root: string, names: readonly string[], disk: Disk): ExportFolder {
  const present = new Map(names.map((name) => [nameKey(name), name]));
  const touched = new Set([root]);
  let exported: ReturnType<typeof findExported> | null = null;
  /** The path to write to. */
  const inside = async (name: string): Promise<string> => {
    const path = await reach(fs, root, name);
    if (path === null) throw new ArchiveFailure('path-outside', { file: name, folder: root });
    touched.add(dirname(path));
    return path;
  };
  return {
    path: root,
    presentName: (name) => present.get(nameKey(name)),
    async inspect(name) {
      const path = await reach(fs, root, name);
      return path === null ? { kind: 'nothing' } : inspectPath(fs, path);
    },
    async filesOf(id) {
      exported ??= findExported(fs, root);
      return (await exported).get(id) ?? [];
    },
    async create(name, bytes) {
      const status = await createFile(disk, await inside(name), bytes);
      present.set(nameKey(name), name);
      return status !== null;
    },
    async replace(name, bytes) {
      await replaceFile(disk, await inside(name), bytes);
    },
    async finish() {
      for (const folder of touched) await syncFolder(fs, folder);
    },
  };
}

/** The path of a name; null where a folder on the way is gone or has become a link. */
async function reach(fs: Fs, root: string, name: string): Promise<string | null> {
  if ((await fs.realPath(root)) !== root) throw new ArchiveFailure('path-outside', { file: name, folder: root });
  const path = join(root, name);
  const folder = dirname(path);
  if (folder === root) return path;
  try {
    return (await fs.realPath(folder)) === folder ? path : null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
    throw diskFailure(error, folder);
  }
}

async function syncFolder(fs: Fs, folder: string): Promise<void> {
  try {
    await fs.syncFolder(folder);
  } catch (error) {
    throw diskFailure(error, folder);
  }
}
