import type { ArticleDocument } from './article.ts';
import type { MarksDocument } from './marks.ts';

/** An article with all that the reader added to it. The marks fit its text: their `textRevision` is the article's. */
export interface Pair {
  readonly article: ArticleDocument;
  readonly marks: MarksDocument;
}
