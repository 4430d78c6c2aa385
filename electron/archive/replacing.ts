import { isDeepStrictEqual } from 'node:util';
import type { Pair } from '../../shared/document/pair.ts';
import type { Revert } from './annotate/revert.ts';
import { change } from './editing.ts';
import { ArchiveFailure } from './failure.ts';
import type { Workshop } from './workshop.ts';

/** Half of a change of two articles: steps that each leave every word and every note on the disk at least once. */

/**
 * Stores a pair in the place of one that was read, if that is still what lies there (`document-changed`). Where the disk
 * took the article but not its marks, they are sent after it once more, because without them passages would be lost.
 */
export async function replacePair(workshop: Workshop, read: Pair, next: Pair): Promise<Pair> {
  const { id } = read.article;
  try {
    return await workshop.store.change(id, (before) => {
      if (!isDeepStrictEqual(before, read)) throw new ArchiveFailure('document-changed', { file: id });
      return { article: next.article, marks: next.marks };
    });
  } catch (error) {
    const { article } = await workshop.store.read(id);
    if (!isDeepStrictEqual(article, next.article)) throw error;
    return workshop.store.change(id, ({ marks: { revision } }) => ({
      article,
      marks: { ...next.marks, revision: revision + 1 },
    }));
  }
}

/** Whether the disk still has the pair as it was read; not known counts as no. */
export async function isUnchanged({ store }: Workshop, read: Pair): Promise<boolean> {
  try {
    return isDeepStrictEqual(await store.read(read.article.id), read);
  } catch {
    return false;
  }
}

/** Takes back the half that was done, where the other failed; what goes wrong here, too, is told. */
export async function takeBack(workshop: Workshop, id: string, inverse: Revert): Promise<void> {
  await workshop.aside(async () => {
    const { indexed } = await change(workshop, id, (draft) => draft.perform(inverse));
    await indexed;
  });
}
