import { z } from 'zod';
import { Day, Id, Moment, Sha256 } from './identity.ts';

/** The version of the article document that this program writes. */
export const ARTICLE_SCHEMA = 1;

const count = z.int().min(0);

/**
 * A piece of the imported file: `length` UTF-16 units from `start` in line `line` (1-based) of the decoded original.
 * `shown` is the length of the piece in the block's imported text where it differs (a Markdown entity such as `&amp;`).
 */
export const Segment = z.strictObject({
  line: z.int().min(1),
  start: count,
  length: count,
  shown: count.optional(),
});
export type Segment = z.infer<typeof Segment>;

/** What a block can be. All kinds are text; only captions are left out of 字数 and counted apart. */
export const blockKinds = ['heading', 'paragraph', 'caption', 'list', 'quote', 'table'] as const;
/** One of `blockKinds`. */
export const BlockKind = z.enum(blockKinds);
export type BlockKind = z.infer<typeof BlockKind>;

/**
 * One paragraph, heading, caption … of the article. `text` is plain: a table's cells are divided by tab and its rows by
 * newline. `segments` always describe the imported text; once the text was corrected, `imported` keeps that text.
 */
export const Block = z.strictObject({
  id: z.string().regex(/^b[1-9][0-9]*$/),
  kind: BlockKind,
  text: z.string(),
  /** 1–6, of a heading. */
  level: z.int().min(1).max(6).optional(),
  /** Who took the picture, of a caption. */
  credit: z.string().optional(),
  /** First and last line of the original, 1-based. */
  lines: z.tuple([z.int().min(1), z.int().min(1)]),
  segments: z.array(Segment),
  /** The text as imported, present only where a correction has changed it. */
  imported: z.string().optional(),
});
export type Block = z.infer<typeof Block>;

/**
 * A border between lines that was closed (or, `undone`, opened again by hand and not to be closed again on its own).
 * `before` and `after` are the last and first characters on either side; `at` is the UTF-16 offset of the seam in the
 * block's text (of an undone join: the length the first part had).
 */
export const Join = z.strictObject({
  block: Block.shape.id,
  certainty: z.enum(['certain', 'probable']),
  before: z.string(),
  after: z.string(),
  at: count,
  undone: z.literal(true).optional(),
});
export type Join = z.infer<typeof Join>;

/** What a question can be about. Each code's data and choices are listed in docs/document-format.md. */
export const questionCodes = [
  'article-border',
  'title-proposed',
  'join-probable',
  'join-unsure',
  'caption-unsure',
  'year-inferred',
  'near-duplicate',
  'encoding-unsure',
] as const;

/** A value of a question's or failure's data: plain, so that it survives JSON and can be worded in any language. */
export const Datum = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
/** A question's or failure's data, by name: the codes' own facts, never wording. */
export const Data = z.record(z.string(), Datum);
export type Data = z.infer<typeof Data>;

/** Something the import was not sure of. `choices` are codes or literal values; `dismiss` is always one of them. */
export const Question = z.strictObject({
  /** `q1`, `q2` … per article, never reused. */
  id: z.string().regex(/^q[1-9][0-9]*$/),
  code: z.enum(questionCodes),
  block: Block.shape.id.optional(),
  data: Data,
  choices: z.array(z.string()),
});
export type Question = z.infer<typeof Question>;

