import { dirname, sep } from 'node:path';
import type { ExportResult } from '../../shared/contract/export.ts';
import type { Language } from '../../shared/wording/speak.ts';
import { writeExports } from './export/write-exports.ts';
import { ArchiveFailure, asFailure } from './failure.ts';
import { isThere } from './store/durable-write.ts';
import type { Pair } from '../../shared/document/pair.ts';
import type { Workshop } from './workshop.ts';

/**
 * Exports the articles named, or all outside the trash, one after the other. An article that cannot be read is a
 * failure of its own; the others go on.
 */
export async function exportArticles(
  workshop: Workshop,
  ids: readonly string[] | undefined,
  folder: string,
  language: Language,
): Promise<ExportResult> {
  await refuseInside(workshop, folder);
  const failures: ExportResult['failures'] = [];
  const { fs, clock, newId, memoryFolder } = workshop;
  const settings = { fs, clock, newId, memoryFolder, folder, language };
  const result = await writeExports(pairs(workshop, ids, failures), settings);
  return { ...result, failures: [...failures, ...result.failures] };
}

/** The pairs, read only when it is their turn, so that an archive of any size is never in memory. */
async function* pairs(
  { store }: Workshop,
  ids: readonly string[] | undefined,
  failures: ExportResult['failures'],
): AsyncIterable<Pair> {
  for await (const id of ids === undefined ? store.ids() : new Set(ids)) {
    try {
      const pair = await store.read(id);
      if (ids !== undefined || pair.marks.trashedAt === null) yield pair;
    } catch (error) {
      failures.push({ id, ...asFailure(error).toValue() });
    }
  }
}

/** The archive is not a place for other files: an export into it is refused with `path-inside-archive`. */
async function refuseInside({ fs, store }: Workshop, folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    if (await isThere(fs, path)) {
      const isInside = `${await fs.realPath(path)}${sep}`.startsWith(`${store.folder}${sep}`);
      if (isInside) throw new ArchiveFailure('path-inside-archive', { file: folder });
      return;
    }
    if (path === dirname(path)) return;
  }
}
