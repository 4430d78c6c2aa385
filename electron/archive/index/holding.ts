import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensurePrivateFile } from '../store/ensure-private-file.ts';
import type { Fs } from '../store/fs-port.ts';
import { deleteIndex, isBusy, openIndex, openIndexToRead } from './database.ts';
import type { Index } from './database.ts';
import type { CatalogueOptions } from './messages.ts';
import { takeTurn, turnFile, wishFile } from './turn.ts';
import type { Turn } from './turn.ts';

/** Milliseconds that an opener waits for another process, which gives way or at least makes the index. */
const PATIENCE = 1_500;
const STEP = 25;

/** Milliseconds between two looks, later, at whether the file has become free. */
const LATER_STEP = 250;

/** An open index, and whether this process is the one to keep it. */
export interface Holding {
  readonly index: Index;
  /** False where another process keeps it and this one only reads. */
  readonly canWrite: boolean;
  /** Null for a reader, and for an index in memory, which nobody else can see. */
  readonly turn: Turn | null;
  /** What a writer holds whose index is in memory only until the other process lets the file go. */
  readonly wish: Turn | null;
}

/**
 * Opens the archive's index. One process at a time keeps it. Who reads the archive keeps it too, while nobody else
 * does; else it reads what the keeper has. An index that cannot be used is begun anew. One that cannot be written (a full
 * disk, a folder without permission), or that another process does not let go in time, is kept in memory.
 */
export async function openHolding(fs: Fs, options: CatalogueOptions): Promise<Holding> {
  const { indexFile, readOnly } = options;
  let wish: Turn | null = null;
  try {
    await fs.makeFolder(dirname(indexFile));
    await ensurePrivateFile(fs, wishFile(indexFile));
    for (let waited = 0; waited < PATIENCE; waited += STEP) {
      const turn = await takeTurn(fs, turnFile(indexFile));
      if (turn !== null) {
        wish?.end();
        return { index: await openToWrite(fs, options), canWrite: true, turn, wish: null };
      }
      const index = readOnly ? tryToRead(options) : null;
      if (index !== null) return { index, canWrite: false, turn: null, wish: null };
      if (!readOnly) wish ??= await takeTurn(fs, wishFile(indexFile));
      await pause(STEP);
    }
  } catch {
    wish?.end();
    wish = null;
  }
  return { index: openIndex(':memory:', options), canWrite: true, turn: null, wish };
}

/**
 * Waits on for the turn at an index that is in memory so far. Resolves to null if that cannot be, or once `signal` is
 * given; a turn is the caller's to end in any case. `wish` is ended here.
 */
export async function awaitTurn(fs: Fs, indexFile: string, wish: Turn, signal: AbortSignal): Promise<Turn | null> {
  try {
    while (!signal.aborted) {
      const turn = await takeTurn(fs, turnFile(indexFile));
      if (turn !== null) return turn;
      await pause(LATER_STEP, undefined, { signal });
    }
    return null;
  } catch {
    return null;
  } finally {
    wish.end();
  }
}

/** Opens the index whose turn one has; begins it anew where it cannot be used. */
export async function openToWrite(fs: Fs, options: CatalogueOptions): Promise<Index> {
  try {
    await ensurePrivateFile(fs, options.indexFile);
    return openIndex(options.indexFile, options);
  } catch (error) {
    return isBusy(error) ? openIndex(':memory:', options) : beginAnew(fs, options);
  }
}

/** Deletes the index and begins an empty one; in memory where even that fails. */
export async function beginAnew(fs: Fs, options: CatalogueOptions): Promise<Index> {
  try {
    await deleteIndex(fs, options.indexFile);
    await ensurePrivateFile(fs, options.indexFile);
    return openIndex(options.indexFile, options);
  } catch {
    return openIndex(':memory:', options);
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
