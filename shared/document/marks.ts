import { z } from 'zod';
import { Id, Moment } from './identity.ts';

/** The version of the marks document that this program writes. */
export const MARKS_SCHEMA = 1;

/** How far the reader is with an article: 待读, 已读, 归档. Star and trash are apart. */
export const states = ['to-read', 'read', 'kept'] as const;
/** One of `states`. */
export const State = z.enum(states);
export type State = z.infer<typeof State>;

/** 1 key point, 2 figure, 3 practice, 4 question, 5 quote (要点 数据 做法 存疑 引述). */
export const Kind = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type Kind = z.infer<typeof Kind>;

/** A tag, its levels divided by `/`, without blanks at the edges of a level and without empty levels. */
export const Tag = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\s](?:[^/\n\r]*[^/\s])?(?:\/[^/\s](?:[^/\n\r]*[^/\s])?)*$/u);
export type Tag = z.infer<typeof Tag>;

/** How an annotation's passage was found: as stored, by its neighbours, approximately, or not at all (kept, listed). */
export const Located = z.enum(['exact', 'context', 'approximate', 'lost']);
export type Located = z.infer<typeof Located>;

/** Characters of context kept on either side of a quote (UTF-16 units, whole code points). */
export const CONTEXT = 32;

/** A passage of the article's text: `start` and `end` in UTF-16 units, with the words themselves and their neighbours. */
export const Anchor = z.strictObject({
  quote: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
});
export type Anchor = z.infer<typeof Anchor>;

/** A highlight, perhaps with a Markdown note and tags. */
export const Annotation = z.strictObject({
  id: Id,
  /** Counts changes of kind, note and tags, from 1. A passage that only moved with the text keeps its revision. */
  revision: z.int().min(1),
  kind: Kind,
  ...Anchor.shape,
  note: z.string().nullable(),
  tags: z.array(Tag),
  createdAt: Moment,
  modifiedAt: Moment,
  located: Located,
});
export type Annotation = z.infer<typeof Annotation>;

/** All that the reader adds to one article, without the envelope of the file. */
export const MarksContent = z.strictObject({
  state: State,
  trashedAt: Moment.nullable(),
  starred: z.boolean(),
  tags: z.array(Tag),
  note: z.string().nullable(),
  /** In the order of the text (start, then end, then id). */
  annotations: z.array(Annotation),
});
export type MarksContent = z.infer<typeof MarksContent>;

/** The marks as they lie on disk. The file exists only once there is a mark. */
export const MarksDocument = z.strictObject({
  schema: z.literal(MARKS_SCHEMA),
  type: z.literal('marks'),
  /** The article's id. */
  id: Id,
  ...MarksContent.shape,
  modifiedAt: Moment,
  /** Counts every change of this document, from 1; 0 for marks that were never stored. */
  revision: z.int().min(0),
  /** The text revision that the anchors fit. */
  textRevision: z.int().min(1),
});
export type MarksDocument = z.infer<typeof MarksDocument>;

/** The marks of an article that has none yet. */
export function noMarks(article: { id: string; importedAt: string; textRevision: number }): MarksDocument {
  return {
    schema: MARKS_SCHEMA,
    type: 'marks',
    id: article.id,
    state: 'to-read',
    trashedAt: null,
    starred: false,
    tags: [],
    note: null,
    annotations: [],
    modifiedAt: article.importedAt,
    revision: 0,
    textRevision: article.textRevision,
  };
}
