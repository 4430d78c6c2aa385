import { join } from 'node:path';
import { Id } from '../../../shared/document/identity.ts';
import { diskFailure, errorCode } from './durable-write.ts';
import type { Fs } from './fs-port.ts';
import { names, shardOf } from './layout.ts';

/** Names in a folder; none where there is no such folder yet, or where it is a file. */
export async function namesIn(fs: Fs, folder: string): Promise<string[]> {
  try {
    return await fs.list(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    throw diskFailure(error, folder);
  }
}

/** The id that a document's file name stands for, if this is the shard it belongs to; else null. */
export function idOf(shard: string, fileName: string): string | null {
  const id = fileName.endsWith('.json') ? fileName.slice(0, -'.json'.length) : '';
  return Id.safeParse(id).success && shardOf(id) === shard ? id : null;
}

/** The ids of all articles that have a file, by shard and then by id. */
export async function* articleIds(fs: Fs, folder: string): AsyncGenerator<string> {
  const root = join(folder, names.articles);
  for (const shard of await namesIn(fs, root)) {
    for (const name of await namesIn(fs, join(root, shard))) {
      const id = idOf(shard, name);
      if (id !== null) yield id;
    }
  }
}
