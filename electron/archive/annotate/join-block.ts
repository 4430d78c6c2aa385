import type { ArticleDocument, Block, Join, Question, Segment } from '../../../shared/document/article.ts';
import { wholeRange } from '../../../shared/text/anchor.ts';
import { ArchiveFailure } from '../failure.ts';
import { seamOf } from '../../../shared/text/seam.ts';
import { findBlock, importedText, inBlockOrder, withText } from './block.ts';
import type { JoinBlock } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Draft } from './edited.ts';
import { retext } from './retext.ts';
import { concernsBorder } from './seam.ts';

/** Appends the following block; the first one's id and kind stay. Refused for tables and for the last block. */
export function joinBlock(pair: Pair, operation: JoinBlock): Draft {
  const { article } = pair;
  const { block: first, index, start } = findBlock(article, operation.block);
  const second = article.blocks[index + 1];
  if (second === undefined || first.kind === 'table' || second.kind === 'table') {
    throw new ArchiveFailure('join-impossible', { id: article.id, block: first.id });
  }
  const reopened = article.joins.find(
    (join) => join.block === first.id && join.undone === true && join.at === first.text.length,
  );
  const glue = glueBetween(first, second, reopened);
  const blocks = article.blocks.toSpliced(index, 2, joinTexts(first, second, glue));
  const joined: ArticleDocument = {
    ...article,
    blocks,
    joins: inBlockOrder(joinSeams(article.joins, first, second, glue, reopened), blocks),
    questions: joinQuestions(article.questions, first, second),
  };
  return retext(pair, joined, [{ start: start + first.text.length, removed: '\n', inserted: glue }]);
}

/** What the line end between the two stood for; a hyphen that was only set for the line's end left none. */
function glueBetween(first: Block, second: Block, reopened: Join | undefined): '' | ' ' {
  if (reopened?.before.endsWith('-') === true) return '';
  return seamOf(first.text, second.text, new Set()).glue;
}

function joinTexts(first: Block, second: Block, glue: string): Block {
  const last = first.segments.at(-1);
  const between: Segment[] =
    glue === '' || last === undefined
      ? []
      : [{ line: last.line, start: last.start + last.length, length: 0, shown: glue.length }];
  const joined: Block = {
    ...kindOf(first, second),
    lines: [Math.min(first.lines[0], second.lines[0]), Math.max(first.lines[1], second.lines[1])],
    segments: [...first.segments, ...between, ...second.segments],
  };
  return withText(joined, first.text + glue + second.text, importedText(first) + glue + importedText(second));
}

/** What was taken for a heading is none if a paragraph goes on from it. */
function kindOf(first: Block, second: Block): Block {
  if (first.kind !== 'heading' || second.kind === 'heading') return first;
  const { level, ...block } = first;
  return { ...block, kind: second.kind };
}

/** The second block's seams come along; the new one is the last, so that a split undoes it first. */
function joinSeams(
  joins: readonly Join[],
  first: Block,
  second: Block,
  glue: string,
  reopened: Join | undefined,
): Join[] {
  const at = first.text.length;
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
    (question.code === 'join-unsure' && concernsBorder(question, first, second));
  return questions
    .filter((question) => !isSettled(question))
    .map((question) => (question.block === second.id ? { ...question, block: first.id } : question));
}
