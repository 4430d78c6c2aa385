import { relative, sep, join } from 'node:path';
import type { Problem } from '../../../shared/contract/archive.ts';
import { asFailure } from '../failure.ts';
import { diskFailure, isThere } from './durable-write.ts';
import type { Fs } from './fs-port.ts';

/** A look at a whole archive that goes on past whatever it finds. */
export class Inspection {
  readonly fs: Fs;
  readonly folder: string;
  readonly problems: Problem[] = [];

  constructor(fs: Fs, folder: string) {
    this.fs = fs;
    this.folder = folder;
  }

  /** Notes a problem of the file at `path`; what is noted names it relative to the archive, with `/`. */
  report(code: Problem['code'], path: string, data: Problem['data'] = {}): void {
    this.problems.push({ code, file: relative(this.folder, path).split(sep).join('/'), data });
  }

  /** Looks at one file or folder; a failure becomes a problem of it. Resolves to null then. */
  async look<T>(path: string, task: () => Promise<T>): Promise<T | null> {
    try {
      return await task();
    } catch (error) {
      const { code, data } = asFailure(diskFailure(error, path));
      const { file: _, ...rest } = data;
      this.report(code, path, rest);
      return null;
    }
  }

  /** The paths in a folder; none where there is no such folder (yet). */
  async paths(folder: string): Promise<{ name: string; path: string }[]> {
    const found = await this.look(folder, async () => {
      if (!(await isThere(this.fs, folder))) return null;
      const { kind } = await this.fs.linkStatus(folder);
      return kind === 'folder' ? await this.fs.list(folder) : null;
    });
    return (found ?? []).map((name) => ({ name, path: join(folder, name) }));
  }
}
