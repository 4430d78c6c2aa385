import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './database.ts';

/** The right to write one index, held until it is given back or the process ends, however it ends. */
export interface Turn {
  end(): void;
}

/**
 * Takes the turn at an index, or null if another process has it. SQLite's lock on a file of its own is free at once
 * when its holder dies; the index itself cannot serve as the lock, because others must be able to read it.
 */
export function takeTurn(file: string): Turn | null {
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return { end: () => db.close() };
  } catch (error) {
    db.close();
    if (isBusy(error)) return null;
    throw error;
  }
}
