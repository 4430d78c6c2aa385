import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from '../store/ensure-private-file.ts';
import type { Fs } from '../store/fs-port.ts';
import { isBusy } from './database.ts';

/** The right to write one index, or another of which there is only one, held until it is given back or the process ends. */
export interface Turn {
  end(): void;
}

/** The file whose lock is the turn at an index: the index itself cannot be it, because others must be able to read it. */
export function turnFile(indexFile: string): string {
  return `${indexFile}.lock`;
}

/** The file whose lock a writer holds while it waits for its turn, so that a reader who has it gives way. */
export function wishFile(indexFile: string): string {
  return `${indexFile}.wish.lock`;
}

/**
 * Takes the turn, or null if another process has it. It is SQLite's lock on a file of its own, free at once when its
 * holder dies. The change that is never committed fails where the file may only be read: there SQLite locks nobody out.
 */
export async function takeTurn(fs: Fs, file: string): Promise<Turn | null> {
  await ensurePrivateFile(fs, file);
  return lock(file);
}

/** Whether some process has the turn just now; where nobody could have it, not. */
export function isTaken(file: string): boolean {
  try {
    const turn = lock(file);
    turn?.end();
    return turn === null;
  } catch {
    return false;
  }
}

function lock(file: string): Turn | null {
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; PRAGMA user_version = 1');
    return { end: () => db.close() };
  } catch (error) {
    db.close();
    if (isBusy(error)) return null;
    throw error;
  }
}
