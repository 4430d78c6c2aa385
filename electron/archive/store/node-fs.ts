import type { BigIntStats } from 'node:fs';
import * as files from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ArchiveFailure } from '../failure.ts';
import { errorCode } from './durable-write.ts';
import type { FileHandle, FileStatus, Fs } from './fs-port.ts';
import { names } from './layout.ts';
import { isHeldLock } from './lock-guard.ts';
import { withPatientRename } from './patient-rename.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const isWindows = process.platform === 'win32';

function statusFrom(stats: BigIntStats): FileStatus {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other',
    size: Number(stats.size),
    modified: Number(stats.mtimeNs) / 1e6,
    identity: `${String(stats.dev)}:${String(stats.ino)}`,
  };
}

function handleFrom(file: files.FileHandle): FileHandle {
  return {
    async write(bytes) {
      return (await file.write(bytes)).bytesWritten;
    },
    async read(into, position) {
      return (await file.read(into, 0, into.length, position)).bytesRead;
    },
    async status() {
      return statusFrom(await file.stat({ bigint: true }));
    },
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

async function status(path: string): Promise<FileStatus> {
  return statusFrom(await files.stat(path, { bigint: true }));
}

async function linkStatus(path: string): Promise<FileStatus> {
  return statusFrom(await files.lstat(path, { bigint: true }));
}

function refuseLock(path: string, { identity }: FileStatus): void {
  if (isHeldLock(identity)) throw new ArchiveFailure('file-unreadable', { file: path, error: 'archive-lock' });
}

/** An existing file must be a plain one (opening a pipe would wait for ever) and not our own lock, by whatever name. */
async function refuseUnlessPlain(path: string): Promise<void> {
  const found = await status(path);
  if (found.kind !== 'file') throw new ArchiveFailure('file-not-regular', { file: path, kind: found.kind });
  refuseLock(path, found);
}

/** Moving the lock file away would let a second writer in. Only its own name counts here, in any case of letters. */
async function refuseLockName(path: string): Promise<void> {
  if (basename(path).toLowerCase() !== names.lock) return;
  try {
    refuseLock(path, await linkStatus(path));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

async function open(path: string, how: 'read' | 'create' | 'append'): Promise<FileHandle> {
  if (how === 'create') return handleFrom(await files.open(path, 'wx', FILE_MODE));
  try {
    await refuseUnlessPlain(path);
  } catch (error) {
    if (how === 'read' || errorCode(error) !== 'ENOENT') throw error;
  }
  return handleFrom(await files.open(path, how === 'read' ? 'r' : 'a', FILE_MODE));
}

async function syncFolder(path: string): Promise<void> {
  if (isWindows) return;
  const folder = await files.open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Some network file systems know no such thing for a folder, and say so by this code; a disk that fails says EIO.
    if (errorCode(error) !== 'EINVAL') throw error;
  } finally {
    await folder.close();
  }
}

const plainFs: Fs = {
  open,
  status,
  linkStatus,
  async rename(from, to) {
    await refuseLockName(from);
    await refuseLockName(to);
    await files.rename(from, to);
  },
  link: (from, to) => files.link(from, to),
  async remove(path) {
    await refuseLockName(path);
    await files.unlink(path);
  },
  async makeFolder(path) {
    await files.mkdir(path, { recursive: true, mode: FOLDER_MODE });
  },
  async list(path) {
    return (await files.readdir(path)).sort();
  },
  syncFolder,
  realPath: (path) => files.realpath(path),
};

/**
 * The real disk. Files are made 0600 and folders 0700. Opening anything but a plain file is refused with
 * `file-not-regular`, and the lock file of an archive that this process writes with `file-unreadable` (error
 * `archive-lock`), whatever name it is asked for by; all other errors are Node's own.
 */
export const nodeFs: Fs = isWindows
  ? withPatientRename(plainFs, { now: () => performance.now(), pause: (milliseconds) => pause(milliseconds) })
  : plainFs;
