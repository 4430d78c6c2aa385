import type { ArticleDocument, Question } from '../../../shared/document/article.ts';
import { editMarks } from './edit-marks.ts';
import { findBlock } from './block.ts';
import { joinBlock } from './join-block.ts';
import type { AnswerQuestion } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Draft } from './edited.ts';
import { concernsBorder, seamInQuestion } from './seam.ts';
import { setFields } from './set-fields.ts';
import { DISMISS, questionWith, wrongChoice } from './settlement.ts';
import { splitBlock } from './split-block.ts';

/** Does what the choice says and takes the question away. Throws `question-missing`, `choice-wrong`. */
export function answerQuestion(pair: Pair, { question: id, choice }: AnswerQuestion, context: Context): Draft {
  const question = questionWith(pair.article, id, choice);
  const draft = choice === DISMISS ? { ...pair, changes: [] } : carryOut(pair, question, choice, context);
  const questions = draft.article.questions.filter((other) => other.id !== id);
  return { ...draft, article: { ...draft.article, questions } };
}

function carryOut(pair: Pair, question: Question, choice: string, context: Context): Draft {
  switch (question.code) {
    case 'title-proposed':
      return setFields(pair, { type: 'set-fields', fields: { title: choice } });
    case 'year-inferred':
      return setFields(pair, { type: 'set-fields', fields: { year: Number(choice) } });
    case 'join-probable':
      return choice === 'split' ? splitAtSeam(pair, question) : { ...pair, changes: [] };
    case 'join-unsure':
      return joinBlock(pair, { type: 'join-block', block: firstOfSeam(pair.article, question) });
    case 'caption-unsure':
      return makeParagraph(pair, question.block ?? '');
    case 'near-duplicate':
      return editMarks(pair, { type: 'trash' }, context);
    case 'article-border':
    case 'encoding-unsure':
      // these reach beyond the pair: see settlement.ts
      throw wrongChoice(pair.article, question, choice);
  }
}

/** Without a seam that is still there, the last join of the block is meant. */
function splitAtSeam(pair: Pair, question: Question): Draft {
  const { block } = findBlock(pair.article, question.block ?? '');
  const seam = seamInQuestion(question, pair.article.joins);
  return splitBlock(pair, { type: 'split-block', block: block.id, ...(seam === undefined ? {} : { at: seam.at }) });
}

/** The first of the two blocks that the question is about: it may name either. */
function firstOfSeam(article: ArticleDocument, question: Question): string {
  const { block, index } = findBlock(article, question.block ?? '');
  const previous = article.blocks[index - 1];
  const next = article.blocks[index + 1];
  const isSecond = previous !== undefined && concernsBorder(question, previous, block);
  const isFirst = next !== undefined && concernsBorder(question, block, next);
  return isSecond && !isFirst ? previous.id : block.id;
}

function makeParagraph(pair: Pair, id: string): Draft {
  const { article } = pair;
  const { block, index } = findBlock(article, id);
  const { credit: _, ...rest } = block;
  const blocks = article.blocks.with(index, { ...rest, kind: 'paragraph' });
  return { ...pair, article: { ...article, blocks }, changes: [] };
}
