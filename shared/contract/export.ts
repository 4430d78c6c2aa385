import { z } from 'zod';
import { Id } from '../document/identity.ts';
import { Failure } from './failure.ts';

/**
 * What an export did. `written`: new or replaced files, with their size in bytes. `kept`: files that already held these
 * very bytes. `conflicts`: files changed by hand since, left alone; the new text stands in `beside`.
 */
export const ExportResult = z.strictObject({
  written: z.array(z.strictObject({ id: Id, file: z.string(), bytes: z.int().min(0) })),
  kept: z.array(z.strictObject({ id: Id, file: z.string() })),
  conflicts: z.array(z.strictObject({ id: Id, file: z.string(), beside: z.string() })),
  failures: z.array(z.strictObject({ id: Id, ...Failure.shape })),
});
export type ExportResult = z.infer<typeof ExportResult>;
