import { dirname, join } from 'node:path';
import type { ReadOnly } from '../../../shared/contract/archive.ts';
import { ARCHIVE_SCHEMA, type ArchiveDocument } from '../../../shared/document/archive.ts';
import type { Clock } from '../../../shared/document/identity.ts';
import { ArchiveFailure } from '../failure.ts';
import { archiveFormat } from './document-format.ts';
import { diskFailure, errorCode, isThere, removeQuietly, type Disk } from './durable-write.ts';
import type { Fs } from './fs-port.ts';
import { archiveFile, isByTheWay, isTempName, names, tempFile, tempFolder } from './layout.ts';
import { takeLock, WriterLock } from './lock.ts';
import type { BringUp } from './pair-store.ts';
import { Store } from './store.ts';
import { StoredDocument } from './stored-document.ts';

/** How an archive is opened. */
export interface StoreOptions {
  readonly folder: string;
  readonly fs: Fs;
  readonly clock: Clock;
  /** A fresh ULID in lower case each time. */
  readonly newId: () => string;
  /** The host's name, told to a second opener. */
  readonly program: string;
  /** `write` takes the one writer's lock, and still opens read-only where it cannot have it. */
  readonly mode: 'write' | 'read';
  /** Makes an archive of a missing or empty folder. Needs `write`. */
  readonly create: boolean;
  readonly bringUp: BringUp;
}

/**
 * Opens the archive in a folder. Rejects with `archive-missing` (nothing there, and not to be created),
 * `archive-foreign` (other files), `archive-newer`, `archive-damaged`, `archive-locked` (another program is creating
 * it just now) or a `disk-…` failure; where the archive can be read but not written, the store says so in `readOnly`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const folder = await findFolder(options);
  const disk: Disk = { fs: options.fs, temp: () => tempFile(folder, options.newId()) };
  const isNew = await isToBeCreated(options, folder);
  // An archive that cannot be read is refused before anything in it is touched.
  if (!isNew) await readArchive(disk, folder);
  if (options.mode === 'read') return storeOf(options, disk, folder, { reason: 'asked', holder: null });

  const lock = await takeLock({ disk, folder, clock: options.clock, program: options.program });
  if (!(lock instanceof WriterLock)) {
    if (isNew) throw creationRefused(folder, lock);
    return storeOf(options, disk, folder, lock);
  }
  try {
    await removeStaleTemps(options.fs, folder);
    // Looked at once more, now that no other program can be creating it.
    if (await isToBeCreated(options, folder)) await createArchive(options, disk, folder);
    return await storeOf(options, disk, folder, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function storeOf(
  { clock, bringUp }: StoreOptions,
  disk: Disk,
  folder: string,
  right: WriterLock | ReadOnly,
): Promise<Store> {
  return new Store({ folder, archive: await readArchive(disk, folder), disk, clock, bringUp, right });
}

/** The folder's real path; makes the folder where an archive is to be created. */
async function findFolder({ fs, folder, mode, create }: StoreOptions): Promise<string> {
  try {
    if (mode === 'write' && create) await makeLastingFolder(fs, folder);
    const path = await fs.realPath(folder);
    if ((await fs.status(path)).kind !== 'folder') throw new ArchiveFailure('archive-foreign', { folder });
    return path;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error)))
      throw new ArchiveFailure('archive-missing', { folder }, error);
    throw diskFailure(error, folder);
  }
}

/** Makes the folder and those above it so that none of them is lost with the power. */
async function makeLastingFolder(fs: Fs, folder: string): Promise<void> {
  if (await isThere(fs, folder)) return;
  const parent = dirname(folder);
  await makeLastingFolder(fs, parent);
  await fs.makeFolder(folder);
  await fs.syncFolder(parent);
}

/** What a creation that was interrupted may have left: it has no content yet, so that the folder counts as empty. */
const beginnings = new Set<string>([names.lock, names.holder, names.temp]);
const contents = new Set<string>([names.articles, names.marks, names.originals, names.history]);

/** True for an empty folder that may become an archive, false for an archive; anything else is thrown. */
async function isToBeCreated({ fs, mode, create }: StoreOptions, folder: string): Promise<boolean> {
  let found: string[];
  try {
    found = await fs.list(folder);
  } catch (error) {
    throw diskFailure(error, folder);
  }
  if (found.includes(names.archive)) return false;
  const rest = found.filter((name) => !isByTheWay(name) && !beginnings.has(name));
  if (rest.some((name) => contents.has(name))) {
    throw new ArchiveFailure('archive-damaged', { folder, file: names.archive, reason: 'missing' });
  }
  if (rest.length > 0) throw new ArchiveFailure('archive-foreign', { folder });
  if (mode === 'write' && create) return true;
  throw new ArchiveFailure('archive-missing', { folder });
}

async function readArchive(disk: Disk, folder: string): Promise<ArchiveDocument> {
  const document = archiveDocument(disk, folder);
  try {
    await document.refresh();
    return document.data;
  } catch (error) {
    const failure = diskFailure(error, document.file);
    if (failure.code === 'document-newer')
      throw new ArchiveFailure('archive-newer', { ...failure.data, folder }, error);
    if (!failure.code.startsWith('document-')) throw failure;
    const reason = failure.data['reason'] ?? failure.code;
    throw new ArchiveFailure('archive-damaged', { folder, file: names.archive, reason }, error);
  }
}

async function createArchive({ clock, newId }: StoreOptions, disk: Disk, folder: string): Promise<void> {
  await archiveDocument(disk, folder).create({
    schema: ARCHIVE_SCHEMA,
    type: 'archive',
    id: newId(),
    createdAt: new Date(clock.now()).toISOString(),
  });
}

function archiveDocument(disk: Disk, folder: string): StoredDocument<ArchiveDocument> {
  return new StoredDocument(disk, { format: archiveFormat, file: archiveFile(folder), id: null });
}

function creationRefused(folder: string, { reason, holder }: ReadOnly): ArchiveFailure {
  if (reason === 'locked') return new ArchiveFailure('archive-locked', { folder, ...holder });
  return new ArchiveFailure('archive-read-only', { folder, reason });
}

/** Removes what an interrupted save of ours left unfinished. It all lies in one folder, however large the archive. */
async function removeStaleTemps(fs: Fs, folder: string): Promise<void> {
  const unfinished = tempFolder(folder);
  try {
    await fs.makeFolder(unfinished);
    for (const name of await fs.list(unfinished)) {
      if (isTempName(name)) await removeQuietly(fs, join(unfinished, name));
    }
  } catch {
    return; // A disk that refuses this still lets the archive be read; a save will say what is wrong.
  }
}
