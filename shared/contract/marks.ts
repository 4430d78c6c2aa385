import { z } from 'zod';
import { MarksContent, MarksDocument } from '../document/marks.ts';

/** What the reader added to one article, as every host shows it. */
export const Marks = z.strictObject({
  ...MarksContent.shape,
  revision: MarksDocument.shape.revision,
  textRevision: MarksDocument.shape.textRevision,
});
export type Marks = z.infer<typeof Marks>;

/** The marks as they may leave the archive. */
export function marksOf(document: MarksDocument): Marks {
  const { schema, type, id, modifiedAt, ...marks } = document;
  return marks;
}
