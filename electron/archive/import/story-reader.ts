import { Worker } from 'node:worker_threads';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Encoding } from '../../../shared/document/article.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Source } from './read-source.ts';
import type { ReadFile } from './read-stories.ts';

/** The worker's program: a bundle that renames it has this one line to change. */
const workerProgram = new URL('./story-worker.ts', import.meta.url);

/** What a file may take, in milliseconds: many times what the largest one needs. */
const LIMIT = 180_000;

/** What the worker sends back. */
export type Answer = { readonly file: ReadFile } | { readonly failure: Failure };

/**
 * Reads files in a worker, so that a long or hostile one neither freezes the program nor keeps it for ever. The worker is
 * started for the first file and kept for the next; files are read one at a time.
 */
export class StoryReader {
  readonly #limit: number;
  #worker: Worker | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(limit = LIMIT) {
    this.#limit = limit;
  }

  /**
   * The stories of a file, under a given encoding or the one it is taken for. Rejects with what is wrong with the file, or
   * `file-too-slow` after the limit.
   */
  read(source: Source, encoding?: Encoding): Promise<ReadFile> {
    const result = this.#turn.then(() => this.#ask(source, encoding));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Lets the worker go. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #ask(source: Source, encoding: Encoding | undefined): Promise<ReadFile> {
    this.#worker ??= new Worker(workerProgram);
    const answer = await this.#answerOf(this.#worker, { source, ...(encoding === undefined ? {} : { encoding }) });
    if ('file' in answer) return answer.file;
    throw new ArchiveFailure(answer.failure.code, answer.failure.data);
  }

  #answerOf(worker: Worker, question: { source: Source; encoding?: Encoding }): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        worker.off('message', take).off('error', fail);
      };
      const take = (answer: Answer) => {
        settle();
        resolve(answer);
      };
      /** A worker that failed or is still busy is of no use for the next file. */
      const giveUp = (failure: ArchiveFailure) => {
        settle();
        reject(failure);
        void this.close();
      };
      const fail = (error: unknown) => giveUp(new ArchiveFailure('internal-error', { message: String(error) }, error));
      const timer = setTimeout(() => {
        giveUp(new ArchiveFailure('file-too-slow', { file: question.source.name, seconds: this.#limit / 1000 }));
      }, this.#limit);
      worker.on('message', take).on('error', fail);
      worker.postMessage(question);
    });
  }
}
