import { Encoding, type ArticleDocument, type Question } from '../../../shared/document/article.ts';
import { ArchiveFailure } from '../failure.ts';

/** The choice that every question has: leave it as it is. */
export const DISMISS = 'dismiss';

/**
 * What an answer asks for. Most are settled inside the pair (`edit`, operation `answer-question`); dividing makes a second
 * article (`divide`, from `block` on, with the title `title`), another encoding needs the original (read again, then
 * `replace-text`).
 */
export type Settlement =
  | { readonly by: 'edit' }
  | { readonly by: 'divide'; readonly block: string; readonly title: string | null }
  | { readonly by: 'encoding'; readonly encoding: Encoding };

/** The question with this id. Throws `question-missing`; `choice-wrong` where it has no such choice. */
export function questionWith(article: ArticleDocument, id: string, choice: string): Question {
  const question = article.questions.find((candidate) => candidate.id === id);
  if (question === undefined) throw new ArchiveFailure('question-missing', { id: article.id, question: id });
  if (!question.choices.includes(choice)) throw wrongChoice(article, question, choice);
  return question;
}

/** The failure of an answer that the question does not offer, with those that it does. */
export function wrongChoice(article: ArticleDocument, { id, choices }: Question, choice: string): ArchiveFailure {
  return new ArchiveFailure('choice-wrong', { id: article.id, question: id, choice, choices });
}

/** Who has to carry out this answer. Throws like `questionWith`. */
export function settlement(article: ArticleDocument, questionId: string, choice: string): Settlement {
  const question = questionWith(article, questionId, choice);
  if (choice === DISMISS) return { by: 'edit' };
  if (question.code === 'article-border' && question.block !== undefined) {
    const { title } = question.data;
    return { by: 'divide', block: question.block, title: typeof title === 'string' ? title : null };
  }
  if (question.code === 'encoding-unsure') {
    const encoding = Encoding.safeParse(choice);
    if (!encoding.success) throw wrongChoice(article, question, choice);
    return { by: 'encoding', encoding: encoding.data };
  }
  return { by: 'edit' };
}
