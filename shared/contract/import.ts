import { z } from 'zod';
import { Id } from '../document/identity.ts';
import { Article } from './article.ts';
import { Failure } from './failure.ts';

/**
 * What an import did. A file's stories that the archive has already are `duplicates` (with the title and id of the one it has, and whether that is in the trash);
 * a file that could not be read is a failure, and the other files go on.
 */
export const ImportResult = z.strictObject({
  articles: z.array(Article),
  duplicates: z.array(z.strictObject({ file: z.string(), title: z.string(), id: Id, trashed: z.boolean() })),
  failures: z.array(z.strictObject({ file: z.string(), ...Failure.shape })),
});
export type ImportResult = z.infer<typeof ImportResult>;
