import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ArchiveFailure, asFailure } from '../failure.ts';
import { nodeFs } from '../store/node-fs.ts';
import { counts, tags, totals } from './counts.ts';
import { isBusy, isDamage } from './database.ts';
import { duplicates } from './duplicates.ts';
import { problems } from './files.ts';
import { Keeper } from './keeper.ts';
import { list, rowOfId } from './list.ts';
import type { CallName, Calls, Message, Request } from './messages.ts';

/** The worker's program: keeps one index and answers messages about it (see catalogue.ts for the other end). */

type Handlers = { [K in CallName]: (input: Calls[K]['input']) => Promise<Calls[K]['output']> };

const Options = z.object({
  indexFile: z.string(),
  archiveFolder: z.string(),
  archiveId: z.string(),
  readOnly: z.boolean(),
});

function handlersOf(keeper: Keeper): Handlers {
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
    problems: () => keeper.use(problems),
    reconcile: ({ full }) => keeper.reconcile(full),
    rebuild: () => keeper.rebuild(),
    close: async () => {
      await keeper.close();
      return null;
    },
  };
}

/** SQLite's own errors are the index's; what is not foreseen at all stays an internal error. */
function failureOf(error: unknown): ArchiveFailure {
  if (!isDamage(error) && !isBusy(error)) return asFailure(error);
  return new ArchiveFailure('index-failed', { reason: error instanceof Error ? error.message : String(error) }, error);
}

function send(message: Message): void {
  parentPort?.postMessage(message);
}

async function answer<K extends CallName>(handlers: Handlers, { number, call, input }: Request<K>): Promise<void> {
  try {
    send({ kind: 'answer', number, value: await handlers[call](input) });
  } catch (error) {
    send({ kind: 'failure', number, failure: failureOf(error).toValue() });
  }
}

try {
  const onProgress = (progress: { done: number; total: number }): void => send({ kind: 'progress', progress });
  const keeper = await Keeper.open({ fs: nodeFs, now: Date.now, onProgress }, Options.parse(workerData));
  const handlers = handlersOf(keeper);
  parentPort?.on('message', (request: Request) => void answer(handlers, request));
  send({ kind: 'opened' });
} catch (error) {
  send({ kind: 'failure', number: null, failure: failureOf(error).toValue() });
}
