import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import { dirname } from 'node:path';
import { errorCode } from '../store/durable-write.ts';
import type { Fs } from '../store/fs-port.ts';
import { APPLICATION_ID, FORMATS, INDEX_SCHEMA, TABLES } from './schema.ts';

/** How long one connection waits for another, ms. */
const PATIENCE = 2_000;

/** An open catalogue file, or one in memory. */
export interface Index {
  /** A prepared statement; each text is prepared once. node:sqlite binds every number as a REAL. */
  sql(text: string): StatementSync;
  /** All of `work` or nothing. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Whose documents the index describes. */
export interface Identity {
  readonly archiveId: string;
  readonly archiveFolder: string;
}

/** The index holds something that it never wrote, or is not of this program, version and archive. */
export class IndexDamaged extends Error {
  override readonly name = 'IndexDamaged';
}

const BUSY = 5;
const LOCKED = 6;

/** Whether another process kept SQLite waiting for too long. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === BUSY || code === LOCKED;
}

/** Whether building the index anew helps: SQLite or we found it damaged, or it was closed because of that just now. */
export function isDamage(error: unknown): boolean {
  if (error instanceof IndexDamaged || errorCode(error) === 'ERR_INVALID_STATE') return true;
  return sqliteCode(error) !== null && !isBusy(error);
}

/** SQLite's primary result code; null for any other error. */
function sqliteCode(error: unknown): number | null {
  if (errorCode(error) !== 'ERR_SQLITE_ERROR') return null;
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

/** Opens the index to read and write. What is missing is made; `IndexDamaged` or SQLite's error if it is unusable. */
export function openIndex(file: string, identity: Identity): Index {
  return open(
    new DatabaseSync(file, { timeout: PATIENCE }),
    (index) => {
      index.sql('PRAGMA journal_mode = WAL').get();
      index.sql('PRAGMA synchronous = NORMAL').run();
      if (index.sql('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0) create(index, identity);
    },
    identity,
  );
}

/** Opens the index that another process keeps. */
export function openIndexToRead(file: string, identity: Identity): Index {
  return open(new DatabaseSync(file, { timeout: PATIENCE, readOnly: true }), () => undefined, identity);
}

/** Deletes the index and what SQLite keeps beside it; what is not there is fine. */
export async function deleteIndex(fs: Fs, file: string): Promise<void> {
  await fs.makeFolder(dirname(file));
  for (const path of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) {
    await fs.remove(path).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  }
}

/** A text column's value. */
export function textOf(value: SQLOutputValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new IndexDamaged(`text expected, not ${typeof value}`);
}

/** A number column's value. */
export function numberOf(value: SQLOutputValue | undefined): number {
  if (typeof value === 'number') return value;
  throw new IndexDamaged(`number expected, not ${typeof value}`);
}

function open(db: DatabaseSync, prepare: (index: Index) => void, identity: Identity): Index {
  const index = indexOver(db);
  try {
    prepare(index);
    check(index, identity);
    return index;
  } catch (error) {
    db.close();
    throw error;
  }
}

function indexOver(db: DatabaseSync): Index {
  const statements = new Map<string, StatementSync>();
  return {
    sql(text) {
      const statement = statements.get(text) ?? db.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    transaction(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        // After some errors SQLite has rolled back by itself, and to do it again is an error of its own.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => db.close(),
  };
}

function create(index: Index, { archiveId, archiveFolder }: Identity): void {
  index.transaction(() => {
    for (const statement of TABLES.split(';')) if (statement.trim() !== '') index.sql(statement).run();
    const remember = index.sql('INSERT INTO meta VALUES (?, ?)');
    for (const pair of Object.entries({ archiveId, archiveFolder, formats: FORMATS })) remember.run(...pair);
    index.sql(`PRAGMA application_id = ${APPLICATION_ID}`).run();
    index.sql(`PRAGMA user_version = ${INDEX_SCHEMA}`).run();
  });
}

function check(index: Index, { archiveId, archiveFolder }: Identity): void {
  const application = index.sql('PRAGMA application_id').get()?.['application_id'];
  const version = index.sql('PRAGMA user_version').get()?.['user_version'];
  if (application !== APPLICATION_ID || version !== INDEX_SCHEMA)
    throw new IndexDamaged('of another program or version');
  for (const [name, value] of Object.entries({ archiveId, archiveFolder, formats: FORMATS })) {
    if (metaOf(index, name) !== value) throw new IndexDamaged(`of another archive or version: ${name}`);
  }
}

function metaOf(index: Index, name: string): string {
  return textOf(index.sql('SELECT value FROM meta WHERE name = ?').get(name)?.['value']);
}

/** Whether the last program that wrote the index came to its end. */
export function isClean(index: Index): boolean {
  return metaOf(index, 'clean') === 'yes';
}

/** To be `false` before the first change of a session, and `true` once the index is known to agree with the disk. */
export function setClean(index: Index, clean: boolean): void {
  index.sql("UPDATE meta SET value = ? WHERE name = 'clean'").run(clean ? 'yes' : 'no');
}
