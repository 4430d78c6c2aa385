import { join } from 'node:path';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Fs } from '../store/fs-port.ts';
import { shardOf } from '../store/layout.ts';
import { isClean, setClean } from './database.ts';
import type { Index } from './database.ts';
import { confirmFile, folders, forgetFile, setProblems, stampFile } from './files.ts';
import { entryOf } from './row.ts';
import { statusOf } from './survey.ts';
import { knownText, putEntry } from './write.ts';

/**
 * Takes over documents that were just saved: all or none. Their files are noted as unread until `confirmSaved`, so that a
 * crash in between costs one reading.
 */
export function savePairs(index: Index, pairs: readonly Pair[]): void {
  if (pairs.length === 0) return;
  index.transaction(() => {
    if (isClean(index)) setClean(index, false);
    for (const pair of pairs) savePair(index, pair);
  });
}

function savePair(index: Index, { article, marks }: Pair): void {
  putEntry(index, entryOf(article, marks, knownText(index, article.id)));
  setProblems(index, article.id, []);
  stampFile(index, 'articles', article.id, null);
  stampFile(index, 'annotations', article.id, null);
}

/**
 * Notes what the saved files look like, off the path of the save. A file that is younger than the save (`savedAt`, ms)
 * was changed by somebody else since, and stays unread.
 */
export async function confirmSaved(
  fs: Fs,
  archiveFolder: string,
  index: Index,
  { id, savedAt }: { id: string; savedAt: number },
): Promise<void> {
  for (const folder of folders) {
    const status = await statusOf(fs, join(archiveFolder, folder, shardOf(id), `${id}.json`));
    if (status === null) forgetFile(index, folder, id);
    else if (status.modified <= savedAt) confirmFile(index, folder, id, status);
  }
}
