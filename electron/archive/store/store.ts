import type { Problem, ReadOnly } from '../../../shared/contract/archive.ts';
import type { ArchiveDocument } from '../../../shared/document/archive.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import { Id, type Clock } from '../../../shared/document/identity.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import { ArchiveFailure } from '../failure.ts';
import { articleIds } from './article-ids.ts';
import { checkArchive } from './check.ts';
import type { Disk } from './durable-write.ts';
import { Folders } from './folders.ts';
import { History } from './history.ts';
import { WriterLock } from './lock.ts';
import { Originals } from './originals.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { PairStore, type BringUp } from './pair-store.ts';

/** What an open archive is made of. `folder` is its real path; `right` is the right to write, or why there is none. */
export interface StoreParts {
  readonly folder: string;
  readonly archive: ArchiveDocument;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly bringUp: BringUp;
  readonly right: WriterLock | ReadOnly;
}

/**
 * The truth on disk: articles, marks and originals of one open archive. A resolved change lasts, whatever happens next.
 * Every method may reject with a `disk-…` failure; those that write reject with `archive-locked` or `archive-read-only`
 * where this process may only read, and with `archive-moved` where the folder is no longer the one that was opened.
 */
export class Store {
  /** The archive folder's real path. */
  readonly folder: string;
  readonly archive: ArchiveDocument;
  /** Why this process may only read; null where it is the one writer. */
  readonly readOnly: ReadOnly | null;
  readonly #disk: Disk;
  readonly #lock: WriterLock | null;
  readonly #pairs: PairStore;
  readonly #originals: Originals;
  readonly #clock: Clock;

  constructor({ folder, archive, disk, clock, bringUp, right }: StoreParts) {
    const folders = new Folders(disk.fs, folder);
    this.folder = folder;
    this.archive = archive;
    this.#lock = right instanceof WriterLock ? right : null;
    this.readOnly = right instanceof WriterLock ? null : right;
    this.#disk = disk;
    this.#clock = clock;
    this.#pairs = new PairStore({ disk, folder, folders, clock, bringUp, history: new History(disk, folder) });
    this.#originals = new Originals(disk, folders, folder);
  }

  /**
   * An article with its marks, as the disk has them now. Rejects with `article-missing` for an id that nothing is known
   * of, with `document-missing` where a document must have been, and with `document-damaged`, `-newer`, `-foreign` or
   * `-too-large` for one that cannot be used; it is left as it is.
   */
  async read(id: string): Promise<Pair> {
    if (!Id.safeParse(id).success) throw new ArchiveFailure('article-missing', { id });
    return this.#pairs.read(id);
  }

  /** Stores a new article; `marks` only if it comes with some. On a failure neither is there. */
  async create(article: ArticleDocument, marks: MarksDocument | null): Promise<Pair> {
    await this.#ensureWritable();
    return this.#pairs.create(article, marks);
  }

  /**
   * The one way to change an article or its marks: `edit` gets the pair as the disk has it now and gives back the pair
   * to store, with the revision of whatever it changed raised by one. It must be pure, and leave alone what it was
   * given (that is frozen). What it throws is thrown on, with nothing written. After a failure of the disk the change
   * may still have arrived; it may be asked for again, if asking twice does no harm (give annotations their id first).
   */
  async change(id: string, edit: (pair: Pair) => Pair): Promise<Pair> {
    if (!Id.safeParse(id).success) throw new ArchiveFailure('article-missing', { id });
    await this.#ensureWritable();
    return this.#pairs.change(id, edit);
  }

  /** Keeps an imported file's bytes, once, and resolves to their SHA-256; the extension as `extensionOf` gives it. */
  async keepOriginal(bytes: Uint8Array, extension: string): Promise<string> {
    await this.#ensureWritable();
    return this.#originals.keep(bytes, extension);
  }

  /** The bytes of an imported file; rejects with `original-missing`, or `document-damaged` where they have changed. */
  readOriginal(sha256: string, extension: string): Promise<Uint8Array> {
    return this.#originals.read(sha256, extension);
  }

  /** The ids of all articles, by shard. */
  ids(): AsyncIterable<string> {
    return articleIds(this.#disk.fs, this.folder);
  }

  /** Reads everything there is and tells what is not right. Changes nothing. */
  check(): Promise<Problem[]> {
    return checkArchive({ fs: this.#disk.fs, folder: this.folder, now: this.#clock.now() });
  }

  /** Waits for what is being saved and gives the lock back. */
  async close(): Promise<void> {
    await this.#pairs.idle();
    await this.#lock?.release();
  }

  async #ensureWritable(): Promise<void> {
    const { folder, readOnly } = this;
    if (readOnly?.reason === 'locked') throw new ArchiveFailure('archive-locked', { folder, ...readOnly.holder });
    if (readOnly !== null) throw new ArchiveFailure('archive-read-only', { folder, reason: readOnly.reason });
    if (!(await this.#lock?.isInPlace())) throw new ArchiveFailure('archive-moved', { folder });
  }
}
