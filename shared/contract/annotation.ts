import { z } from 'zod';
import { Id } from '../document/identity.ts';
import { Annotation, Kind, Tag } from '../document/marks.ts';
import { Failure } from './failure.ts';

/**
 * A passage to be marked, named by its words. `occurrence` (1-based) chooses where the words stand more than once;
 * without it such a quote is refused. `kind` is 1 where it is left out.
 */
export const AnnotationRequest = z.strictObject({
  id: Id,
  quote: z.string().min(1),
  occurrence: z.int().min(1).optional(),
  kind: Kind.optional(),
  note: z.string().optional(),
  tags: z.array(Tag).optional(),
});
export type AnnotationRequest = z.infer<typeof AnnotationRequest>;

/** What became of a batch: `failures` name the request by its line (1-based) of the input. */
export const AnnotationResult = z.strictObject({
  annotations: z.array(Annotation),
  failures: z.array(z.strictObject({ line: z.int().min(1), ...Failure.shape })),
});
export type AnnotationResult = z.infer<typeof AnnotationResult>;
