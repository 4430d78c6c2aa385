import type { Fs } from './fs-port.ts';
import { errorCode } from './durable-write.ts';

/** On Windows a virus scanner or an indexer may hold a file for a moment: these pass, others do not. */
const passing = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Milliseconds between two tries, and until the failure is taken for a lasting one. */
const PAUSE = 10;
const LIMIT = 60_000;

/** What waiting needs: `now` in milliseconds, and `pause`, which resolves after so many of them. */
export interface Patience {
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

/** The port for Windows: a rename that is refused for a passing reason is tried again every 10 ms for up to 60 s. */
export function withPatientRename(fs: Fs, patience: Patience): Fs {
  return {
    ...fs,
    async rename(from, to) {
      const end = patience.now() + LIMIT;
      for (;;) {
        try {
          await fs.rename(from, to);
          return;
        } catch (error) {
          if (!passing.has(errorCode(error)) || patience.now() >= end) throw error;
          await patience.pause(PAUSE);
        }
      }
    },
  };
}
