import type {
  ArticleDocument,
  Evidence,
  EvidenceField,
  InferredYear,
  Question,
} from '../../../shared/document/article.ts';
import type { SetFields } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Draft } from './edited.ts';

/** The evidence of a field that a person has set. */
export const BY_HAND: Evidence = { rule: 'by-hand', line: null, start: null, length: null };

/** The fields that a person may set. */
export const settableFields = [
  'title',
  'byline',
  'agency',
  'column',
  'source',
  'authors',
  'published',
  'year',
  'place',
  'url',
  'edition',
  'documentNumber',
  'editorLines',
] as const satisfies (EvidenceField & keyof SetFields['fields'])[];
export type SettableField = (typeof settableFields)[number];

const settles: Partial<Record<SettableField, Question['code']>> = {
  title: 'title-proposed',
  year: 'year-inferred',
  published: 'year-inferred',
};

/** Which questions are answered once these fields are set by hand. */
export function questionsSettledBy(fields: readonly SettableField[]): ReadonlySet<Question['code']> {
  return new Set(fields.flatMap((field) => settles[field] ?? []));
}

/** Sets metadata by hand: the evidence says so, and a question about the field is settled. */
export function setFields(pair: Pair, { fields }: SetFields): Draft {
  const { title, published, year, ...plain } = fields;
  const names = settableFields.filter((name) => fields[name] !== undefined);
  if (names.length === 0) return { ...pair, changes: [] };
  const before = pair.article;
  const settled = questionsSettledBy(names);
  let article: ArticleDocument = {
    ...before,
    ...defined(plain),
    evidence: { ...before.evidence, ...Object.fromEntries(names.map((name) => [name, [BY_HAND]])) },
    questions: before.questions.filter((question) => !settled.has(question.code)),
  };
  if (title !== undefined) article = { ...article, title: title.trim(), titleState: 'given' };
  if (published !== undefined) article = withDay(article, published);
  if (year !== undefined) article = withYear(article, year);
  return { ...pair, article, changes: [] };
}

/** A known day needs no inferred year, nor the earliest day that it could be. */
function withDay(article: ArticleDocument, published: string | null): ArticleDocument {
  return published === null ? { ...article, published } : { ...article, published, year: null, earliest: null };
}

/** The earliest day that the story can be of goes with the year: 2026-04-01 becomes 2025-04-01. */
function withYear(article: ArticleDocument, value: number | null): ArticleDocument {
  if (value === null) return { ...article, year: null, earliest: null };
  const monthAndDay = article.earliest?.slice(4).replace('-02-29', '-02-28') ?? '-01-01';
  const evidence = article.year?.value === value ? article.year.evidence : [];
  const year: InferredYear = { value, certainty: 1, evidence };
  return { ...article, year, earliest: `${value}${monthAndDay}` };
}

/** The fields that are there, without those that are `undefined`. */
type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(fields: T): Defined<T>;
function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
