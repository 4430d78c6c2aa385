import { Worker } from 'node:worker_threads';
import type { Problem } from '../../../shared/contract/archive.ts';
import type { Counts, ListFilter, Page, Row } from '../../../shared/contract/row.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Fingerprint } from '../import/fingerprint.ts';
import type {
  CallName,
  Calls,
  CatalogueOptions,
  Duplicates,
  Message,
  PageRequest,
  Progress,
  Report,
  Request,
  Totals,
} from './messages.ts';

/** The worker's program: a bundle that renames it has this one line to change. */
const workerProgram = new URL('./worker.ts', import.meta.url);

/**
 * What the archive knows of its articles without opening their documents. It is derived from them, may be deleted at
 * any time, and heals itself. All calls fail with `index-failed` where even that does not help, and from the death of
 * its worker on.
 */
export interface Catalogue {
  /** Resolves once everything that changed on disk while the catalogue was closed is in it. Lists work before. */
  ready(): Promise<Report>;
  /** Takes over what was just saved; an article is in all lists when this resolves. */
  put(article: ArticleDocument, marks: MarksDocument): Promise<void>;
  /** Newest first. A cursor or limit that makes no sense is `argument-wrong`. */
  list(filter: ListFilter, page: PageRequest): Promise<Page>;
  /** One article's row, also of one in the trash. */
  row(id: string): Promise<Row | null>;
  counts(): Promise<Counts>;
  /** All tags outside the trash, and those above them, in the order of the tree. */
  tags(): Promise<Counts['tags']>;
  stats(): Promise<Totals>;
  duplicates(fingerprint: Fingerprint): Promise<Duplicates>;
  /** The ids of the listed articles that were read from one file, by the SHA-256 of its bytes. */
  siblings(original: string): Promise<string[]>;
  /** Documents that cannot be read or are gone, as last seen. */
  problems(): Promise<Problem[]>;
  /** Compares the catalogue with the disk: folders that changed, or (`full`) every single document. */
  reconcile(how: { full: boolean }): Promise<Report>;
  /** Forgets everything and reads all documents anew. */
  rebuild(): Promise<Report>;
  /** Lets the file go; what is asked afterwards fails. May be called again. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(value: Calls[CallName]['output']): void;
  reject(failure: ArchiveFailure): void;
}

/**
 * Opens (or makes) the catalogue of an archive in a worker of its own. Resolves as soon as lists can be read, which
 * takes the same time at any size; the comparison with the disk goes on behind it (see `ready`).
 */
export async function openCatalogue(
  options: CatalogueOptions & { onProgress?: (progress: Progress) => void },
): Promise<Catalogue> {
  const { onProgress, ...workerData } = options;
  const worker = new Worker(workerProgram, { workerData });
  let hasEnded = false;
  worker.once('exit', () => (hasEnded = true));
  const ask = await connect(worker, onProgress).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  let closing: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    try {
      // One that has died has let everything go.
      if (!hasEnded) await ask('close', null);
    } finally {
      await worker.terminate();
    }
  };
  return {
    ready: () => ask('ready', null),
    put: async (article, marks) => {
      await ask('put', { article, marks });
    },
    list: (filter, page) => ask('list', { filter, page }),
    row: (id) => ask('row', { id }),
    counts: () => ask('counts', null),
    tags: () => ask('tags', null),
    stats: () => ask('totals', null),
    duplicates: (fingerprint) => ask('duplicates', fingerprint),
    siblings: (original) => ask('siblings', { original }),
    problems: () => ask('problems', null),
    reconcile: (how) => ask('reconcile', how),
    rebuild: () => ask('rebuild', null),
    close: () => (closing ??= end()),
  };
}

type Ask = <K extends CallName>(call: K, input: Calls[K]['input']) => Promise<Calls[K]['output']>;

/** Resolves when the worker is open; from then on pairs its answers with their questions by number. */
function connect(worker: Worker, onProgress: ((progress: Progress) => void) | undefined): Promise<Ask> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let end: ArchiveFailure | null = null;

  const ask: Ask = <K extends CallName>(call: K, input: Calls[K]['input']) =>
    new Promise<Calls[K]['output']>((resolve, reject) => {
      if (end !== null) {
        reject(end);
        return;
      }
      last += 1;
      waiting.set(last, { resolve: resolve, reject });
      const request: Request<K> = { number: last, call, input };
      worker.postMessage(request);
    });

  return new Promise((resolve, reject) => {
    const stop = (reason: string, cause?: unknown): void => {
      end ??= new ArchiveFailure('index-failed', { reason }, cause);
      for (const one of waiting.values()) one.reject(end);
      waiting.clear();
      reject(end);
    };
    worker.on('error', (error) => stop(error instanceof Error ? error.message : String(error), error));
    worker.on('exit', () => stop('worker-ended'));
    worker.on('message', (message: Message) => {
      if (message.kind === 'opened') resolve(ask);
      else if (message.kind === 'progress') onProgress?.(message.progress);
      else settle(message);
    });

    const settle = (message: Extract<Message, { number: unknown }>): void => {
      if (message.kind === 'answer') waiting.get(message.number)?.resolve(message.value);
      else {
        const failure = new ArchiveFailure(message.failure.code, message.failure.data);
        if (message.number === null) reject(failure);
        else waiting.get(message.number)?.reject(failure);
      }
      if (message.number !== null) waiting.delete(message.number);
    };
  });
}
