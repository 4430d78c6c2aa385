import { articleText, type ArticleDocument } from '../../../shared/document/article.ts';
import { textDifference } from '../../../shared/text/difference.ts';
import type { ReplaceText } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Draft } from './edited.ts';
import { retext } from './retext.ts';
import { BY_HAND, questionsSettledBy, settableFields, type SettableField } from './set-fields.ts';

/**
 * Puts all that was read anew from the original in the place of the old text and metadata. Fields set by hand stay. Blocks
 * and questions get new ids; annotations follow by one comparison of the two texts.
 */
export function replaceText(pair: Pair, { content, encoding }: ReplaceText): Draft {
  const before = pair.article;
  const ids = new Map(content.blocks.map((block, index) => [block.id, `b${before.nextBlock + index}`]));
  const newId = (id: string) => ids.get(id) ?? id;
  const settled = questionsSettledBy(setByHand(before));
  const questions = content.questions.filter((question) => !settled.has(question.code));
  const article: ArticleDocument = {
    ...before,
    ...content,
    ...fieldsByHand(before),
    encoding,
    evidence: { ...content.evidence, ...evidenceByHand(before) },
    blocks: content.blocks.map((block) => ({ ...block, id: newId(block.id) })),
    joins: content.joins.map((join) => ({ ...join, block: newId(join.block) })),
    questions: questions.map((question, index) => ({
      ...question,
      id: `q${before.nextQuestion + index}`,
      ...(question.block === undefined ? {} : { block: newId(question.block) }),
    })),
    nextBlock: before.nextBlock + content.blocks.length,
    nextQuestion: before.nextQuestion + questions.length,
  };
  return retext(pair, article, textDifference(articleText(before), articleText(article)));
}

/** The fields whose evidence says that a person has set them. */
function setByHand({ evidence }: ArticleDocument): SettableField[] {
  return settableFields.filter((field) => evidence[field]?.[0]?.rule === BY_HAND.rule);
}

function fieldsByHand(article: ArticleDocument): Partial<ArticleDocument> {
  const fields = setByHand(article);
  const kept: Partial<ArticleDocument> = Object.fromEntries(fields.map((field) => [field, article[field]]));
  return fields.includes('title') ? { ...kept, titleState: article.titleState } : kept;
}

function evidenceByHand(article: ArticleDocument): ArticleDocument['evidence'] {
  return Object.fromEntries(setByHand(article).map((field) => [field, [BY_HAND]]));
}
