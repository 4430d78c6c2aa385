import { z } from 'zod';
import {
  ArticleContent,
  ArticleDocument,
  Block,
  Change,
  Evidence,
  Join,
  Question,
} from '../../../shared/document/article.ts';
import { Anchor, Annotation, Located, MarksContent } from '../../../shared/document/marks.ts';

/** A thing that is to be put back: what must be found now, and what it becomes. */
function swap<T extends z.ZodType>(of: T) {
  return z.strictObject({ expect: of, value: of });
}

/** The fields of an article that an operation may change one by one; text, questions and evidence have their own parts. */
export const ArticleFields = z.strictObject({
  ...ArticleContent.omit({ blocks: true, joins: true, questions: true, evidence: true }).shape,
  encoding: ArticleDocument.shape.encoding,
  nextBlock: ArticleDocument.shape.nextBlock,
  nextQuestion: ArticleDocument.shape.nextQuestion,
});
export type ArticleFields = z.infer<typeof ArticleFields>;

/** The fields of the marks without the annotations. */
export const MarksFields = MarksContent.omit({ annotations: true });
export type MarksFields = z.infer<typeof MarksFields>;

/**
 * Text to be put back in one block: `changes` count from the block's start, and the block must hold `before` and `after`
 * around them (and what they remove), so that the same words elsewhere are not taken for them.
 */
const CorrectionBack = z.strictObject({
  in: z.literal('block'),
  block: Block.shape.id,
  before: z.string(),
  after: z.string(),
  changes: z.array(Change).min(1),
});

/**
 * A run of whole blocks to be put back, behind the block `behind` (`null`: at the article's start). `changes` say the
 * same of the text; they count from the end of `behind`.
 */
const BlocksBack = z.strictObject({
  in: z.literal('blocks'),
  behind: Block.shape.id.nullable(),
  ...swap(z.array(Block)).shape,
  changes: z.array(Change),
});

export const TextBack = z.discriminatedUnion('in', [CorrectionBack, BlocksBack]);
export type TextBack = z.infer<typeof TextBack>;

/**
 * The anchor of an annotation that the text alone does not bring back. Offsets count from where the changes of the text
 * part count from (so they may be negative).
 */
export const AnchorBack = z.strictObject({
  id: Annotation.shape.id,
  expect: z.strictObject({ quote: Anchor.shape.quote, located: Located }),
  value: z.strictObject({ ...Anchor.shape, start: z.int(), end: z.int(), located: Located }),
});
export type AnchorBack = z.infer<typeof AnchorBack>;

/**
 * The inverse of any operation, itself an operation with an inverse. It names every thing that was touched with the value
 * it expects to find there, never a document's revision; where it finds another, it answers `undo-conflict`.
 */
export const Revert = z.strictObject({
  type: z.literal('revert'),
  text: TextBack.optional(),
  anchors: z.array(AnchorBack).optional(),
  joins: z.array(z.strictObject({ block: Block.shape.id, ...swap(z.array(Join)).shape })).optional(),
  fields: swap(ArticleFields.partial()).optional(),
  /** `null`: no evidence was kept for the field. */
  evidence: swap(z.partialRecord(z.string(), z.array(Evidence).nullable())).optional(),
  /** `null`: there is no such question. A question returns to its place in the order of the numbers. */
  questions: z.array(swap(Question.nullable())).optional(),
  /** `null`: there is no such annotation. Of one that stays, kind, note and tags are put back; its passage is the text's. */
  annotations: z.array(swap(Annotation.nullable())).optional(),
  marks: swap(MarksFields.partial()).optional(),
});
export type Revert = z.infer<typeof Revert>;
