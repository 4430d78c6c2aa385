import { Low } from 'lowdb';
import { ArchiveFailure } from '../failure.ts';
import { DocumentAdapter, type DocumentPlace } from './document-adapter.ts';
import type { Disk } from './durable-write.ts';

/** One document of the archive in memory: lowdb's `Low` on the strict, durable adapter. */
export class StoredDocument<T> {
  readonly file: string;
  readonly #adapter: DocumentAdapter<T>;
  /** Null is "not read yet", never a default: nothing else than what the disk said is ever in here. */
  readonly #low: Low<T | null>;

  constructor(disk: Disk, place: DocumentPlace<T>) {
    this.file = place.file;
    this.#adapter = new DocumentAdapter(disk, place);
    this.#low = new Low<T | null>(this.#adapter, null);
  }

  /** What the disk said last, frozen. Throws `document-missing` before the first read. */
  get data(): T {
    if (this.#low.data === null) throw new ArchiveFailure('document-missing', { file: this.file });
    return this.#low.data;
  }

  /** Bytes on the disk. */
  get size(): number {
    return this.#adapter.size;
  }

  /** Reads the document unless the file is as it was; `data` stays the same object then. */
  async refresh(): Promise<void> {
    if (this.#low.data === null || !(await this.#adapter.isCurrent())) await this.#low.read();
  }

  /** Whether saving `next` would change the file. Throws for a document that must not be written. */
  isChangedBy(next: T): boolean {
    return next !== this.#low.data && this.#adapter.isChangedBy(next);
  }

  /** Replaces the document; until that has lasted, `data` stays what it was. */
  async save(next: T): Promise<void> {
    const before = this.#low.data;
    const copy = this.#adapter.copyOf(next);
    this.#low.data = next;
    try {
      await this.#low.write();
      this.#low.data = copy;
    } catch (error) {
      this.#low.data = before;
      throw error;
    }
  }

  /** Throws for a document that must not be written. */
  verify(next: T): void {
    this.#adapter.copyOf(next);
  }

  /** Stores the first version; rejects with `document-changed` where the file exists. */
  async create(first: T): Promise<void> {
    const copy = this.#adapter.copyOf(first);
    await this.#adapter.create(first);
    this.#low.data = copy;
  }
}