/** Where a field was read. A field set by hand has rule `by-hand` and nulls. */
export const Evidence = z.strictObject({
  rule: z.string(),
  line: z.int().min(1).nullable(),
  start: count.nullable(),
  length: count.nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A person named in the byline; `role` as printed there (记者, 通讯员, 文, 摄 …). */
export const Author = z.strictObject({ name: z.string(), role: z.string() });
export type Author = z.infer<typeof Author>;

/** The year a story must be of, with the pieces of text that say so (`line` 1-based, `quote` literal). */
export const InferredYear = z.strictObject({
  value: z.int().min(1800).max(2200),
  certainty: z.number().min(0).max(1),
  evidence: z.array(z.strictObject({ rule: z.string(), line: z.int().min(1), quote: z.string() })),
});
export type InferredYear = z.infer<typeof InferredYear>;

/** The fields that evidence is kept for, and that a person may set. */
export const evidenceFields = [
  'title',
  'byline',
  'agency',
  'column',
  'source',
  'authors',
  'published',
  'year',
  'earliest',
  'place',
  'url',
  'edition',
  'documentNumber',
  'editorLines',
  'tags',
] as const;
/** One of `evidenceFields`. */
export const EvidenceField = z.enum(evidenceFields);
export type EvidenceField = z.infer<typeof EvidenceField>;

/** The encodings that an imported file may have; `utf-16le` and `utf-16be` with or without a byte order mark. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
/** One of `encodings`. */
export const Encoding = z.enum(encodings);
export type Encoding = z.infer<typeof Encoding>;

/** What the import reads from a file, before the archive gives it an id: one story. */
export const ArticleContent = z.strictObject({
  title: z.string(),
  titleState: z.enum(['given', 'proposed']),
  byline: z.string().nullable(),
  agency: z.string().nullable(),
  column: z.string().nullable(),
  source: z.string().nullable(),
  authors: z.array(Author),
  published: Day.nullable(),
  year: InferredYear.nullable(),
  earliest: Day.nullable(),
  place: z.array(z.string()),
  url: z.string().nullable(),
  edition: z.string().nullable(),
  documentNumber: z.string().nullable(),
  editorLines: z.array(z.string()),
  evidence: z.partialRecord(EvidenceField, z.array(Evidence)),
  blocks: z.array(Block),
  joins: z.array(Join),
  questions: z.array(Question),
});
export type ArticleContent = z.infer<typeof ArticleContent>;

/**
 * One change of the article's text: at UTF-16 offset `start` of the text before this revision, `removed` gave way to
 * `inserted`. Changes of one splice are in ascending order and do not overlap.
 */
export const Change = z.strictObject({ start: count, removed: z.string(), inserted: z.string() });
export type Change = z.infer<typeof Change>;

/** All that led from text revision `textRevision - 1` to `textRevision`. */
export const Splice = z.strictObject({ textRevision: z.int().min(2), changes: z.array(Change) });
export type Splice = z.infer<typeof Splice>;

/** An article as it lies on disk: what the paper said. What the reader adds is in the marks. */
export const ArticleDocument = z.strictObject({
  schema: z.literal(ARTICLE_SCHEMA),
  type: z.literal('article'),
  id: Id,
  ...ArticleContent.shape,
  encoding: Encoding,
  original: z.strictObject({ file: z.string(), sha256: Sha256 }),
  importedAt: Moment,
  modifiedAt: Moment,
  /** Counts every change of this document, from 1. */
  revision: z.int().min(1),
  /** Counts the changes of the article's text, from 1. */
  textRevision: z.int().min(1),
  splices: z.array(Splice),
  /** The next free numbers for block and question ids. */
  nextBlock: z.int().min(1),
  nextQuestion: z.int().min(1),
});
export type ArticleDocument = z.infer<typeof ArticleDocument>;

/** The article's text: every block's text in order, divided by one U+000A. All anchors count UTF-16 units over it. */
export function articleText(article: { blocks: readonly { text: string }[] }): string {
  return article.blocks.map((block) => block.text).join('\n');
}

/** UTF-16 offset at which each block begins in the article's text, in order. */
export function blockStarts(blocks: readonly { text: string }[]): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const block of blocks) {
    starts.push(at);
    at += block.text.length + 1;
  }
  return starts;
}

/** 字数: non-blank characters (code points) of all blocks but captions, which are counted apart. */
export function characterCounts(blocks: readonly { kind: BlockKind; text: string }[]): {
  characters: number;
  captions: number;
} {
  let characters = 0;
  let captions = 0;
  for (const block of blocks) {
    const size = Array.from(block.text.replace(/\s/gu, '')).length;
    if (block.kind === 'caption') captions += size;
    else characters += size;
  }
  return { characters, captions };
}
