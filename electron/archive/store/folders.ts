import { dirname } from 'node:path';
import { diskFailure } from './durable-write.ts';
import type { Fs } from './fs-port.ts';

/** Makes folders of the archive that last: a document is worth nothing if the folder's own name was lost with the power. */
export class Folders {
  readonly #fs: Fs;
  readonly #root: string;
  readonly #lasting = new Set<string>();

  /** `root` is there already. */
  constructor(fs: Fs, root: string) {
    this.#fs = fs;
    this.#root = root;
  }

  /**
   * Makes `path`, a folder below the root, with those above it. Also one that is there already is made to last, once:
   * whoever made it may have been killed before.
   */
  async ensure(path: string): Promise<void> {
    if (path === this.#root || this.#lasting.has(path)) return;
    await this.ensure(dirname(path));
    try {
      await this.#fs.makeFolder(path);
      await this.#fs.syncFolder(dirname(path));
    } catch (error) {
      throw diskFailure(error, path);
    }
    this.#lasting.add(path);
  }
}
