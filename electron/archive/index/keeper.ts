import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Fs } from '../store/fs-port.ts';
import { shardOf } from '../store/layout.ts';
import { IndexDamaged, isClean, isDamage, openIndex, openIndexToRead, setClean } from './database.ts';
import type { Index } from './database.ts';
import { awaitTurn, beginAnew, openHolding, openToWrite } from './holding.ts';
import type { Holding } from './holding.ts';
import type { CatalogueOptions, Progress, Report } from './messages.ts';
import { reconcile } from './reconcile.ts';
import { confirmSaved, savePairs } from './save.ts';
import { shards } from './survey.ts';
import { isTaken, wishFile } from './turn.ts';
import type { Turn } from './turn.ts';

/** What a keeper works with, and whom it tells how far it has come. */
export interface KeeperContext {
  readonly fs: Fs;
  /** Milliseconds since 1970. */
  now(): number;
  onProgress(progress: Progress): void;
}

interface Comparison {
  readonly full: boolean;
  /** The shards to compare. */
  readonly among: readonly string[];
}

const ALL: Comparison = { full: true, among: shards };
const NOTHING: Report = { read: 0, removed: 0, missing: 0 };

/**
 * Holds one index open, heals it, and keeps it in step with the disk. Reading and saving happen at once; comparisons
 * with the disk queue up, and let both in between their batches.
 */
export class Keeper {
  /** Resolves when all that changed while the index was closed has been taken in. */
  readonly ready: Promise<Report>;
  readonly #around: KeeperContext;
  readonly #options: CatalogueOptions;
  #index: Index;
  #turn: Turn | null;
  #canWrite: boolean;
  /** Grows each time the index is begun anew, so that many who met one damage heal it once. */
  #generation = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #confirmations: Promise<unknown> = Promise.resolve();
  /** Articles saved since the running comparison began. */
  #saved = new Set<string>();
  readonly #shardsSaved = new Set<string>();
  /** Whether the index agreed with the disk at some time since it was opened; saves keep it so. */
  #isCurrent = false;
  /** Whether the last comparison was stopped before its end. */
  #isUnfinished = false;
  #isClosing = false;
  readonly #leaving = new AbortController();
  /** A writer's wait for the file, while it keeps the index in memory. */
  readonly #succession: Promise<unknown>;
  /** What was saved since the file that is being taken over was compared with the disk. */
  #late: Map<string, Pair> | null = null;

  private constructor(around: KeeperContext, options: CatalogueOptions, { index, turn, canWrite, wish }: Holding) {
    this.#around = around;
    this.#options = options;
    this.#index = index;
    this.#turn = turn;
    this.#canWrite = canWrite;
    this.ready = this.#catchUp();
    // Whoever does not ask for it shall not fall with it.
    this.ready.catch(() => undefined);
    this.#succession = wish === null ? Promise.resolve() : this.#succeed(wish);
  }

  static async open(around: KeeperContext, options: CatalogueOptions): Promise<Keeper> {
    return new Keeper(around, options, await openHolding(around.fs, options));
  }

