import type { Divided } from './annotate/divide.ts';
import { unite } from './annotate/unite.ts';
import { ArchiveFailure } from './failure.ts';
import type { Pair } from '../../shared/document/pair.ts';
import type { Workshop } from './workshop.ts';

/**
 * Unites an article with the one before it in the same imported file. The first gets everything before the second is
 * emptied and trashed: whatever happens in between, every word and every note is on the disk, at worst twice. Throws
 * `join-impossible` for the first article of a file.
 */
export async function uniteWithPrevious(workshop: Workshop, second: Pair): Promise<Pair> {
  const first = await previousOf(workshop, second);
  const context = { now: workshop.now() };
  let united: Divided | undefined;
  const whole = await workshop.store.change(first.article.id, (before) => {
    united = unite(before, second, context);
    return { article: united.first.article, marks: united.first.marks };
  });
  const emptied = await workshop.store.change(second.article.id, (before) => {
    // What was added to the second article in the meantime is not in the first: then both stay, and nothing is lost.
    if (before.article !== second.article || before.marks !== second.marks || united === undefined) {
      throw new ArchiveFailure('document-changed', { file: second.article.id });
    }
    return { article: united.second.article, marks: united.second.marks };
  });
  await workshop.index(whole);
  await workshop.index(emptied);
  if (united !== undefined) {
    const steps = [
      { id: whole.article.id, operation: united.first.inverse },
      { id: emptied.article.id, operation: united.second.inverse },
    ];
    await workshop.record({ operation: 'unite', steps });
  }
  return whole;
}

const firstLine = ({ article }: Pair) => article.blocks[0]?.lines[0] ?? 0;

/** The article of the same original that ends where this one begins. */
async function previousOf({ store, catalogue }: Workshop, pair: Pair): Promise<Pair> {
  let previous: Pair | null = null;
  for (const id of await catalogue.siblings(pair.article.original.sha256)) {
    if (id === pair.article.id) continue;
    const other = await store.read(id);
    if (firstLine(other) < firstLine(pair) && (previous === null || firstLine(other) > firstLine(previous)))
      previous = other;
  }
  if (previous !== null) return previous;
  throw new ArchiveFailure('join-impossible', { id: pair.article.id, block: pair.article.blocks[0]?.id ?? '' });
}
