import type { AnnotationResult } from '../../shared/contract/annotation.ts';
import type { CheckResult, ReadOnly, Stats, UndoResult } from '../../shared/contract/archive.ts';
import { articleOf, type Article } from '../../shared/contract/article.ts';
import type { ExportResult } from '../../shared/contract/export.ts';
import type { ImportResult } from '../../shared/contract/import.ts';
import { marksOf, type Marks } from '../../shared/contract/marks.ts';
import type { Counts, ListFilter, Page } from '../../shared/contract/row.ts';
import type { Language } from '../../shared/wording/speak.ts';
import { answerQuestion } from './answering.ts';
import { editArticle, editArticles, type Edit, type ManyEdited } from './editing.ts';
import { exportArticles } from './exporting.ts';
import { ArchiveFailure } from './failure.ts';
import { annotate, correctText, type NumberedRequest } from './highlighting.ts';
import type { PageRequest } from './index/messages.ts';
import { checkArchive, statsOf } from './inspecting.ts';
import { importFiles, tryFiles, type ImportManner } from './intake.ts';
import { openWorkshop, type OpenOptions } from './open-workshop.ts';
import { nodeFs } from './store/node-fs.ts';
import type { Pair } from '../../shared/document/pair.ts';
import { redo, undo } from './undoing.ts';
import type { Workshop } from './workshop.ts';

export type { Access } from './choose-archive.ts';
export type { Edit } from './editing.ts';
export type { Operation } from './annotate/operation.ts';
export type { ImportManner } from './intake.ts';
export type { OpenOptions } from './open-workshop.ts';

/** An article with its marks as every host shows them. */
export interface Shown {
  readonly article: Article;
  readonly marks: Marks;
}

/** Opens the chosen archive with its index and journal. Rejects with an `archive-…` failure where that cannot be. */
export async function openArchive(options: OpenOptions): Promise<Archive> {
  return new Archive(await openWorkshop(options));
}

/** Shows what an import would bring, and stores nothing; works without an archive, too. */
export async function previewImport(
  options: OpenOptions,
  files: readonly string[],
  manner: ImportManner,
): Promise<ImportResult> {
  let workshop: Workshop | null = null;
  try {
    workshop = await openWorkshop({ ...options, access: 'read' });
    await workshop.catalogue.ready();
  } catch (error) {
    if (!(error instanceof ArchiveFailure) || !['archive-none', 'archive-missing'].includes(error.code)) throw error;
  }
  try {
    return await tryFiles(nodeFs, workshop, files, manner);
  } finally {
    await workshop?.close();
  }
}

/** One open archive, as every host uses it: the way in to all its parts, with no work of its own. */
export class Archive {
  readonly #workshop: Workshop;

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** The archive's id, the same wherever its folder is. */
  get id(): string {
    return this.#workshop.store.archive.id;
  }

  /** The archive folder's real path. */
  get folder(): string {
    return this.#workshop.store.folder;
  }

  /** Why this process may only read; null where it is the one writer. */
  get readOnly(): ReadOnly | null {
    return this.#workshop.store.readOnly;
  }

  /** Resolves once the lists know of everything that changed while the archive was closed; they can be asked before. */
  async ready(): Promise<void> {
    await this.#workshop.catalogue.ready();
  }

  /** Imports files (absolute paths); what cannot be read is told, the rest goes on. */
  importFiles(files: readonly string[], manner: ImportManner): Promise<ImportResult> {
    return importFiles(this.#workshop, files, manner);
  }

  /** A page of rows, newest first. */
  list(filter: ListFilter, page: PageRequest): Promise<Page> {
    return this.#workshop.catalogue.list(filter, page);
  }

  /** Every tag outside the trash and those above it, with the articles of each. */
  tags(): Promise<Counts['tags']> {
    return this.#workshop.catalogue.tags();
  }

  /** The archive in figures. */
  stats(): Promise<Stats> {
    return statsOf(this.#workshop);
  }

  /** Reads every file and tells what is not right; changes nothing. */
  check(): Promise<CheckResult> {
    return checkArchive(this.#workshop);
  }

  /** Makes the index anew from the documents. */
  async rebuild(): Promise<{ articles: number }> {
    const { read } = await this.#workshop.catalogue.rebuild();
    return { articles: read };
  }

  /** An article with its marks. `article-missing`, or a `document-…` failure for one that cannot be used. */
  async read(id: string): Promise<Shown> {
    return shown(await this.#workshop.store.read(id));
  }

  /** One change of one article. `session` marks an editor that saves as one types: its saves are one step of undo. */
  async edit(id: string, make: Edit, session?: string): Promise<Shown> {
    return shown(await editArticle(this.#workshop, id, make, session));
  }

  /** The same change of many articles, as one step of undo. */
  async editMany(ids: readonly string[], make: Edit): Promise<{ pairs: Shown[]; failures: ManyEdited['failures'] }> {
    const { pairs, failures } = await editArticles(this.#workshop, ids, make);
    return { pairs: pairs.map(shown), failures };
  }

  /** Highlights passages named by their words. */
  annotate(requests: readonly NumberedRequest[]): Promise<AnnotationResult> {
    return annotate(this.#workshop, requests);
  }

  /** Corrects a slip in the text; highlights follow. */
  async correct(id: string, from: string, to: string, occurrence?: number): Promise<Shown> {
    return shown(await correctText(this.#workshop, id, from, to, occurrence));
  }

  /** Answers a question of the import; resolves to the articles that come of it. */
  async answer(id: string, question: string, choice: string): Promise<Article[]> {
    const pairs = await answerQuestion(this.#workshop, id, question, choice);
    return pairs.map(({ article }) => articleOf(article));
  }

  /** Takes back the latest operation; see `undo-empty` and `undo-conflict`. */
  undo(): Promise<UndoResult> {
    return undo(this.#workshop);
  }

  /** Does again what was undone last. */
  redo(): Promise<UndoResult> {
    return redo(this.#workshop);
  }

  /** Exports the articles named, or all outside the trash, to a folder (an absolute path). */
  export(ids: readonly string[] | undefined, folder: string, language: Language): Promise<ExportResult> {
    return exportArticles(this.#workshop, ids, folder, language);
  }

  /** Waits for what is being saved and lets everything go. */
  close(): Promise<void> {
    return this.#workshop.close();
  }
}

function shown({ article, marks }: Pair): Shown {
  return { article: articleOf(article), marks: marksOf(marks) };
}
