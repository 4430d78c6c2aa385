import { basename } from 'node:path';
import { ArchiveFailure } from '../failure.ts';
import { errorCode } from '../store/durable-write.ts';
import type { Fs } from '../store/fs-port.ts';
import { readFile } from '../store/read-file.ts';

/** The largest file that is imported, in bytes. */
export const MAX_SOURCE = 64 * 1024 * 1024;

/** A file to import: its name (without folder) and its bytes. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a file that a person named. Only regular files: a folder, a pipe or a device is refused before it is opened.
 * Rejects with `file-missing`, `file-not-regular`, `file-too-large` or `file-unreadable`, each naming the file.
 */
export async function readSource(fs: Fs, file: string): Promise<Source> {
  try {
    const { kind } = await fs.status(file);
    if (kind !== 'file') throw new ArchiveFailure('file-not-regular', { file, kind });
    const { bytes, status } = await readFile(fs, file, MAX_SOURCE);
    if (bytes === null) throw new ArchiveFailure('file-too-large', { file, bytes: status.size, limit: MAX_SOURCE });
    return { name: basename(file), bytes };
  } catch (error) {
    if (error instanceof ArchiveFailure) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ArchiveFailure('file-missing', { file }, error);
    throw new ArchiveFailure('file-unreadable', { file, error: code }, error);
  }
}
