import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { ReadOnly } from '../../../shared/contract/archive.ts';
import type { Clock } from '../../../shared/document/identity.ts';
import { ArchiveFailure } from '../failure.ts';
import { diskFailure, errorCode, replaceFile, type Disk } from './durable-write.ts';
import { ensurePrivateFile } from './ensure-private-file.ts';
import { holderFile, lockFile, names, tempFolder } from './layout.ts';
import { guardLock, isHeldLock, unguardLock } from './lock-guard.ts';
import { readFile } from './read-file.ts';

/** Two programs that start at the same moment may both be refused: so each asks a few times. */
const TRIES = 4;
const PAUSE = 15;

/** SQLite's primary result codes: the lower eight bits of an extended one. */
const SQLITE_PERM = 3;
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CANTOPEN = 14;
const SQLITE_PROTOCOL = 15;
const SQLITE_NOTADB = 26;

/** SQLite's extended codes for locks that the file system refused to set, to look at or to lift. */
const lockErrors = new Set([2058, 2314, 2826, 3594, 3850]);

type Holder = NonNullable<ReadOnly['holder']>;
const Holder = ReadOnly.shape.holder.unwrap();

/**
 * The right to write one archive, from {@link takeLock} until {@link release} or the end of the process, however that
 * comes. It is SQLite's exclusive lock on a file that nothing else ever opens: the operating system takes it back when a
 * process dies and never while one sleeps.
 */
export class WriterLock {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #database: DatabaseSync;
  readonly #identity: string;

  constructor(disk: Disk, folder: string, database: DatabaseSync, identity: string) {
    this.#disk = disk;
    this.#folder = folder;
    this.#database = database;
    this.#identity = identity;
  }

  /** False once the lock file was deleted or the folder moved away: a lock on it keeps nobody out any more. */
  async isInPlace(): Promise<boolean> {
    try {
      return (await this.#disk.fs.status(lockFile(this.#folder))).identity === this.#identity;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return false;
      throw diskFailure(error, lockFile(this.#folder));
    }
  }

  /** Gives the right back; the lock file itself stays. */
  async release(): Promise<void> {
    await forgetHolder(this.#disk, this.#folder);
    this.#database.close();
    unguardLock(this.#identity);
  }
}

/** Whom the lock is for: `program` is the host's name, as a second opener is told it. */
export interface LockRequest {
  readonly disk: Disk;
  readonly folder: string;
  readonly clock: Clock;
  readonly program: string;
}

/**
 * Takes the archive's one writer's lock, or says why this process may only read. Rejects with a `disk-…` failure where
 * the lock file cannot be used at all, and with `archive-damaged` where something else has its name.
 */
export async function takeLock({ disk, folder, clock, program }: LockRequest): Promise<WriterLock | ReadOnly> {
  const file = lockFile(folder);
  let identity: string;
  try {
    await ensurePrivateFile(disk.fs, file);
    const status = await disk.fs.status(file);
    if (status.kind !== 'file') throw notALock(folder);
    ({ identity } = status);
  } catch (error) {
    const failure = diskFailure(error, file);
    if (failure.code !== 'disk-read-only' && failure.code !== 'disk-denied') throw failure;
    return { reason: 'folder-read-only', holder: null };
  }
  // A second opening by this process would free the first one's lock when it closes.
  if (isHeldLock(identity)) return { reason: 'locked', holder: await readHolder(disk, folder) };
  guardLock(identity);
  try {
    const database = await lockDatabase(file);
    const since = new Date(clock.now()).toISOString();
    await writeHolder(disk, folder, { program, pid: process.pid, host: hostname(), since });
    return new WriterLock(disk, folder, database, identity);
  } catch (error) {
    unguardLock(identity);
    const reason = reasonOf(error, folder);
    return { reason, holder: reason === 'locked' ? await readHolder(disk, folder) : null };
  }
}

/** The open database that holds the lock; rejects with SQLite's error. */
async function lockDatabase(file: string): Promise<DatabaseSync> {
  for (let left = TRIES; ; left--) {
    try {
      return lockAtOnce(file);
    } catch (error) {
      if (resultCode(error) !== SQLITE_BUSY || left === 1) throw error;
    }
    await pause(PAUSE);
  }
}

/**
 * A file that may only be read is opened by SQLite without a word, and then an "exclusive" transaction locks nobody out.
 * So it begins with a change, which only a real lock allows; as it is never committed, nothing is ever written. (A
 * journal in memory leaves no second file behind.)
 */
function lockAtOnce(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; PRAGMA user_version = 1');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite's extended result code; 0 of any other error. */
function extendedCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
}

function resultCode(error: unknown): number {
  return extendedCode(error) & 0xff;
}

/** Why this process may only read. What says nothing about that is thrown as the failure that it is. */
function reasonOf(error: unknown, folder: string): ReadOnly['reason'] {
  if (lockErrors.has(extendedCode(error))) return 'locks-unsupported';
  const file = lockFile(folder);
  switch (resultCode(error)) {
    case SQLITE_BUSY:
      return 'locked';
    case SQLITE_READONLY:
      return 'folder-read-only';
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
      return 'locks-unsupported';
    case SQLITE_NOTADB:
      throw notALock(folder, error);
    case SQLITE_CANTOPEN:
      throw new ArchiveFailure('disk-denied', { file, error: 'SQLITE_CANTOPEN' }, error);
    case 0:
      throw error;
    default:
      throw new ArchiveFailure('disk-failed', { file, error: `SQLITE ${extendedCode(error)}` }, error);
  }
}

function notALock(folder: string, cause?: unknown): ArchiveFailure {
  return new ArchiveFailure('archive-damaged', { folder, file: names.lock, reason: 'not-a-document' }, cause);
}

/** Says who writes. On a full disk nobody is named, rather than the one before. */
async function writeHolder(disk: Disk, folder: string, holder: Holder): Promise<void> {
  try {
    await disk.fs.makeFolder(tempFolder(folder));
    await replaceFile(disk, holderFile(folder), new TextEncoder().encode(`${JSON.stringify(holder, null, 1)}\n`));
  } catch {
    await forgetHolder(disk, folder);
  }
}

async function forgetHolder({ fs }: Disk, folder: string): Promise<void> {
  try {
    await fs.remove(holderFile(folder));
  } catch {
    return; // It only informs; the next writer replaces it.
  }
}

/** Who says to be writing, or null where nobody (readable) does. Only meaningful while the lock is held. */
async function readHolder({ fs }: Disk, folder: string): Promise<Holder | null> {
  try {
    const { bytes } = await readFile(fs, holderFile(folder), 64 * 1024);
    return bytes === null ? null : Holder.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}
