import {
  ARTICLE_SCHEMA,
  type ArticleDocument,
  type Block,
  type Evidence,
  type Question,
} from '../../../shared/document/article.ts';
import type { Border } from './divide.ts';
import { BY_HAND } from './set-fields.ts';

/** Most characters of a proposed title. */
const PROPOSED_LENGTH = 30;

/** What holds for both articles, with its evidence. */
const inherited = ['agency', 'source', 'published', 'year', 'earliest', 'url', 'edition'] as const;

/**
 * The article that begins with `blocks`. What the whole file says holds for both (source, day, year); byline, authors and
 * editor lines stay with the first. `heading` is the block that became the title, if one did.
 */
export function secondArticle(
  first: ArticleDocument,
  blocks: readonly Block[],
  { id, block: border, title }: Border,
  heading: Block | null,
  now: string,
): ArticleDocument {
  const ids = new Set<string | undefined>(blocks.map((block) => block.id));
  const isBorder = (question: Question) => question.code === 'article-border' && question.block === border;
  const evidence: ArticleDocument['evidence'] = { title: titleEvidence(title, heading) };
  for (const field of inherited) {
    const found = first.evidence[field];
    if (found !== undefined) evidence[field] = found;
  }
  return {
    schema: ARTICLE_SCHEMA,
    type: 'article',
    id,
    title:
      title ??
      Array.from(blocks[0]?.text.slice(0, 2 * PROPOSED_LENGTH) ?? '')
        .slice(0, PROPOSED_LENGTH)
        .join(''),
    titleState: title === null ? 'proposed' : 'given',
    byline: null,
    agency: first.agency,
    column: null,
    source: first.source,
    authors: [],
    published: first.published,
    year: first.year,
    earliest: first.earliest,
    place: [],
    url: first.url,
    edition: first.edition,
    documentNumber: null,
    editorLines: [],
    evidence,
    blocks: [...blocks],
    joins: first.joins.filter((join) => ids.has(join.block)),
    questions: first.questions.filter((question) => ids.has(question.block) && !isBorder(question)),
    encoding: first.encoding,
    original: first.original,
    importedAt: first.importedAt,
    modifiedAt: now,
    revision: 1,
    textRevision: 1,
    splices: [],
    nextBlock: first.nextBlock,
    nextQuestion: first.nextQuestion,
  };
}

/** A title read from a line of the file, or one given with the answer. */
function titleEvidence(title: string | null, heading: Block | null): Evidence[] {
  if (heading === null) return title === null ? [] : [BY_HAND];
  return heading.segments.map(({ line, start, length }) => ({ rule: 'article-border', line, start, length }));
}
