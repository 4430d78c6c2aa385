import { hash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { createFile, diskFailure, errorCode, isWithoutLinks, type Disk } from './durable-write.ts';
import { historyFolder } from './layout.ts';
import { readFile } from './read-file.ts';
import { versionsToDrop, type Version } from './thin-history.ts';

/** Which of an article's two documents a version is of. */
export type DocumentKind = 'article' | 'marks';

/** `marks-12.json`; `marks-12-2.json` where another program's version 12 had to be kept beside ours. */
const versionName = /^(article|marks)-(\d+)(?:-(\d+))?\.json$/;

/** Saves of one document between two thinnings of its history. */
const THIN_EVERY = 16;

/**
 * The versions that documents had before, at `history/<id>/<kind>-<revision>.json`. They are second names of the very
 * files (hard links) that a save is about to replace, so that keeping them costs no write.
 */
export class History {
  readonly #disk: Disk;
  readonly #folder: string;

  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  /** Keeps `file`, whose document has this revision, under a second name. Rejects with a `disk-…` failure. */
  async keep(id: string, kind: DocumentKind, revision: number, file: string): Promise<void> {
    const folder = historyFolder(this.#folder, id);
    try {
      for (let copy = 1; ; copy++) {
        const name = join(folder, `${kind}-${revision}${copy === 1 ? '' : `-${copy}`}.json`);
        if ((await this.#name(file, name)) || (await this.#isSame(file, name))) return;
      }
    } catch (error) {
      throw diskFailure(error, folder);
    }
  }

  /** Whether a document of this kind was ever replaced, and therefore must be there. */
  async knows(id: string, kind: DocumentKind): Promise<boolean> {
    const names = await this.#names(id);
    return names.some((name) => versionName.exec(name)?.[1] === kind);
  }

  /** Whether the history is due for thinning after a save that made this revision: once in a while, not each time. */
  isDue(revision: number): boolean {
    return revision % THIN_EVERY === 0;
  }

  /** Drops the versions that nobody will look for; `now` in milliseconds. */
  async thin(id: string, kind: DocumentKind, now: number): Promise<void> {
    const folder = historyFolder(this.#folder, id);
    const versions: Version[] = [];
    for (const name of await this.#names(id)) {
      const parts = versionName.exec(name);
      if (parts?.[1] !== kind) continue;
      const { modified } = await this.#disk.fs.linkStatus(join(folder, name));
      versions.push({ name, revision: Number(parts[2]), modified });
    }
    for (const { name } of versionsToDrop(versions, now)) await this.#disk.fs.remove(join(folder, name));
  }

  async #names(id: string): Promise<string[]> {
    const folder = historyFolder(this.#folder, id);
    try {
      return await this.#disk.fs.list(folder);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw diskFailure(error, folder);
    }
  }

  /** Gives `file` the name, by link or else by copy; false where the name is taken. */
  async #name(file: string, name: string): Promise<boolean> {
    try {
      await this.#link(file, name);
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      if (!isWithoutLinks(error)) throw error;
    }
    await this.#disk.fs.makeFolder(dirname(name));
    const { bytes } = await readFile(this.#disk.fs, file);
    return (await createFile(this.#disk, name, bytes)) !== null;
  }

  /** The folder of an article's history is made by the first save that needs it. */
  async #link(file: string, name: string): Promise<void> {
    try {
      await this.#disk.fs.link(file, name);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      await this.#disk.fs.makeFolder(dirname(name));
      await this.#disk.fs.link(file, name);
    }
  }

  /** A save that failed after this step has left the name behind: then there is nothing to do. */
  async #isSame(file: string, name: string): Promise<boolean> {
    const [one, other] = [await this.#disk.fs.status(file), await this.#disk.fs.status(name)];
    if (one.identity === other.identity) return true;
    if (one.size !== other.size) return false;
    const contents = [await readFile(this.#disk.fs, file), await readFile(this.#disk.fs, name)];
    return new Set(contents.map(({ bytes }) => hash('sha256', bytes))).size === 1;
  }
}
