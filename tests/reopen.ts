import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reopen } from './annotate-proofs.ts';
import { openTestStore } from './faults/workload.ts';

/**
 * The real way to reopen: the pair is stored in an archive on disk, the archive is closed, opened again, and read. The
 * folder is removed by `remove`.
 */
export async function makeReopening(): Promise<{ reopen: Reopen; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaji-reopen-'));
  return {
    reopen: async ({ article, marks }) => {
      const before = await openTestStore(folder);
      await before.create(article, marks);
      await before.close();
      const after = await openTestStore(folder, { create: false });
      const pair = await after.read(article.id);
      await after.close();
      return pair;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
