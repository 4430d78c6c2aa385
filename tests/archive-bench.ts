import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive, type Access, type Archive } from '../electron/archive/archive.ts';
import type { ArchiveFailure } from '../electron/archive/failure.ts';
import type { Fs } from '../electron/archive/store/fs-port.ts';
import { nodeFs } from '../electron/archive/store/node-fs.ts';
import type { ImportResult } from '../shared/contract/import.ts';

/** An archive in a folder of its own, with a data folder beside it, as one host uses it day after day. */
export class ArchiveBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'zhaji-archive-'));
  /** What went wrong beside saves that stand. */
  readonly trouble: ArchiveFailure[] = [];
  #archive: Archive | null = null;

  /** The open archive. */
  get archive(): Archive {
    if (this.#archive === null) throw new Error('The archive is not open.');
    return this.#archive;
  }

  async open(access: Access = 'write', fs: Fs = nodeFs): Promise<void> {
    this.#archive = await openArchive({
      fs,
      around: {
        platform: process.platform,
        env: { ZHAJI_DATA: join(this.folder, 'data') },
        home: this.folder,
        cwd: this.folder,
      },
      folder: join(this.folder, 'archive'),
      access,
      language: 'zh',
      program: 'test',
      onTrouble: (failure) => this.trouble.push(failure),
    });
  }

  async close(): Promise<void> {
    const archive = this.#archive;
    this.#archive = null;
    await archive?.close();
  }

  /** Closes the archive and opens it again, as the next day does. */
  async reopen(): Promise<void> {
    await this.close();
    await this.open();
    await this.archive.ready();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Imports a file of this name and content. */
  importText(name: string, text: string | Uint8Array): Promise<ImportResult> {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    return this.archive.importFiles([file], { keepDuplicates: false });
  }

  /** What an article says and what was marked in it, without what every save moves on. */
  async essence(id: string) {
    const { article, marks } = await this.archive.read(id);
    const { revision, textRevision, ...said } = article;
    const { revision: _, textRevision: __, ...marked } = marks;
    return { said, marked: { ...marked, annotations: marked.annotations.map(({ revision: ___, ...rest }) => rest) } };
  }
}
