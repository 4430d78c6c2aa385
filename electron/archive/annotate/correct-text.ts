import { articleText, type Block, type Change, type Join } from '../../../shared/document/article.ts';
import { correctionChanges } from '../../../shared/text/difference.ts';
import { applyChanges, isInsideCharacter, rangeMover, shiftChanges } from '../../../shared/text/splice.ts';
import { ArchiveFailure } from '../failure.ts';
import { blockAt, withText } from './block.ts';
import type { CorrectText } from './operation.ts';
import type { Draft, Pair } from './pair.ts';
import { retext } from './retext.ts';

/**
 * A correction within one block. Refused: where the text does not hold what is to be corrected (`quote-missing`), where it
 * reaches over the border of a block, or brings a line break into a block that has none (`argument-wrong`).
 */
export function correctText(pair: Pair, operation: CorrectText): Draft {
  const { article } = pair;
  const text = articleText(article);
  if (!text.startsWith(operation.removed, operation.start)) {
    throw new ArchiveFailure('quote-missing', { id: article.id, quote: operation.removed });
  }
  const changes = correctionChanges(wholeCorrection(text, operation));
  if (changes.length === 0) return { ...pair, changes };
  const place = blockAt(article.blocks, operation.start);
  if (place === null || operation.start + operation.removed.length > place.start + place.block.text.length) {
    throw new ArchiveFailure('argument-wrong', { id: article.id, argument: 'from', value: operation.removed });
  }
  const { block, index, start } = place;
  if (/[\n\r]/u.test(operation.inserted) && !block.text.includes('\n')) {
    throw new ArchiveFailure('argument-wrong', { id: article.id, argument: 'to', value: operation.inserted });
  }
  const within = shiftChanges(changes, -start);
  const corrected = withText(block, applyChanges(block.text, within));
  const blocks = article.blocks.with(index, corrected);
  const joins = article.joins.map((join) =>
    join.block === block.id ? moveSeam(join, block, corrected, within) : join,
  );
  return retext(pair, { ...article, blocks, joins }, changes);
}

/** The correction widened to whole code points. */
function wholeCorrection(text: string, { start, removed, inserted }: CorrectText): Change {
  const end = start + removed.length;
  const before = isInsideCharacter(text, start) ? text.charAt(start - 1) : '';
  const after = isInsideCharacter(text, end) ? text.charAt(end) : '';
  return { start: start - before.length, removed: before + removed + after, inserted: before + inserted + after };
}

/** A seam stays between the characters it was between; an undone one stays at the end of its block. */
function moveSeam(join: Join, before: Block, after: Block, changes: readonly Change[]): Join {
  const isAtEnd = join.undone === true && join.at === before.text.length;
  return { ...join, at: isAtEnd ? after.text.length : rangeMover(changes)({ start: 0, end: join.at }).end };
}