  /** Does `work` on the index; if the index turns out to be damaged, once more on one built anew. */
  async use<T>(work: (index: Index) => T): Promise<T> {
    const met = this.#generation;
    try {
      return work(this.#index);
    } catch (error) {
      if (!isDamage(error)) throw error;
      await this.#enqueue(() => (met === this.#generation ? this.#beginAgain() : Promise.resolve(NOTHING)));
      return work(this.#index);
    }
  }

  /** Takes over what was just saved. */
  async save(article: ArticleDocument, marks: MarksDocument): Promise<void> {
    this.#mustKeep();
    const savedAt = this.#around.now();
    await this.use((index) => {
      savePairs(index, [{ article, marks }]);
      this.#saved.add(article.id);
      this.#shardsSaved.add(shardOf(article.id));
      this.#late?.set(article.id, { article, marks });
    });
    const { fs } = this.#around;
    this.#confirmations = this.#confirmations
      .then(() => confirmSaved(fs, this.#options.archiveFolder, this.#index, { id: article.id, savedAt }))
      .catch(() => undefined);
  }

  /** Compares with the disk: shards whose folders changed, or (`full`) every document. Nothing to do for a reader. */
  async reconcile(full: boolean): Promise<Report> {
    return this.#canWrite ? this.#enqueue(() => this.#compareOrHeal({ full, among: shards })) : NOTHING;
  }

  /** Forgets everything and reads all documents anew. */
  async rebuild(): Promise<Report> {
    this.#mustKeep();
    return this.#enqueue(() => this.#beginAgain());
  }

  /** Stops a running comparison and leaves the index so that the next start finds little to do. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#leaving.abort();
    await this.#succession;
    await this.#queue;
    await this.#confirmations;
    this.#isClosing = false;
    if (this.#canWrite && this.#isCurrent && this.#shardsSaved.size > 0) await this.#settle().catch(() => undefined);
    this.#index.close();
    this.#turn?.end();
  }

  async #settle(): Promise<void> {
    await this.#compare({ full: false, among: [...this.#shardsSaved] });
    setClean(this.#index, true);
  }

  async #catchUp(): Promise<Report> {
    if (!this.#canWrite) return NOTHING;
    try {
      return await this.#enqueue(async () => {
        const report = await this.#compareOrHeal({ full: !isClean(this.#index), among: shards });
        return this.#isUnfinished && !this.#isClosing ? await this.#goOnInMemory() : report;
      });
    } finally {
      if (this.#options.readOnly) this.#giveWay();
    }
  }

  /** A process that only reads the archive keeps the index no longer than it must: a writer may be waiting for it. */
  #giveWay(): void {
    this.#canWrite = this.#turn === null;
    this.#turn?.end();
    this.#turn = null;
  }

  /** Whether a writer waits for the file that a reader has. */
  #isWanted(): boolean {
    return this.#options.readOnly && this.#turn !== null && isTaken(wishFile(this.#options.indexFile));
  }

  /** A reader that leaves a half-built file to the writer still owes its own lists. */
  #goOnInMemory(): Promise<Report> {
    this.#index.close();
    this.#exchange(openIndex(':memory:', this.#options));
    this.#giveWay();
    this.#canWrite = true;
    return this.#compare(ALL);
  }

  async #succeed(wish: Turn): Promise<void> {
    const turn = await awaitTurn(this.#around.fs, this.#options.indexFile, wish, this.#leaving.signal);
    if (turn !== null) await this.#enqueue(() => this.#takeOver(turn));
  }

  /** Brings the file up to the disk while lists are answered from memory; then both change places at once. */
  async #takeOver(turn: Turn): Promise<Report> {
    const file = await openToWrite(this.#around.fs, this.#options);
    const late = new Map<string, Pair>();
    this.#late = late;
    try {
      const report = await this.#compare(ALL, file);
      if (this.#isUnfinished) throw new IndexDamaged('closed before it was taken over');
      savePairs(file, [...late.values()]);
      this.#index.close();
      this.#exchange(file);
      this.#turn = turn;
      return report;
    } catch {
      // All is in memory, and the next start brings the file up.
      file.close();
      turn.end();
      return NOTHING;
    } finally {
      this.#late = null;
    }
  }

  async #compareOrHeal(how: Comparison): Promise<Report> {
    try {
      return await this.#compare(how);
    } catch (error) {
      if (!isDamage(error)) throw error;
      return this.#beginAgain();
    }
  }

  async #compare({ full, among }: Comparison, index = this.#index): Promise<Report> {
    const wasClean = isClean(index);
    this.#saved = new Set();
    const { isComplete, ...report } = await reconcile({
      index,
      fs: this.#around.fs,
      archiveFolder: this.#options.archiveFolder,
      shards: among,
      full,
      now: this.#around.now(),
      saved: this.#saved,
      isStopped: () => this.#isClosing || this.#isWanted(),
      onProgress: (progress) => this.#around.onProgress(progress),
    });
    this.#isUnfinished = !isComplete;
    if (isComplete && (full || wasClean)) this.#isCurrent = true;
    if (isComplete && this.#isCurrent && this.#shardsSaved.size === 0 && !isClean(index)) setClean(index, true);
    return report;
  }

  /** Deletes the index and reads all documents; if the disk fails even that, in memory. A reader only looks again. */
  async #beginAgain(): Promise<Report> {
    this.#index.close();
    if (!this.#canWrite) {
      this.#exchange(openIndexToRead(this.#options.indexFile, this.#options));
      return NOTHING;
    }
    const { fs } = this.#around;
    this.#exchange(this.#turn === null ? openIndex(':memory:', this.#options) : await beginAnew(fs, this.#options));
    try {
      return await this.#compare(ALL);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#index.close();
      this.#exchange(openIndex(':memory:', this.#options));
      return this.#compare(ALL);
    }
  }

  #exchange(index: Index): void {
    this.#index = index;
    this.#generation += 1;
  }

  #enqueue(job: () => Promise<Report>): Promise<Report> {
    const run = this.#queue.then(job);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  #mustKeep(): void {
    if (!this.#canWrite) throw new ArchiveFailure('index-failed', { reason: 'index-held' });
  }
}
