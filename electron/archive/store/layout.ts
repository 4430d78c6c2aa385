import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Id } from '../../../shared/document/identity.ts';

/** Names in the archive folder. Everything below them is named by lower-case ASCII ids only; titles appear in exports. */
export const names = {
  archive: 'archive.json',
  lock: 'archive.lock',
  holder: 'archive.holder.json',
  articles: 'articles',
  marks: 'annotations',
  originals: 'originals',
  history: 'history',
  temp: 'tmp',
} as const;

/** What operating systems and synchronising programs leave in any folder: it does not make a folder foreign. */
const byTheWay = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.stfolder', '.stignore', '.stversions']);

/** Whether a file or folder of this name says nothing about what the folder is. */
export function isByTheWay(name: string): boolean {
  return byTheWay.has(name.toLowerCase());
}

/**
 * The folder that an id's document lies in: the first byte of the SHA-256 of the id, two hexadecimal digits. (A ULID's
 * own first characters are the same for years, so that they would fill one folder.)
 */
export function shardOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 2);
}

/** `archive.json`, which makes the folder an archive. */
export function archiveFile(folder: string): string {
  return join(folder, names.archive);
}

/** The file that SQLite locks for the one writer. Nothing else ever opens it. */
export function lockFile(folder: string): string {
  return join(folder, names.lock);
}

/** The plain file that says who holds the lock. */
export function holderFile(folder: string): string {
  return join(folder, names.holder);
}

/** `articles/<shard>/<id>.json` */
export function articleFile(folder: string, id: string): string {
  return join(folder, names.articles, shardOf(id), `${id}.json`);
}

/** `annotations/<shard>/<id>.json` */
export function marksFile(folder: string, id: string): string {
  return join(folder, names.marks, shardOf(id), `${id}.json`);
}

/** `originals/<sha256>.<extension>`; the extension comes without a dot. */
export function originalFile(folder: string, sha256: string, extension: string): string {
  return join(folder, names.originals, `${sha256}.${extension}`);
}

/** The extension under which a file's bytes are kept: that of its name in lower case, else `txt`. */
export function extensionOf(fileName: string): string {
  return /\.([a-z0-9]{1,8})$/iu.exec(fileName)?.[1]?.toLowerCase() ?? 'txt';
}

/** `history/<id>`: the older versions of an article's two documents. */
export function historyFolder(folder: string, id: string): string {
  return join(folder, names.history, id);
}

/** The one folder for unfinished files, so that a start finds what a crash left behind without looking elsewhere. */
export function tempFolder(folder: string): string {
  return join(folder, names.temp);
}

/** `tmp/<id>.tmp`: an unfinished file of ours; the id is a fresh one each time. */
export function tempFile(folder: string, id: string): string {
  return join(folder, names.temp, `${id}.tmp`);
}

/** Whether an unfinished file of this name is ours. */
export function isTempName(name: string): boolean {
  return name.endsWith('.tmp') && Id.safeParse(name.slice(0, -'.tmp'.length)).success;
}
