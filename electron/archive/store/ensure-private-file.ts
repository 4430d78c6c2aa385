import { errorCode } from './durable-write.ts';
import type { Fs } from './fs-port.ts';

/**
 * Makes an empty file, private like all of ours, where there is none, so that SQLite need not: its own can be read by
 * everybody. One that is there is not even opened, since closing it would free the locks that this process has on it.
 */
export async function ensurePrivateFile(fs: Fs, file: string): Promise<void> {
  try {
    await (await fs.open(file, 'create')).close();
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
