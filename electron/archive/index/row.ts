import { createHash } from 'node:crypto';
import type { Row } from '../../../shared/contract/row.ts';
import { articleText, characterCounts } from '../../../shared/document/article.ts';
import type { ArticleDocument, Block } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import { fingerprintOf } from '../import/fingerprint.ts';
import type { Fingerprint } from '../import/fingerprint.ts';

/** Code points of a row's excerpt. */
const EXCERPT = 90;

/** The strip under a title is a few hundred pixels wide: thousandths of the text are all it can show. */
const STRIP_STEPS = 1000;

const MILLISECONDS_PER_DAY = 86_400_000;

/** What a day in the order of publication rests on. An article that was not `published` on a known day is flagged. */
export type Dating = 'published' | 'inferred' | 'imported';

/** All of a row that depends on the text alone: the dear part, worked out anew only when `key` has changed. */
export interface TextFacts {
  /** Tells whether kinds and texts of the blocks are still the same. */
  readonly key: string;
  readonly fingerprint: Fingerprint;
  readonly characters: number;
  readonly captions: number;
  readonly excerpt: string;
}

/** What the catalogue keeps of one article. */
export interface Entry {
  readonly row: Row;
  readonly isTrashed: boolean;
  /** Days since 1970-01-01, before it negative: the article's place in the order of publication. */
  readonly day: number;
  readonly dating: Dating;
  readonly text: TextFacts;
  /** SHA-256 of the file that it was imported from. */
  readonly original: string;
}

/** The entry of an article. `known`: the facts of an earlier version, taken over if the text is still the same. */
export function entryOf(article: ArticleDocument, marks: MarksDocument, known?: TextFacts): Entry {
  const key = textKey(article.blocks);
  const text = known?.key === key ? known : textFacts(article.blocks, key);
  const { sha256: original } = article.original;
  return { row: rowWith(article, marks, text), isTrashed: marks.trashedAt !== null, ...dayOf(article), text, original };
}

/** The article's line in a list. */
function rowWith(article: ArticleDocument, marks: MarksDocument, text: TextFacts): Row {
  const withNote = marks.annotations.filter((annotation) => annotation.note !== null).length;
  return {
    id: article.id,
    title: article.title,
    titleState: article.titleState,
    source: article.source,
    authors: article.authors,
    published: article.published,
    year: article.published === null ? (article.year?.value ?? null) : Number(article.published.slice(0, 4)),
    state: marks.state,
    starred: marks.starred,
    tags: [...new Set([...marks.tags, ...marks.annotations.flatMap((annotation) => annotation.tags)])],
    characters: text.characters,
    captions: text.captions,
    excerpt: text.excerpt,
    annotations: marks.annotations.length,
    notes: withNote + (marks.note === null ? 0 : 1),
    strip: stripOf(marks.annotations, articleText(article).length),
    importedAt: article.importedAt,
  };
}

/** The day of publication, else the earliest day that the text allows, else the day of import (UTC). */
function dayOf(article: Pick<ArticleDocument, 'published' | 'earliest' | 'importedAt'>): {
  day: number;
  dating: Dating;
} {
  if (article.published !== null) return { day: dayNumber(article.published), dating: 'published' };
  if (article.earliest !== null) return { day: dayNumber(article.earliest), dating: 'inferred' };
  return { day: dayNumber(article.importedAt.slice(0, 10)), dating: 'imported' };
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

/** A hash of what is cheap to hash, so that a highlight in a long text does not take its whole sketch again. */
function textKey(blocks: readonly Block[]): string {
  const hash = createHash('sha256');
  for (const block of blocks) hash.update(`${block.kind}\n${String(block.text.length)}\n${block.text}`);
  return hash.digest('hex');
}

function textFacts(blocks: readonly Block[], key: string): TextFacts {
  return {
    key,
    fingerprint: fingerprintOf(articleText({ blocks })),
    ...characterCounts(blocks),
    excerpt: excerptOf(blocks),
  };
}

/** The beginning of the first paragraph; of an article without one (a table, a photo), of its first block. */
function excerptOf(blocks: readonly Block[]): string {
  const block = blocks.find(({ kind }) => kind === 'paragraph') ?? blocks[0];
  return Array.from((block?.text ?? '').slice(0, 2 * EXCERPT))
    .slice(0, EXCERPT)
    .join('');
}

/**
 * Where highlights lie, as shares of the text, widened to whole thousandths; those of one kind that touch become one,
 * so that a row stays small however much is highlighted. What was lost lies nowhere.
 */
function stripOf(annotations: MarksDocument['annotations'], length: number): Row['strip'] {
  const strip: Row['strip'] = [];
  const lastOfKind = new Map<number, Row['strip'][number]>();
  for (const { start, end, kind, located } of annotations.toSorted((a, b) => a.start - b.start)) {
    if (located === 'lost' || end > length || start >= end) continue;
    const from = Math.floor((start / length) * STRIP_STEPS) / STRIP_STEPS;
    const to = Math.ceil((end / length) * STRIP_STEPS) / STRIP_STEPS;
    const last = lastOfKind.get(kind);
    if (last !== undefined && from <= last.end) {
      last.end = Math.max(last.end, to);
    } else {
      const piece = { start: from, end: to, kind };
      strip.push(piece);
      lastOfKind.set(kind, piece);
    }
  }
  return strip;
}
