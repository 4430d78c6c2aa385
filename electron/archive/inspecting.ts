import type { CheckResult, Problem, Stats } from '../../shared/contract/archive.ts';
import type { Workshop } from './workshop.ts';

/** Everything that is wrong with the archive's files, and documents that the catalogue knows and that are gone. */
export async function checkArchive({ store, catalogue }: Workshop): Promise<CheckResult> {
  const found: Problem[] = await store.check();
  const known = new Set(found.map(({ file }) => file));
  const problems = [...found, ...(await catalogue.problems()).filter(({ file }) => !known.has(file))];
  return { healthy: problems.length === 0, problems };
}

/** The archive in figures, from the catalogue. */
export async function statsOf({ store, catalogue }: Workshop): Promise<Stats> {
  const { tags, ...counts } = await catalogue.counts();
  const { annotations, notes, characters } = await catalogue.stats();
  return {
    folder: store.folder,
    id: store.archive.id,
    readOnly: store.readOnly,
    ...counts,
    annotations,
    notes,
    characters,
  };
}
