import type { SQLOutputValue } from 'node:sqlite';
import type { Problem } from '../../../shared/contract/archive.ts';
import { FailureCode } from '../../../shared/contract/failure.ts';
import { Data } from '../../../shared/document/article.ts';
import type { FileStatus } from '../store/fs-port.ts';
import { names, shardOf } from '../store/layout.ts';
import { numberOf, textOf } from './database.ts';
import type { Index } from './database.ts';
import { parseStored } from './write.ts';

/** The two folders of documents; the names are those on disk. */
export const folders = [names.articles, names.marks] as const;
export type Folder = (typeof folders)[number];

/** What a document's file looked like when it was read or saved: ms, bytes, SHA-256 (known only of files read). */
export interface Stamp {
  readonly modified: number;
  readonly size: number;
  readonly hash: string | null;
}

/** The files that the index knows in one shard, by `articles/<id>` and `annotations/<id>`; null: to be read again. */
export function knownFiles(index: Index, shard: string): Map<string, Stamp | null> {
  const files = index.sql('SELECT folder, id, modified, size, hash FROM file WHERE shard = ?').all(shard);
  return new Map(files.map((file) => [`${textOf(file['folder'])}/${textOf(file['id'])}`, stampOf(file)]));
}

/** What the index knows of one file: undefined if nothing, null if it is to be read again. */
export function knownFile(index: Index, folder: Folder, id: string): Stamp | null | undefined {
  const file = index
    .sql('SELECT modified, size, hash FROM file WHERE shard = ? AND folder = ? AND id = ?')
    .get(shardOf(id), folder, id);
  return file === undefined ? undefined : stampOf(file);
}

/** Whether some file of the shard is to be read again. */
export function hasUnreadFile(index: Index, shard: string): boolean {
  return index.sql('SELECT 1 FROM file WHERE shard = ? AND modified IS NULL LIMIT 1').get(shard) !== undefined;
}

function stampOf({ modified, size, hash }: Record<string, SQLOutputValue>): Stamp | null {
  if (modified === null) return null;
  return { modified: numberOf(modified), size: numberOf(size), hash: hash === null ? null : textOf(hash) };
}

/** Remembers a file; null: that it is there, but must be read again. */
export function stampFile(index: Index, folder: Folder, id: string, stamp: Stamp | null): void {
  index
    .sql('INSERT OR REPLACE INTO file (shard, folder, id, modified, size, hash) VALUES (?, ?, ?, ?, ?, ?)')
    .run(shardOf(id), folder, id, stamp?.modified ?? null, stamp?.size ?? null, stamp?.hash ?? null);
}

/** Remembers the looks of a file that was noted as unread; does nothing where the index does not know it. */
export function confirmFile(index: Index, folder: Folder, id: string, { modified, size }: FileStatus): void {
  index
    .sql('UPDATE file SET modified = ?, size = ? WHERE shard = ? AND folder = ? AND id = ? AND modified IS NULL')
    .run(modified, size, shardOf(id), folder, id);
}

/** Forgets a file. */
export function forgetFile(index: Index, folder: Folder, id: string): void {
  index.sql('DELETE FROM file WHERE shard = ? AND folder = ? AND id = ?').run(shardOf(id), folder, id);
}

/** Whether the file still looks as it did. */
export function isUnchanged(stamp: Stamp | null | undefined, status: FileStatus): boolean {
  return stamp?.modified === status.modified && stamp.size === status.size;
}

/** Sets what is wrong with an article's documents, in place of what was wrong before. */
export function setProblems(index: Index, id: string, problems: readonly Problem[]): void {
  index.sql('DELETE FROM problem WHERE id = ?').run(id);
  const add = index.sql('INSERT OR REPLACE INTO problem (file, id, code, data) VALUES (?, ?, ?, ?)');
  for (const { file, code, data } of problems) add.run(file, id, code, JSON.stringify(data));
}

/** Everything that is wrong with documents, by file. */
export function problems(index: Index): Problem[] {
  return index
    .sql('SELECT file, code, data FROM problem ORDER BY file')
    .all()
    .map((found) => ({
      code: parseStored(FailureCode, JSON.stringify(found['code'])),
      file: textOf(found['file']),
      data: parseStored(Data, textOf(found['data'])),
    }));
}

/** When the folder was last seen changed, by `<folder>/<shard>`; 0 where there was none. */
export function knownShards(index: Index): Map<string, number> {
  const shards = index.sql('SELECT folder, shard, modified FROM shard').all();
  return new Map(
    shards.map(({ folder, shard, modified }) => [`${textOf(folder)}/${textOf(shard)}`, numberOf(modified)]),
  );
}

/** Remembers a folder's time, or (null) that it must be looked through again. */
export function stampShard(index: Index, folder: Folder, shard: string, modified: number | null): void {
  if (modified === null) index.sql('DELETE FROM shard WHERE folder = ? AND shard = ?').run(folder, shard);
  else
    index.sql('INSERT OR REPLACE INTO shard (folder, shard, modified) VALUES (?, ?, ?)').run(folder, shard, modified);
}
