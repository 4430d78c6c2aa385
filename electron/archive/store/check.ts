import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '../../../shared/contract/archive.ts';
import { Id, Sha256 } from '../../../shared/document/identity.ts';
import { ArchiveFailure } from '../failure.ts';
import { checkArticles, checkMarks, type Articles } from './check-documents.ts';
import type { Fs } from './fs-port.ts';
import { Inspection } from './inspection.ts';
import { isByTheWay, isTempName, names } from './layout.ts';
import { readFile } from './read-file.ts';

/** A save in progress has a temporary file for milliseconds; one that is older was left behind. */
const TEMP_AGE = 60_000;

/** What SQLite may put beside the lock file. */
const lockJournal = `${names.lock}-journal`;
const roots = new Set<string>([...Object.values(names), lockJournal]);

/**
 * Reads the whole archive and lists what is not right: documents that cannot be used, marks without their article or
 * ahead of it, originals that are missing or changed, ids that appear twice, files that are not ours, and unfinished
 * ones older than a minute (`now`: milliseconds since 1970). Nothing is changed.
 */
export async function checkArchive({ fs, folder, now }: { fs: Fs; folder: string; now: number }): Promise<Problem[]> {
  const inspection = new Inspection(fs, folder);
  await checkNames(inspection, folder, (name) => roots.has(name));
  const articles = await checkArticles(inspection);
  await checkMarks(inspection, articles);
  await checkOriginals(inspection, articles);
  await checkHistory(inspection, articles);
  await checkTemps(inspection, now);
  return inspection.problems;
}

/** Reports the names in a folder that are not ours; resolves to those that are. */
async function checkNames(
  inspection: Inspection,
  folder: string,
  isOurs: (name: string) => boolean,
): Promise<{ name: string; path: string }[]> {
  const found = (await inspection.paths(folder)).filter(({ name }) => !isByTheWay(name));
  for (const { path } of found.filter(({ name }) => !isOurs(name))) inspection.report('file-unknown', path);
  return found.filter(({ name }) => isOurs(name));
}

/** `<sha256>.txt`: the name says what the bytes must be. */
async function checkOriginals(inspection: Inspection, articles: Articles): Promise<void> {
  const isOriginal = (name: string): boolean => /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/.test(name);
  const originals = await checkNames(inspection, join(inspection.folder, names.originals), isOriginal);
  for (const { name, path } of originals) {
    await inspection.look(path, async () => {
      const { bytes } = await readFile(inspection.fs, path);
      if (hash('sha256', bytes) === Sha256.parse(name.slice(0, 64))) return;
      throw new ArchiveFailure('document-damaged', { reason: 'hash-differs' });
    });
  }
  const present = new Set(originals.map(({ path }) => path));
  for (const [id, article] of articles) {
    if (article !== null && !present.has(article.original)) {
      inspection.report('original-missing', article.original, { id });
    }
  }
}

/** Older versions of an article say that there was one. */
async function checkHistory(inspection: Inspection, articles: Articles): Promise<void> {
  const isId = (name: string): boolean => Id.safeParse(name).success;
  for (const { name, path } of await checkNames(inspection, join(inspection.folder, names.history), isId)) {
    if (!articles.has(name)) inspection.report('document-missing', path, { id: name });
  }
}

async function checkTemps(inspection: Inspection, now: number): Promise<void> {
  for (const { path } of await checkNames(inspection, join(inspection.folder, names.temp), isTempName)) {
    await inspection.look(path, async () => {
      const { modified } = await inspection.fs.linkStatus(path);
      if (now - modified > TEMP_AGE) throw new ArchiveFailure('file-unfinished');
    });
  }
}
