import { hash } from 'node:crypto';
import type { Adapter } from 'lowdb';
import { ArchiveFailure } from '../failure.ts';
import { decodeDocument, encodeDocument, MAX_DOCUMENT, tooLarge, type DocumentFormat } from './document-format.ts';
import { createFile, diskFailure, errorCode, replaceFile, type Disk } from './durable-write.ts';
import type { FileStatus } from './fs-port.ts';
import { readFile } from './read-file.ts';

/** Which document: its kind, its file and the id that it must carry (null: any). */
export interface DocumentPlace<T> {
  readonly format: DocumentFormat<T>;
  readonly file: string;
  readonly id: string | null;
}

/** The bytes last read or written, by hash, and the file that held them. */
interface Known {
  readonly status: FileStatus;
  readonly digest: string;
}

function isSameFile(one: FileStatus, other: FileStatus): boolean {
  return one.identity === other.identity && one.size === other.size && one.modified === other.modified;
}

/**
 * lowdb's adapter for one document of the archive: it reads strictly and writes durably. Unlike lowdb's own it never
 * answers null, which `Low` would turn into default data and then store over the real ones: a missing file is
 * `document-missing`, an empty one `document-damaged`.
 */
export class DocumentAdapter<T> implements Adapter<T | null> {
  readonly #disk: Disk;
  readonly #place: DocumentPlace<T>;
  #known: Known | null = null;
  #encoded: { readonly document: T; readonly bytes: Uint8Array; readonly copy: T } | null = null;

  constructor(disk: Disk, place: DocumentPlace<T>) {
    this.#disk = disk;
    this.#place = place;
  }

  /** Size of the stored document in bytes; 0 before it was read. */
  get size(): number {
    return this.#known?.status.size ?? 0;
  }

  /** Reads the document; the result is frozen. Rejects with a `document-…` or `disk-…` failure. */
  async read(): Promise<T> {
    const { file, format } = this.#place;
    const { bytes, status } = await this.#readBytes();
    const document = decodeDocument(format, { file, id: this.#place.id }, bytes);
    this.#known = { status, digest: hash('sha256', bytes) };
    return document;
  }

  /** Whether the file still has the bytes last read or written: by its status, else by hash. */
  async isCurrent(): Promise<boolean> {
    const known = this.#known;
    if (known === null) return false;
    try {
      if (isSameFile(known.status, await this.#disk.fs.status(this.#place.file))) return true;
    } catch (error) {
      throw this.#failure(error);
    }
    const { bytes, status } = await this.#readBytes();
    if (hash('sha256', bytes) !== known.digest) return false;
    this.#known = { ...known, status };
    return true;
  }

  /** Whether writing `document` would change the file; throws what {@link encodeDocument} throws. */
  isChangedBy(document: T): boolean {
    return hash('sha256', this.#encode(document).bytes) !== this.#known?.digest;
  }

  /**
   * The document as reading it back would give it: a fresh, frozen copy. It was read from the bytes to be written, so
   * that what could not be read is refused here, before anything is touched.
   */
  copyOf(document: T): T {
    return this.#encode(document).copy;
  }

  /** Replaces the document durably. (Null is `Low`'s word for "nothing read yet", and never reaches the disk.) */
  async write(document: T | null): Promise<void> {
    if (document === null) throw new ArchiveFailure('document-missing', { file: this.#place.file });
    const { bytes } = this.#encode(document);
    this.#remember(bytes, await replaceFile(this.#disk, this.#place.file, bytes));
  }

  /** Stores the document where there is none; rejects with `document-changed` where there is one. */
  async create(document: T): Promise<void> {
    const { bytes } = this.#encode(document);
    const status = await createFile(this.#disk, this.#place.file, bytes);
    if (status === null) throw new ArchiveFailure('document-changed', { file: this.#place.file });
    this.#remember(bytes, status);
  }

  #encode(document: T): { readonly bytes: Uint8Array; readonly copy: T } {
    if (this.#encoded?.document !== document) {
      const { format, file, id } = this.#place;
      const { bytes, document: copy } = encodeDocument(format, { file, id }, document);
      this.#encoded = { document, bytes, copy };
    }
    return this.#encoded;
  }

  #remember(bytes: Uint8Array, status: FileStatus): void {
    this.#known = { status, digest: hash('sha256', bytes) };
    this.#encoded = null;
  }

  async #readBytes(): Promise<{ bytes: Uint8Array; status: FileStatus }> {
    const { file } = this.#place;
    try {
      const { bytes, status } = await readFile(this.#disk.fs, file, MAX_DOCUMENT);
      if (bytes === null) throw tooLarge(file, status.size);
      return { bytes, status };
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): ArchiveFailure {
    const { file } = this.#place;
    if (errorCode(error) === 'ENOENT') return new ArchiveFailure('document-missing', { file }, error);
    return diskFailure(error, file);
  }
}
