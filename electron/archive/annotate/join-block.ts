import type { ArticleDocument, Block, Join, Question } from '../../../shared/document/article.ts';
import { wholeRange } from '../../../shared/text/anchor.ts';
import { ArchiveFailure } from '../failure.ts';
import { findBlock, importedText, inBlockOrder, withText } from './block.ts';
import type { JoinBlock } from './operation.ts';
import type { Draft, Pair } from './pair.ts';
import { retext } from './retext.ts';
import { concernsSeam } from './seam.ts';

/** Appends the following block; the first one's id and kind stay. Refused for tables and for the last block. */
export function joinBlock(pair: Pair, operation: JoinBlock): Draft {
  const { article } = pair;
  const { block: first, index, start } = findBlock(article, operation.block);
  const second = article.blocks[index + 1];
  if (second === undefined || first.kind === 'table' || second.kind === 'table') {
    throw new ArchiveFailure('join-impossible', { id: article.id, block: first.id });
  }
  const glue = glueBetween(first.text, second.text);
  const blocks = article.blocks.toSpliced(index, 2, joinTexts(first, second, glue));
  const joined: ArticleDocument = {
    ...article,
    blocks,
    joins: inBlockOrder(joinSeams(article.joins, first, second, glue), blocks),
    questions: joinQuestions(article.questions, first, second),
  };
  return retext(pair, joined, [{ start: start + first.text.length, removed: '\n', inserted: glue }]);
}

/** Words of alphabetic scripts need the blank that the line break stood for: `policy⏎makers`, but `约4000⏎人`. */
function glueBetween(before: string, after: string): '' | ' ' {
  const isWordBefore = /[\p{Script=Latin}\p{Script=Cyrillic}0-9,.;:!?)%'"]$/u.test(before);
  const isWordAfter = /^[\p{Script=Latin}\p{Script=Cyrillic}0-9($'"]/u.test(after);
  const isNumber = /[0-9]$/u.test(before) && /^[0-9]/u.test(after);
  return isWordBefore && isWordAfter && !isNumber ? ' ' : '';
}

function joinTexts(first: Block, second: Block, glue: string): Block {
  const joined: Block = {
    ...first,
    lines: [Math.min(first.lines[0], second.lines[0]), Math.max(first.lines[1], second.lines[1])],
    segments: [...first.segments, ...second.segments],
  };
  return withText(joined, first.text + glue + second.text, importedText(first) + glue + importedText(second));
}

/** The second block's seams come along; the new one is the last, so that a split undoes it first. */
function joinSeams(joins: readonly Join[], first: Block, second: Block, glue: string): Join[] {
  const at = first.text.length;
  const isReopened = (join: Join) => join.block === first.id && join.undone === true && join.at === at;
  const reopened = joins.find(isReopened);
  const seam: Join = {
    block: first.id,
    certainty: reopened?.certainty ?? 'certain',
    before: reopened?.before ?? ending(first.text),
    after: reopened?.after ?? beginning(second.text),
    at,
  };
  const own = joins.filter((join) => join.block === first.id && join !== reopened);
  const taken = joins
    .filter((join) => join.block === second.id)
    .map((join) => ({ ...join, block: first.id, at: join.at + at + glue.length }));
  const others = joins.filter((join) => join.block !== first.id && join.block !== second.id);
  return [...others, ...own, ...taken, seam];
}

/** Units shown on either side of a seam. */
const SEAM_CONTEXT = 12;

function ending(text: string): string {
  const { start } = wholeRange(text, { start: Math.max(0, text.length - SEAM_CONTEXT), end: text.length });
  return text.slice(start);
}

function beginning(text: string): string {
  return text.slice(0, wholeRange(text, { start: 0, end: SEAM_CONTEXT }).end);
}

/** What was asked of this border is settled; what was asked of the second block is asked of the joined one. */
function joinQuestions(questions: readonly Question[], first: Block, second: Block): Question[] {
  const isSettled = (question: Question) =>
    (question.code === 'article-border' && question.block === second.id) ||
    (question.code === 'join-unsure' && concernsSeam(question, first, second));
  return questions
    .filter((question) => !isSettled(question))
    .map((question) => (question.block === second.id ? { ...question, block: first.id } : question));
}
