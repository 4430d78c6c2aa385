import { z } from 'zod';
import { Id, Moment } from './identity.ts';

/** The version of `archive.json`, and with it of the folder's layout, that this program writes. */
export const ARCHIVE_SCHEMA = 1;

/** `archive.json`: what makes a folder an archive. */
export const ArchiveDocument = z.strictObject({
  schema: z.literal(ARCHIVE_SCHEMA),
  type: z.literal('archive'),
  id: Id,
  createdAt: Moment,
});
export type ArchiveDocument = z.infer<typeof ArchiveDocument>;
