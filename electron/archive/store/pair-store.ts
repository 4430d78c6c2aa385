import { dirname } from 'node:path';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { Clock } from '../../../shared/document/identity.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { noMarks, type MarksDocument } from '../../../shared/document/marks.ts';
import { ArchiveFailure } from '../failure.ts';
import { articleFormat, marksFormat } from './document-format.ts';
import { removeQuietly, type Disk } from './durable-write.ts';
import type { Folders } from './folders.ts';
import type { DocumentKind, History } from './history.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { articleFile, marksFile } from './layout.ts';
import { PairCache, type Entry } from './pair-cache.ts';
import { StoredDocument } from './stored-document.ts';

/** Moves marks that lag behind to the article's text revision; pure. */
export type BringUp = (article: ArticleDocument, marks: MarksDocument) => MarksDocument;

/** What the pairs of one archive are made with. */
export interface PairSettings {
  readonly disk: Disk;
  readonly folder: string;
  readonly folders: Folders;
  readonly history: History;
  readonly clock: Clock;
  readonly bringUp: BringUp;
}

/** The articles and marks of one archive: read together, changed together, the article always written first. */
export class PairStore {
  readonly #settings: PairSettings;
  readonly #cache = new PairCache();
  /** Reads and changes of one article wait for each other; those of different articles do not. */
  readonly #queue = new KeyedQueue();
  /** Tidying up after saves, which no save waits for. */
  readonly #chores = new KeyedQueue();
  /** Pairs whose last save failed: what the disk has of them may not last, so the next save writes both anew. */
  readonly #unsettled = new Set<string>();

  constructor(settings: PairSettings) {
    this.#settings = settings;
  }

  /** The pair as the disk has it now. */
  read(id: string): Promise<Pair> {
    return this.#queue.run(id, async () => this.#pairOf(await this.#load(id)));
  }

  /** Stores a new article, and the marks that it comes with, if any: both or neither. */
  create(article: ArticleDocument, marks: MarksDocument | null): Promise<Pair> {
    return this.#queue.run(article.id, () => this.#create(article, marks));
  }

