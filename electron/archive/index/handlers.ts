import { counts, tags, totals } from './counts.ts';
import { duplicates, siblings } from './duplicates.ts';
import { problems } from './files.ts';
import type { Keeper } from './keeper.ts';
import { list, rowOfId } from './list.ts';
import type { CallName, Calls } from './messages.ts';

/** One function per call. */
export type Handlers = { [K in CallName]: (input: Calls[K]['input']) => Promise<Calls[K]['output']> };

/** What each call does with the keeper's index. */
export function handlersOf(keeper: Keeper): Handlers {
  return {
    ready: () => keeper.ready,
    put: async ({ article, marks }) => {
      await keeper.save(article, marks);
      return null;
    },
    list: ({ filter, page }) => keeper.use((index) => list(index, filter, page)),
    row: ({ id }) => keeper.use((index) => rowOfId(index, id)),
    counts: () => keeper.use(counts),
    tags: () => keeper.use(tags),
    totals: () => keeper.use(totals),
    duplicates: (fingerprint) => keeper.use((index) => duplicates(index, fingerprint)),
    siblings: ({ original }) => keeper.use((index) => siblings(index, original)),
    problems: () => keeper.use(problems),
    reconcile: ({ full }) => keeper.reconcile(full),
    rebuild: () => keeper.rebuild(),
    close: async () => {
      await keeper.close();
      return null;
    },
  };
}
