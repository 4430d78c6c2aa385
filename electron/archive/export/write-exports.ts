import { join } from 'node:path';
import type { ExportResult } from '../../../shared/contract/export.ts';
import type { Clock } from '../../../shared/document/identity.ts';
import { speak, type Language } from '../../../shared/wording/speak.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { asFailure } from '../failure.ts';
import type { Fs } from '../store/fs-port.ts';
import { openExportFolder, sha256 } from './export-folder.ts';
import { openExportMemory } from './export-memory.ts';
import { fileName } from './file-name.ts';
import { exportMarkdown } from './markdown.ts';
import { placeFile, type Outcome, type Run } from './place-file.ts';

export interface ExportSettings {
  readonly fs: Fs;
  readonly clock: Clock;
  /** Names unfinished files: a fresh id each time. */
  newId(): string;
  /** The chosen folder, an absolute path; made if it is missing. */
  readonly folder: string;
  /** Where what was written to each folder is remembered: a folder of its own in the per-user data. */
  readonly memoryFolder: string;
  readonly language: Language;
}

/**
 * Exports articles as they come, one Markdown file each. A file that is byte for byte what was last written there is
 * replaced in place, also after the article's title has changed or the file was given another name or folder below, which
 * stays (`file` is then a path with `/`); one that was changed by hand is left alone and the new
 * text is written beside it; a foreign file of the same name makes the article's name a numbered one. What fails for
 * one article is in `failures`, and the others go on; a folder that cannot be used at all throws.
 */
export async function writeExports(
  pairs: AsyncIterable<Pair> | Iterable<Pair>,
  settings: ExportSettings,
): Promise<ExportResult> {
  const { fs, language } = settings;
  const folder = await openExportFolder(settings, settings.folder);
  const memoryDisk = { fs, temp: () => join(settings.memoryFolder, `${settings.newId()}.tmp`) };
  const memory = await openExportMemory(memoryDisk, settings.memoryFolder, folder.path);
  const run: Run = { folder, memory, besideWord: speak(language)('export.beside'), free: new Map() };
  const result: ExportResult = { written: [], kept: [], conflicts: [], failures: [] };
  try {
    for await (const { article, marks } of pairs) {
      const { id } = article;
      try {
        const bytes = new TextEncoder().encode(exportMarkdown(article, marks, { language }));
        const outcome = await placeFile({ id, name: fileName(article), bytes, sha256: sha256(bytes) }, run);
        report(result, id, outcome, bytes.length);
      } catch (error) {
        result.failures.push({ id, ...asFailure(error).toValue() });
      }
    }
    await folder.finish();
  } finally {
    await memory.close();
  }
  return result;
}

function report(result: ExportResult, id: string, outcome: Outcome, bytes: number): void {
  const { kind, file } = outcome;
  if (kind === 'conflict') result.conflicts.push({ id, file, beside: outcome.beside });
  else if (kind === 'written') result.written.push({ id, file, bytes });
  else result.kept.push({ id, file });
}
