import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ArchiveFailure } from '../failure.ts';
import type { Fs } from '../store/fs-port.ts';
import { deleteIndex, isDamage, openIndex, openIndexToRead } from './database.ts';
import type { Index } from './database.ts';
import type { CatalogueOptions } from './messages.ts';
import { takeTurn } from './turn.ts';
import type { Turn } from './turn.ts';

/** Milliseconds that an opener waits for another process: one that writes the archive, and one that only reads it. */
const WRITER_PATIENCE = 60_000;
const READER_PATIENCE = 5_000;
const STEP = 25;

/** An open index, and whether this process is the one to keep it. */
export interface Holding {
  readonly index: Index;
  /** False where another process keeps it and this one only reads. */
  readonly canWrite: boolean;
  /** Null for a reader, and for an index in memory, which nobody else can see. */
  readonly turn: Turn | null;
}

/**
 * Opens the archive's index. One process at a time keeps it. Who reads the archive keeps it too, while nobody else
 * does; else it reads what the keeper has. An index that cannot be used is begun anew, one that cannot be written
 * (a full disk, a folder without permission) is kept in memory. `index-failed` if another process never gives way.
 */
export async function openHolding(fs: Fs, options: CatalogueOptions): Promise<Holding> {
  const { indexFile, readOnly } = options;
  for (let waited = 0; ; waited += STEP) {
    const turn = await tryTurn(fs, indexFile);
    if (turn === 'impossible') return { index: openIndex(':memory:', options), canWrite: true, turn: null };
    if (turn !== null) return { index: await openToWrite(fs, options), canWrite: true, turn };
    const index = readOnly ? tryToRead(options) : null;
    if (index !== null) return { index, canWrite: false, turn: null };
    if (waited >= (readOnly ? READER_PATIENCE : WRITER_PATIENCE)) {
      throw new ArchiveFailure('index-failed', { reason: 'index-held' });
    }
    await pause(STEP);
  }
}

/** Deletes the index and begins an empty one; in memory where even that fails. */
export async function beginAnew(fs: Fs, options: CatalogueOptions): Promise<Index> {
  try {
    await deleteIndex(fs, options.indexFile);
    return openIndex(options.indexFile, options);
  } catch {
    return openIndex(':memory:', options);
  }
}

async function tryTurn(fs: Fs, indexFile: string): Promise<Turn | null | 'impossible'> {
  try {
    await fs.makeFolder(dirname(indexFile));
    return takeTurn(`${indexFile}.lock`);
  } catch {
    return 'impossible';
  }
}

async function openToWrite(fs: Fs, options: CatalogueOptions): Promise<Index> {
  try {
    return openIndex(options.indexFile, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return beginAnew(fs, options);
  }
}

/** Null as long as the keeper has not come to make it. */
function tryToRead(options: CatalogueOptions): Index | null {
  try {
    return openIndexToRead(options.indexFile, options);
  } catch {
    return null;
  }
}