  /** Applies a pure function to the pair as the disk has it now, and stores what it made. */
  change(id: string, edit: (pair: Pair) => Pair): Promise<Pair> {
    return this.#queue.run(id, async () => {
      const entry = await this.#load(id);
      const before = this.#pairOf(entry);
      const after = edit(before);
      refuseMisfit(id, after);
      try {
        const saved = await this.#save(id, entry, before, after);
        this.#unsettled.delete(id);
        this.#cache.put(id, saved);
        return this.#pairOf(saved);
      } catch (error) {
        this.#cache.drop(id);
        this.#unsettled.add(id);
        throw error;
      }
    });
  }

  /** Resolves when every save, and the tidying up after it, is done. */
  async idle(): Promise<void> {
    await this.#queue.idle();
    await this.#chores.idle();
  }

  async #create(article: ArticleDocument, marks: MarksDocument | null): Promise<Pair> {
    const documents = { article: this.#article(article.id), marks: this.#marks(article.id) };
    refuseMisfit(article.id, { article, marks: marks ?? noMarks(article) });
    documents.article.verify(article);
    if (marks !== null) documents.marks.verify(marks);

    await this.#settings.folders.ensure(dirname(documents.article.file));
    await documents.article.create(article);
    try {
      if (marks !== null) await this.#createMarks(documents.marks, marks);
    } catch (error) {
      await removeQuietly(this.#settings.disk.fs, documents.article.file);
      throw error;
    }
    const entry = { article: documents.article, marks: marks === null ? null : documents.marks };
    this.#cache.put(article.id, entry);
    return this.#pairOf(entry);
  }

  /** Article first: should the machine stop in between, marks that lag behind can be brought up, not so the reverse. */
  async #save(id: string, entry: Entry, before: Pair, after: Pair): Promise<Entry> {
    const isForced = this.#unsettled.has(id);
    const marks = entry.marks ?? (isBlank(after.marks) ? null : this.#marks(id));
    const isDue = {
      article: isForced || (after.article !== before.article && entry.article.isChangedBy(after.article)),
      marks: isForced || (after.marks !== before.marks && marks?.isChangedBy(after.marks)),
    };
    // Both are tried for size and shape before the first is written.
    if (isDue.article) entry.article.verify(after.article);
    if (isDue.marks) marks?.verify(after.marks);

    if (isDue.article) await this.#replace('article', entry.article, after.article);
    if (!isDue.marks || marks === null) return entry;
    if (entry.marks === null) await this.#createMarks(marks, after.marks);
    else await this.#replace('marks', marks, after.marks);
    return { article: entry.article, marks };
  }

  async #createMarks(document: StoredDocument<MarksDocument>, marks: MarksDocument): Promise<void> {
    await this.#settings.folders.ensure(dirname(document.file));
    await document.create(marks);
  }

  async #replace<T extends { id: string; revision: number }>(
    kind: DocumentKind,
    document: StoredDocument<T>,
    next: T,
  ): Promise<void> {
    const { history, clock } = this.#settings;
    await history.keep(next.id, kind, document.data.revision, document.file);
    await document.save(next);
    if (!history.isDue(next.revision)) return;
    // A thinning that fails has lost nothing, and the next one does its work as well.
    void this.#chores.run(next.id, () => history.thin(next.id, kind, clock.now())).catch(() => undefined);
  }

  /** The two documents as the disk has them now. */
  async #load(id: string): Promise<Entry> {
    const known = this.#cache.get(id);
    const article = known?.article ?? this.#article(id);
    const [ofMarks, ofArticle] = await Promise.allSettled([
      this.#loadMarks(id, known?.marks ?? null),
      article.refresh(),
    ]);
    if (ofMarks.status === 'rejected') throw ofMarks.reason;
    const marks = ofMarks.value;
    if (ofArticle.status === 'rejected') {
      const error: unknown = ofArticle.reason;
      const isUnknown = known === undefined && marks === null && isMissing(error);
      if (isUnknown && !(await this.#settings.history.knows(id, 'article'))) {
        throw new ArchiveFailure('article-missing', { id }, error);
      }
      throw error;
    }
    // The writer writes the article first: marks that lead mean that another program saved while this one was reading.
    if (marks !== null && marks.data.textRevision > article.data.textRevision) await article.refresh();
    const entry = { article, marks };
    this.#cache.put(id, entry);
    return entry;
  }

  /** No file means no marks, unless there once was one: then it is missing, and nothing stands in for it. */
  async #loadMarks(id: string, known: Entry['marks']): Promise<Entry['marks']> {
    const document = known ?? this.#marks(id);
    try {
      await document.refresh();
      return document;
    } catch (error) {
      if (known !== null || !isMissing(error) || (await this.#settings.history.knows(id, 'marks'))) throw error;
      return null;
    }
  }

  #pairOf({ article: { data: article }, marks: document }: Entry): Pair {
    if (document === null) return { article, marks: noMarks(article) };
    const marks = document.data;
    if (marks.textRevision > article.textRevision) {
      throw new ArchiveFailure('document-damaged', { file: document.file, reason: 'text-revision-ahead' });
    }
    const isBehind = marks.textRevision < article.textRevision;
    return { article, marks: isBehind ? this.#settings.bringUp(article, marks) : marks };
  }

  #article(id: string): StoredDocument<ArticleDocument> {
    const { disk, folder } = this.#settings;
    return new StoredDocument(disk, { format: articleFormat, file: articleFile(folder, id), id });
  }

  #marks(id: string): StoredDocument<MarksDocument> {
    const { disk, folder } = this.#settings;
    return new StoredDocument(disk, { format: marksFormat, file: marksFile(folder, id), id });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof ArchiveFailure && error.code === 'document-missing';
}

/** Whether nobody has marked anything: such marks get no file. */
function isBlank({ state, trashedAt, starred, tags, note, annotations }: MarksDocument): boolean {
  const isUntouched = state === 'to-read' && trashedAt === null && !starred && note === null;
  return isUntouched && tags.length === 0 && annotations.length === 0;
}

/** A pair must be of one article, and its anchors of one text; anything else is a mistake of the caller. */
function refuseMisfit(id: string, { article, marks }: Pair): void {
  if (article.id === id && marks.id === id && marks.textRevision === article.textRevision) return;
  throw new ArchiveFailure('internal-error', { message: `The article ${id} and its marks do not fit each other.` });
}
