import { z } from 'zod';
import { ArticleContent, Author, Block, Encoding, Question } from '../../../shared/document/article.ts';
import { Day, Id } from '../../../shared/document/identity.ts';
import { Anchor, Kind, State, Tag } from '../../../shared/document/marks.ts';
import { Revert } from './revert.ts';

/** A Markdown note; blank means none. */
const Note = z.string().nullable();
const text = z.string().nullable();

/** A highlight; its anchor is found again in the text as it is now, and refused where it is not found for certain. */
export const AddAnnotation = z.strictObject({
  type: z.literal('add-annotation'),
  id: Id,
  anchor: Anchor,
  kind: Kind,
  note: Note,
  tags: z.array(Tag),
});
export type AddAnnotation = z.infer<typeof AddAnnotation>;

/**
 * What is left out stays. `base` is the annotation's revision that the change was made on. Where the annotation has
 * changed since, both versions are kept: this one becomes a second annotation on the same passage, with the id `copy`.
 */
export const ChangeAnnotation = z.strictObject({
  type: z.literal('change-annotation'),
  id: Id,
  base: z.int().min(1),
  copy: Id,
  kind: Kind.optional(),
  note: Note.optional(),
  tags: z.array(Tag).optional(),
});
export type ChangeAnnotation = z.infer<typeof ChangeAnnotation>;

/** Refused with `annotation-changed` where `base` is no longer the annotation's revision. */
export const RemoveAnnotation = z.strictObject({ type: z.literal('remove-annotation'), id: Id, base: z.int().min(1) });
export type RemoveAnnotation = z.infer<typeof RemoveAnnotation>;

/** The article's own note. Where the note is no longer `was`, both are kept, one below the other. */
export const SetNote = z.strictObject({ type: z.literal('set-note'), note: Note, was: Note });
export const SetState = z.strictObject({ type: z.literal('set-state'), state: State });
export const SetStar = z.strictObject({ type: z.literal('set-star'), starred: z.boolean() });
export const AddTags = z.strictObject({ type: z.literal('add-tags'), tags: z.array(Tag).min(1) });
/** Removes exactly these tags, not those below them. */
export const RemoveTags = z.strictObject({ type: z.literal('remove-tags'), tags: z.array(Tag).min(1) });
export const Trash = z.strictObject({ type: z.literal('trash') });
export const Restore = z.strictObject({ type: z.literal('restore') });
export const MarksOperation = z.discriminatedUnion('type', [
  SetNote,
  SetState,
  SetStar,
  AddTags,
  RemoveTags,
  Trash,
  Restore,
]);
export type MarksOperation = z.infer<typeof MarksOperation>;

/** Metadata set by hand. A field that is left out stays; `null` (or an empty list) says that the article has none. */
export const SetFields = z.strictObject({
  type: z.literal('set-fields'),
  fields: z.strictObject({
    title: z.string().regex(/\S/u).optional(),
    byline: text.optional(),
    agency: text.optional(),
    column: text.optional(),
    source: text.optional(),
    authors: z.array(Author).optional(),
    published: Day.nullable().optional(),
    year: z.int().min(1800).max(2200).nullable().optional(),
    place: z.array(z.string()).optional(),
    url: text.optional(),
    edition: text.optional(),
    documentNumber: text.optional(),
    editorLines: z.array(z.string()).optional(),
  }),
});
export type SetFields = z.infer<typeof SetFields>;

/** At UTF-16 offset `start` of the article's text, `removed` gives way to `inserted`, within one block. */
export const CorrectText = z.strictObject({
  type: z.literal('correct-text'),
  start: z.int().min(0),
  removed: z.string(),
  inserted: z.string(),
});
export type CorrectText = z.infer<typeof CorrectText>;

/** Appends the following block to this one. */
export const JoinBlock = z.strictObject({ type: z.literal('join-block'), block: Block.shape.id });
export type JoinBlock = z.infer<typeof JoinBlock>;

/** Divides the block at UTF-16 offset `at` of its text; without one, undoes the last join made in it. */
export const SplitBlock = z.strictObject({
  type: z.literal('split-block'),
  block: Block.shape.id,
  at: z.int().min(1).optional(),
});
export type SplitBlock = z.infer<typeof SplitBlock>;

/**
 * Settles a question inside the pair. What dividing, uniting and reading again under another encoding need besides is
 * told by `settlement` (settlement.ts).
 */
export const AnswerQuestion = z.strictObject({
  type: z.literal('answer-question'),
  question: Question.shape.id,
  choice: z.string(),
});
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;

/** All that was read anew from the original under another encoding. Fields set by hand stay. */
export const ReplaceText = z.strictObject({
  type: z.literal('replace-text'),
  content: ArticleContent,
  encoding: Encoding,
});
export type ReplaceText = z.infer<typeof ReplaceText>;

/** Every change of an article and its marks, as a plain value that survives JSON. */
export const Operation = z.discriminatedUnion('type', [
  AddAnnotation,
  ChangeAnnotation,
  RemoveAnnotation,
  SetNote,
  SetState,
  SetStar,
  AddTags,
  RemoveTags,
  Trash,
  Restore,
  SetFields,
  CorrectText,
  JoinBlock,
  SplitBlock,
  AnswerQuestion,
  ReplaceText,
  Revert,
]);
export type Operation = z.infer<typeof Operation>;
