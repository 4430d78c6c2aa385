import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import type { StoredDocument } from './stored-document.ts';

/** An article's two documents as last seen; `marks` is null while there is no file of them. */
export interface Entry {
  readonly article: StoredDocument<ArticleDocument>;
  readonly marks: StoredDocument<MarksDocument> | null;
}

/** Bytes of documents (as on disk) that are kept in memory; the last one read stays, however long it is. */
const LIMIT = 32 * 1024 * 1024;

/** The pairs used last, so that a further change need not read them again. */
export class PairCache {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Keeps the entry as the one used last and lets go of those used longest ago. */
  put(id: string, entry: Entry): void {
    this.drop(id);
    this.#entries.set(id, entry);
    this.#bytes += sizeOf(entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= LIMIT || oldest === id) break;
      this.drop(oldest);
    }
  }

  drop(id: string): void {
    if (!this.#entries.delete(id)) return;
    this.#bytes = this.#entries.values().reduce((sum, entry) => sum + sizeOf(entry), 0);
  }
}

function sizeOf({ article, marks }: Entry): number {
  return article.size + (marks?.size ?? 0);
}
