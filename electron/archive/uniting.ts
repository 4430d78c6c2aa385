import type { Pair } from '../../shared/document/pair.ts';
import { unite } from './annotate/unite.ts';
import { isUnchanged, replacePair, takeBack } from './replacing.ts';
import { ArchiveFailure } from './failure.ts';
import type { Workshop } from './workshop.ts';

/**
 * Unites an article with the one before it in the same imported file. The first gets everything before the second is
 * emptied and trashed: whatever happens in between, every word and every note is on the disk, at worst twice. Where the
 * second step fails, the first is taken back. Throws `unite-impossible` for the first article of a file.
 */
export async function uniteWithPrevious(workshop: Workshop, id: string): Promise<Pair> {
  const second = await workshop.store.read(id);
  const first = await previousOf(workshop, second);
  const united = unite(first, second, { now: workshop.now() });
  const whole = await replacePair(workshop, first, united.first);
  let emptied: Pair;
  try {
    emptied = await replacePair(workshop, second, united.second);
  } catch (error) {
    if (await isUnchanged(workshop, second)) await takeBack(workshop, first.article.id, united.first.inverse);
    throw error;
  }
  await workshop.index(whole);
  await workshop.index(emptied);
  // Undone in this order, too, nothing is taken from one before the other has it.
  await workshop.record({
    operation: 'unite',
    steps: [
      { id: second.article.id, operation: united.second.inverse },
      { id: first.article.id, operation: united.first.inverse },
    ],
  });
  return whole;
}

const firstLine = ({ article }: Pair) => article.blocks[0]?.lines[0] ?? 0;

/**
 * The article of the same original that ends where this one begins. The same file may have been imported more than once:
 * of two at one place, the one of the same import has the nearest id.
 */
async function previousOf({ store, catalogue }: Workshop, pair: Pair): Promise<Pair> {
  let previous: Pair | null = null;
  const { id, original } = pair.article;
  for (const sibling of (await catalogue.siblings(original.sha256)).toSorted()) {
    if (sibling === id) continue;
    const other = await store.read(sibling);
    if (firstLine(other) >= firstLine(pair)) continue;
    const isNearer = previous === null || firstLine(other) > firstLine(previous);
    const isOfThisImport = previous !== null && firstLine(other) === firstLine(previous) && sibling < id;
    if (isNearer || isOfThisImport) previous = other;
  }
  if (previous !== null) return previous;
  throw new ArchiveFailure('unite-impossible', { id });
}
