import {
  ARTICLE_SCHEMA,
  type ArticleContent,
  type ArticleDocument,
  type Question,
} from '../../shared/document/article.ts';
import { noMarks, type MarksDocument } from '../../shared/document/marks.ts';

/** What a new article gets from the archive besides its content. */
export interface Birth {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly encoding: ArticleDocument['encoding'];
  readonly original: ArticleDocument['original'];
}

/** The number after the letter of `b12` or `q3`. */
const numberOf = (id: string) => Number(id.slice(1));

/** The first number that no id of the list has. */
export function nextNumber(things: readonly { id: string }[]): number {
  return things.reduce((next, { id }) => Math.max(next, numberOf(id) + 1), 1);
}

/** The document of an article that was just read from a file. */
export function newArticle(content: ArticleContent, { id, now, encoding, original }: Birth): ArticleDocument {
  return {
    schema: ARTICLE_SCHEMA,
    type: 'article',
    id,
    ...content,
    encoding,
    original,
    importedAt: now,
    modifiedAt: now,
    revision: 1,
    textRevision: 1,
    splices: [],
    nextBlock: nextNumber(content.blocks),
    nextQuestion: nextNumber(content.questions),
  };
}

/** The marks a new article comes with: those of its front matter's tags, or none. */
export function newMarks(article: ArticleDocument, tags: readonly string[]): MarksDocument | null {
  return tags.length === 0 ? null : { ...noMarks(article), tags: [...tags], revision: 1 };
}

/** The content with one question more. */
export function withQuestion(content: ArticleContent, question: Omit<Question, 'id'>): ArticleContent {
  return { ...content, questions: [...content.questions, { id: `q${nextNumber(content.questions)}`, ...question }] };
}
