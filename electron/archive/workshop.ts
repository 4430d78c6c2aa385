import type { Clock } from '../../shared/document/identity.ts';
import type { Journal, NewEntry } from './annotate/journal.ts';
import { asFailure, type ArchiveFailure } from './failure.ts';
import type { StoryReader } from './import/story-reader.ts';
import type { Catalogue } from './index/catalogue.ts';
import type { Fs } from './store/fs-port.ts';
import type { Pair } from '../../shared/document/pair.ts';
import type { Store } from './store/store.ts';

/** What the parts of an open archive are joined to: everything a piece of work may need. */
export interface WorkshopParts {
  readonly fs: Fs;
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  readonly clock: Clock;
  /** A fresh ULID each time. */
  readonly newId: () => string;
  /** Reads imported files; started by the first. */
  readonly reader: StoryReader;
  /** Where what was exported is remembered. */
  readonly memoryFolder: string;
  /** Told of what went wrong beside the work itself: the change is saved, but the index or the journal did not follow. */
  readonly onTrouble: (failure: ArchiveFailure) => void;
}

/** The parts of an open archive with the two steps that follow every save. */
export class Workshop {
  readonly fs: Fs;
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly reader: StoryReader;
  readonly memoryFolder: string;
  readonly #onTrouble: WorkshopParts['onTrouble'];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: WorkshopParts) {
    this.fs = parts.fs;
    this.store = parts.store;
    this.catalogue = parts.catalogue;
    this.journal = parts.journal;
    this.clock = parts.clock;
    this.newId = parts.newId;
    this.reader = parts.reader;
    this.memoryFolder = parts.memoryFolder;
    this.#onTrouble = parts.onTrouble;
  }

  /**
   * Runs pieces of work that change documents and write the journal one after the other, so that an undo never takes
   * back what another call has just done. Work that is in its turn must not ask for another.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work, work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** The present moment as documents hold it. */
  now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  /** Brings what was just saved into the lists. The save stands even where this fails; the index heals itself. */
  async index({ article, marks }: Pair): Promise<void> {
    await this.aside(() => this.catalogue.put(article, marks));
  }

  /** Makes what was just saved undoable, if it changed anything. A journal that cannot be written only shortens undo. */
  async record(entry: NewEntry): Promise<void> {
    if (entry.steps.length === 0) return;
    await this.aside(() => this.journal.record(entry));
  }

  /** Does what follows a save and must not make it fail: what goes wrong is told, not thrown. */
  async aside(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#onTrouble(asFailure(error));
    }
  }

  /** Waits for what is being saved, then lets index, journal and lock go, whatever becomes of each. */
  async close(): Promise<void> {
    await this.#turn;
    await this.aside(() => this.reader.close());
    await this.aside(() => this.catalogue.close());
    await this.aside(() => this.journal.close());
    await this.store.close();
  }
}
