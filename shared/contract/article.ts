import { z } from 'zod';
import { ArticleContent, ArticleDocument } from '../document/article.ts';
import { Id, Moment } from '../document/identity.ts';

/**
 * An article as every host shows it: the document without its bookkeeping. `id`, `importedAt` and `revision` are null
 * where it was only tried (a dry run) and not stored.
 */
export const Article = z.strictObject({
  id: Id.nullable(),
  ...ArticleContent.shape,
  encoding: ArticleDocument.shape.encoding,
  original: ArticleDocument.shape.original,
  importedAt: Moment.nullable(),
  revision: z.int().min(1).nullable(),
  textRevision: z.int().min(1),
});
export type Article = z.infer<typeof Article>;

/** The article as it may leave the archive. */
export function articleOf(document: ArticleDocument): Article {
  const { schema, type, modifiedAt, splices, nextBlock, nextQuestion, ...article } = document;
  return article;
}
