import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ArchiveFailure, asFailure } from '../failure.ts';
import { nodeFs } from '../store/node-fs.ts';
import { isBusy, isDamage } from './database.ts';
import { handlersOf } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { Keeper } from './keeper.ts';
import type { CallName, Message, Progress, Request } from './messages.ts';

/** The worker's program: keeps one index and answers messages about it (catalogue.ts is the other end). */

const Options = z.object({
  indexFile: z.string(),
  archiveFolder: z.string(),
  archiveId: z.string(),
  readOnly: z.boolean(),
});

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
  const onProgress = (progress: Progress): void => send({ kind: 'progress', progress });
  const keeper = await Keeper.open({ fs: nodeFs, now: Date.now, onProgress }, Options.parse(workerData));
  const handlers = handlersOf(keeper);
  parentPort?.on('message', (request: Request) => void answer(handlers, request));
  send({ kind: 'opened' });
} catch (error) {
  send({ kind: 'failure', number: null, failure: failureOf(error).toValue() });
}
