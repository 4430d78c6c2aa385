import { hash } from 'node:crypto';
import { dirname } from 'node:path';
import { ArchiveFailure } from '../failure.ts';
import { createFile, diskFailure, errorCode, replaceFile, type Disk } from './durable-write.ts';
import type { Folders } from './folders.ts';
import { originalFile } from './layout.ts';
import { readFile } from './read-file.ts';

/** The files as they were imported, each kept once, named by the hash of its bytes. */
export class Originals {
  readonly #disk: Disk;
  readonly #folders: Folders;
  readonly #folder: string;

  constructor(disk: Disk, folders: Folders, folder: string) {
    this.#disk = disk;
    this.#folders = folders;
    this.#folder = folder;
  }

  /** Keeps the bytes durably and resolves to their SHA-256. One that lies there damaged is put right. */
  async keep(bytes: Uint8Array, extension: string): Promise<string> {
    const sha256 = hash('sha256', bytes);
    const file = originalFile(this.#folder, sha256, extension);
    await this.#folders.ensure(dirname(file));
    const isNew = (await createFile(this.#disk, file, bytes)) !== null;
    if (!isNew && hash('sha256', await this.#bytes(file)) !== sha256) await replaceFile(this.#disk, file, bytes);
    return sha256;
  }

  /** The bytes as imported. Rejects with `original-missing`, or `document-damaged` where they are not those. */
  async read(sha256: string, extension: string): Promise<Uint8Array> {
    const file = originalFile(this.#folder, sha256, extension);
    const bytes = await this.#bytes(file);
    if (hash('sha256', bytes) !== sha256)
      throw new ArchiveFailure('document-damaged', { file, reason: 'hash-differs' });
    return bytes;
  }

  async #bytes(file: string): Promise<Uint8Array> {
    try {
      return (await readFile(this.#disk.fs, file)).bytes;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') throw new ArchiveFailure('original-missing', { file }, error);
      throw diskFailure(error, file);
    }
  }
}
