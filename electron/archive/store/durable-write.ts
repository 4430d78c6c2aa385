import { dirname } from 'node:path';
import type { FailureCode } from '../../../shared/contract/failure.ts';
import { ArchiveFailure } from '../failure.ts';
import type { FileHandle, FileStatus, Fs } from './fs-port.ts';

/** Where and how files are written: `temp` names a fresh temporary file on the same disk as `path`. */
export interface Disk {
  readonly fs: Fs;
  temp(path: string): string;
}

/** The `code` of a Node error (ENOENT, EIO …), or the empty string. */
export function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

const diskCodes: Readonly<Record<string, FailureCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'disk-read-only',
  EACCES: 'disk-denied',
  EPERM: 'disk-denied',
  EBUSY: 'disk-busy',
};

/** What the disk refused, as a failure that names the file: `disk-full` … `disk-failed`. Failures pass unchanged. */
export function diskFailure(thrown: unknown, file: string): ArchiveFailure {
  if (thrown instanceof ArchiveFailure) return thrown;
  const error = errorCode(thrown);
  return new ArchiveFailure(diskCodes[error] ?? 'disk-failed', { file, error }, thrown);
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const written = await handle.write(bytes.subarray(done));
    if (written <= 0) throw new Error('The disk took none of the bytes.');
    done += written;
  }
}

/** Makes a new temporary file of the bytes that a power cut cannot empty any more; removes it if that fails. */
async function writeTemp(disk: Disk, path: string, bytes: Uint8Array): Promise<{ temp: string; status: FileStatus }> {
  const temp = disk.temp(path);
  const handle = await disk.fs.open(temp, 'create');
  try {
    try {
      await writeAll(handle, bytes);
      await handle.sync();
      return { temp, status: await handle.status() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    await removeQuietly(disk.fs, temp);
    throw error;
  }
}

/** Removes a file after a failure, which is the one to report; a temporary file that stays goes at the next start. */
export async function removeQuietly(fs: Fs, path: string): Promise<void> {
  try {
    await fs.remove(path);
  } catch {
    return;
  }
}

/**
 * Puts `bytes` at `path`, whatever was there. When this resolves, the file has them all and keeps them through a power
 * cut; when it rejects, it has either its old or its new bytes, never a part, and a further try begins with a new
 * temporary file. (No fsync is ever repeated: after a failed one the system may have thrown the pages away and call the
 * next one a success.) Resolves to the new file's status; rejects with a `disk-…` failure that names `path`.
 */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<FileStatus> {
  try {
    const { temp, status } = await writeTemp(disk, path, bytes);
    try {
      await disk.fs.rename(temp, path);
    } catch (error) {
      await removeQuietly(disk.fs, temp);
      throw error;
    }
    await disk.fs.syncFolder(dirname(path));
    return status;
  } catch (error) {
    throw diskFailure(error, path);
  }
}

/** What a disk without hard links answers (FAT, some network folders). */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

/** Whether a failed `link` means that this disk has no (more) hard links, so that a copy must do. */
export function isWithoutLinks(error: unknown): boolean {
  return noLinks.has(errorCode(error));
}

/** Gives the temporary file its name, but never takes the name from another file: EEXIST. */
async function linkIntoPlace(fs: Fs, temp: string, path: string): Promise<void> {
  try {
    await fs.link(temp, path);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    // The writer's lock keeps our own programs from making the file between these two calls.
    if (await isThere(fs, path)) throw Object.assign(new Error(`${path} exists`), { code: 'EEXIST' });
    await fs.rename(temp, path);
    return;
  }
  await removeQuietly(fs, temp);
}

/** Whether something, be it a broken link, has this name. */
export async function isThere(fs: Fs, path: string): Promise<boolean> {
  try {
    await fs.linkStatus(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Like {@link replaceFile} for a file that must not be there yet. Resolves to null, with nothing changed, where one is;
 * when it rejects, the file is not there.
 */
export async function createFile(disk: Disk, path: string, bytes: Uint8Array): Promise<FileStatus | null> {
  try {
    const { temp, status } = await writeTemp(disk, path, bytes);
    try {
      await linkIntoPlace(disk.fs, temp, path);
    } catch (error) {
      await removeQuietly(disk.fs, temp);
      if (errorCode(error) === 'EEXIST') return null;
      throw error;
    }
    try {
      await disk.fs.syncFolder(dirname(path));
    } catch (error) {
      await removeQuietly(disk.fs, path);
      throw error;
    }
    return status;
  } catch (error) {
    throw diskFailure(error, path);
  }
}
