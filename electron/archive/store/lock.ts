import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { ReadOnly } from '../../../shared/contract/archive.ts';
import type { Clock } from '../../../shared/document/identity.ts';
import { diskFailure, errorCode, replaceFile, type Disk } from './durable-write.ts';
import { holderFile, lockFile, tempFolder } from './layout.ts';
import { guardLock, isHeldLock, unguardLock } from './lock-guard.ts';
import { readFile } from './read-file.ts';

/** Two programs that start at the same moment may both be refused: so each asks a few times. */
const TRIES = 4;
const PAUSE = 15;

/** SQLite's primary result codes; the higher bits of an extended code say more than is needed here. */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;

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

/** Takes the archive's one writer's lock, or says why this process may only read. */
export async function takeLock({ disk, folder, clock, program }: LockRequest): Promise<WriterLock | ReadOnly> {
  const file = lockFile(folder);
  let identity: string;
  try {
    identity = await ensureLockFile(disk, file);
  } catch (error) {
    const failure = diskFailure(error, file);
    if (failure.code !== 'disk-read-only' && failure.code !== 'disk-denied') throw failure;
    return { reason: 'folder-read-only', holder: null };
  }
  // A second opening by this process would free the first one's lock when it closes.
  if (isHeldLock(identity)) return { reason: 'locked', holder: await readHolder(disk, folder) };
  guardLock(identity);
  const database = await lockDatabase(file);
  if (database instanceof DatabaseSync) {
    await writeHolder(disk, folder, {
      program,
      pid: process.pid,
      host: hostname(),
      since: new Date(clock.now()).toISOString(),
    });
    return new WriterLock(disk, folder, database, identity);
  }
  unguardLock(identity);
  return { reason: database, holder: database === 'locked' ? await readHolder(disk, folder) : null };
}

/** Makes the lock file, private like all others, where there is none; resolves to its identity. */
async function ensureLockFile({ fs }: Disk, file: string): Promise<string> {
  try {
    await (await fs.open(file, 'create')).close();
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return (await fs.status(file)).identity;
}

/** The open database that holds the lock, or why there is none. */
async function lockDatabase(file: string): Promise<DatabaseSync | ReadOnly['reason']> {
  for (let left = TRIES; ; left--) {
    const answer = tryLock(file);
    if (answer !== 'locked' || left === 1) return answer;
    await pause(PAUSE);
  }
}

function tryLock(file: string): DatabaseSync | ReadOnly['reason'] {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    // Nothing is ever written into it; a journal in memory leaves no second file behind.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): ReadOnly['reason'] {
  const code = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
  switch (code & 0xff) {
    case SQLITE_BUSY:
      return 'locked';
    case SQLITE_READONLY:
      return 'folder-read-only';
    default:
      return 'locks-unsupported';
  }
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
export async function readHolder({ fs }: Disk, folder: string): Promise<Holder | null> {
  try {
    const { bytes } = await readFile(fs, holderFile(folder), 64 * 1024);
    return bytes === null ? null : Holder.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}
