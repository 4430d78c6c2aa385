import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pair } from '../shared/document/pair.ts';
import { exportMarkdown } from '../electron/archive/export/markdown.ts';
import type { ExportSettings } from '../electron/archive/export/write-exports.ts';
import { nodeFs } from '../electron/archive/store/node-fs.ts';
import { makeAnnotation, makeArticle, makeId, makeMarks } from './make.ts';

/** A fresh folder on the real disk to export into, which need not exist yet, with the memory beside it. */
export interface Vault {
  /** Holds all the others. */
  readonly root: string;
  readonly settings: ExportSettings;
  /** The path of a file in the vault. */
  at(name: string): string;
  /** All files of the vault by name, as text. */
  contents(): Record<string, string>;
  /** The one file of the export memory. */
  memoryPath(): string;
  remove(): void;
}

export function makeVault(): Vault {
  const root = mkdtempSync(join(tmpdir(), 'zhaji-export-'));
  let ids = 0;
  const settings: ExportSettings = {
    fs: nodeFs,
    clock: { now: () => Date.now() },
    newId: () => makeId((ids += 1)),
    folder: join(root, 'vault'),
    memoryFolder: join(root, 'data', 'exports'),
    language: 'zh',
  };
  const at = (name: string): string => join(settings.folder, name);
  return {
    root,
    settings,
    at,
    contents: () =>
      Object.fromEntries(readdirSync(settings.folder).map((name) => [name, readFileSync(at(name), 'utf8')])),
    memoryPath: () => join(settings.memoryFolder, readdirSync(settings.memoryFolder)[0] ?? ''),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The `n`-th article under a title, with no highlights. */
export function titled(n: number, title: string): Pair {
  const article = makeArticle({ id: makeId(n), title });
  return { article, marks: makeMarks(article) };
}

/** The same article with a highlight, so that its export is another. */
export function annotated({ article, marks }: Pair): Pair {
  return { article, marks: { ...marks, annotations: [makeAnnotation(article, 6, 10)] } };
}

/** What a file of the article holds. */
export function exported({ article, marks }: Pair): string {
  return exportMarkdown(article, marks, { language: 'zh' });
}
