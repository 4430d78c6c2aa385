import type { FileStatus, Fs } from './fs-port.ts';

/** A file's bytes with the status of the very file they were read from. */
export interface FileContent {
  readonly bytes: Uint8Array;
  readonly status: FileStatus;
}

/**
 * Reads a whole file of at most `limit` bytes; of a longer one only the status comes back, with `bytes` null. Rejects
 * with the error of the port.
 */
export async function readFile(fs: Fs, path: string): Promise<FileContent>;
export async function readFile(
  fs: Fs,
  path: string,
  limit: number,
): Promise<FileContent | { bytes: null; status: FileStatus }>;
export async function readFile(
  fs: Fs,
  path: string,
  limit = Infinity,
): Promise<FileContent | { bytes: null; status: FileStatus }> {
  const handle = await fs.open(path, 'read');
  try {
    const status = await handle.status();
    if (status.size > limit) return { bytes: null, status };
    const bytes = new Uint8Array(status.size);
    let done = 0;
    while (done < bytes.length) {
      const read = await handle.read(bytes.subarray(done), done);
      if (read === 0) break;
      done += read;
    }
    return { bytes: bytes.subarray(0, done), status };
  } finally {
    await handle.close();
  }
}
