import type { ArticleDocument, Block, Join, Question, Segment } from '../../../shared/document/article.ts';
import { textDifference } from '../../../shared/text/difference.ts';
import { isInsideCharacter, rangeMover, type Range } from '../../../shared/text/splice.ts';
import { ArchiveFailure } from '../failure.ts';
import { findBlock, importedText, inBlockOrder, withText } from './block.ts';
import { divideSegments } from './divide-segments.ts';
import type { SplitBlock } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Draft } from './edited.ts';
import { retext } from './retext.ts';
import { seamInQuestion } from './seam.ts';

/**
 * Divides a block in two; blanks at the cut fall away, the second part gets a new id. Without an offset the last join made
 * in the block is undone, and that is remembered. Refused (`split-impossible`): no such join, a blank part, the midst of a
 * table's row.
 */
export function splitBlock(pair: Pair, operation: SplitBlock): Draft {
  const { article } = pair;
  const { block, index, start } = findBlock(article, operation.block);
  const at = operation.at ?? article.joins.findLast((join) => join.block === block.id && join.undone !== true)?.at;
  const gap = at === undefined ? null : gapAround(block, at);
  if (gap === null) throw new ArchiveFailure('split-impossible', { id: article.id, block: block.id });

  const id = `b${article.nextBlock}`;
  const blocks = article.blocks.toSpliced(index, 1, ...divideBlock(block, gap, id));
  const divided: ArticleDocument = {
    ...article,
    blocks,
    joins: inBlockOrder(divideSeams(article.joins, block, gap, id), blocks),
    questions: divideQuestions(article, block, gap, id),
    nextBlock: article.nextBlock + 1,
  };
  const removed = block.text.slice(gap.start, gap.end);
  return retext(pair, divided, [{ start: start + gap.start, removed, inserted: '\n' }]);
}

/** The blanks at the cut; null where the block cannot be cut there. */
function gapAround({ kind, text }: Block, offset: number): Range | null {
  const at = isInsideCharacter(text, offset) ? offset - 1 : offset;
  const start = text.slice(0, at).trimEnd().length;
  const end = text.length - text.slice(at).trimStart().length;
  if (start === 0 || end === text.length) return null;
  if (kind === 'table' && !text.slice(start, end).includes('\n')) return null;
  return { start, end };
}

function divideBlock(block: Block, gap: Range, id: string): [Block, Block] {
  const imported = importedText(block);
  const importedGap = block.imported === undefined ? gap : gapInImported(block.text, imported, gap);
  const [before, behind] = divideSegments(block.segments, importedGap);
  const [firstLine, lastLine] = block.lines;
  const first: Block = { ...block, segments: before, lines: [firstLine, lineOf(before.at(-1), firstLine)] };
  const second: Block = { ...block, id, segments: behind, lines: [lineOf(behind[0], lastLine), lastLine] };
  return [
    withCredit(withText(first, block.text.slice(0, gap.start), imported.slice(0, importedGap.start))),
    withCredit(withText(second, block.text.slice(gap.end), imported.slice(importedGap.end))),
  ];
}

function lineOf(segment: Segment | undefined, otherwise: number): number {
  return segment?.line ?? otherwise;
}

/** The gap led through the comparison of the corrected with the imported text; only blanks may fall away. */
function gapInImported(text: string, imported: string, gap: Range): Range {
  const end = rangeMover(textDifference(text, imported))({ start: gap.end, end: text.length }).start;
  return { start: imported.slice(0, end).trimEnd().length, end };
}

/** A credit stays with the part of the caption that names it. */
function withCredit(part: Block): Block {
  if (part.credit === undefined || part.text.includes(part.credit)) return part;
  const { credit: _, ...rest } = part;
  return rest;
}

/** A seam at the cut is remembered as undone; those behind it go with the second part. */
function divideSeams(joins: readonly Join[], block: Block, gap: Range, id: string): Join[] {
  const own = joins.filter((join) => join.block === block.id);
  const isAtCut = (join: Join) => join.at >= gap.start && join.at <= gap.end;
  const before = own.filter((join) => join.at < gap.start || (isAtCut(join) && join.undone === true));
  const undone = own
    .filter((join) => isAtCut(join) && join.undone !== true)
    .map((join): Join => ({ ...join, at: gap.start, undone: true }));
  const behind = own
    .filter((join) => join.at > gap.end)
    .map((join): Join => ({ ...join, block: id, at: join.at - gap.end }));
  return [...joins.filter((join) => join.block !== block.id), ...before, ...undone, ...behind];
}

/** What was asked of this seam is settled; what is about the second part is asked of that. */
function divideQuestions({ questions, joins }: ArticleDocument, block: Block, gap: Range, id: string): Question[] {
  return questions.flatMap((question) => {
    if (question.block !== block.id) return [question];
    if (question.code === 'join-unsure') {
      const before = question.data['before'];
      const isAtEnd = typeof before === 'string' && block.text.endsWith(before);
      return [isAtEnd ? { ...question, block: id } : question];
    }
    if (question.code !== 'join-probable') return [question];
    const at = seamInQuestion(question, joins)?.at ?? 0;
    if (at >= gap.start && at <= gap.end) return [];
    return [at > gap.end ? { ...question, block: id } : question];
  });
}
