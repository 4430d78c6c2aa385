import { z } from 'zod';
import { Author } from '../document/article.ts';
import { Day, Id, Moment } from '../document/identity.ts';
import { Kind, State, Tag } from '../document/marks.ts';

const count = z.int().min(0);

/** One line of a list: what the catalogue knows of an article without opening its documents. */
export const Row = z.strictObject({
  id: Id,
  title: z.string(),
  titleState: z.enum(['given', 'proposed']),
  source: z.string().nullable(),
  authors: z.array(Author),
  published: Day.nullable(),
  /** The inferred year, or the year of `published`. */
  year: z.int().nullable(),
  state: State,
  starred: z.boolean(),
  /** The article's own tags and those of its annotations, each once. */
  tags: z.array(Tag),
  /** 字数, without captions; and that of the captions. */
  characters: count,
  captions: count,
  /** The first characters of the first paragraph, at most 90 code points. */
  excerpt: z.string(),
  /** Number of annotations, and of notes (annotations with a note, and the article's own note). */
  annotations: count,
  notes: count,
  /** Where the highlights lie, as shares of the text from 0 to 1, for the strip under the title. */
  strip: z.array(z.strictObject({ start: z.number(), end: z.number(), kind: Kind })),
  importedAt: Moment,
});
export type Row = z.infer<typeof Row>;

/** Which articles a list shows. Everything given must hold; trash is left out unless asked for. */
export const ListFilter = z.strictObject({
  state: State.optional(),
  /** This tag or any below it. */
  tag: Tag.optional(),
  source: z.string().optional(),
  starred: z.literal(true).optional(),
  trashed: z.boolean().optional(),
});
export type ListFilter = z.infer<typeof ListFilter>;

/** A page of rows, newest first; `next` is the cursor of the following page, `null` at the end. */
export const Page = z.strictObject({ total: count, next: z.string().nullable(), articles: z.array(Row) });
export type Page = z.infer<typeof Page>;

/** Articles by state, source and tag (a parent counts what its children hold, each article once); trash apart. */
export const Counts = z.strictObject({
  articles: count,
  trashed: count,
  starred: count,
  states: z.strictObject({ 'to-read': count, read: count, kept: count }),
  sources: z.array(z.strictObject({ source: z.string().nullable(), articles: count })),
  tags: z.array(z.strictObject({ tag: Tag, articles: count })),
});
export type Counts = z.infer<typeof Counts>;
