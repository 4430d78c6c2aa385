import { articleText, type Block, type Change, type Join } from '../../../shared/document/article.ts';
import { wholeRange } from '../../../shared/text/anchor.ts';
import { correctionChanges } from '../../../shared/text/difference.ts';
import { applyChanges, rangeMover, shiftChanges } from '../../../shared/text/splice.ts';
import { ArchiveFailure } from '../failure.ts';
import { blockAt, withText } from './block.ts';
import type { CorrectText } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Draft } from './edited.ts';
import { retext } from './retext.ts';

/**
 * A correction within one block. Refused: where the text does not hold what is to be corrected (`quote-missing`), where it
 * reaches over the border of a block, brings a line break into a block that has none, or half a character, or leaves the
 * block without a visible character (`argument-wrong`): an empty block could be neither seen nor named again.
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
  const breaksLine = /[\n\r]/u.test(operation.inserted) && !block.text.includes('\n');
  if (breaksLine || !operation.inserted.isWellFormed()) {
    throw new ArchiveFailure('argument-wrong', { id: article.id, argument: 'to', value: operation.inserted });
  }
  const within = shiftChanges(changes, -start);
  const corrected = withText(block, applyChanges(block.text, within));
  if (!/\S/u.test(corrected.text)) {
    throw new ArchiveFailure('argument-wrong', { id: article.id, argument: 'to', value: operation.inserted });
  }
  const blocks = article.blocks.with(index, corrected);
  const joins = article.joins.map((join) =>
    join.block === block.id ? moveSeam(join, block, corrected, within) : join,
  );
  return retext(pair, { ...article, blocks, joins }, changes);
}

/** The correction of whole code points: what is removed is widened to them, what is inserted goes before one. */
function wholeCorrection(text: string, { start, removed, inserted }: CorrectText): Change {
  const whole = wholeRange(text, { start, end: start + removed.length });
  const end = removed === '' ? whole.start : whole.end;
  return { start: whole.start, removed: text.slice(whole.start, end), inserted };
}

/** A seam stays between the characters it was between; an undone one stays at the end of its block. */
function moveSeam(join: Join, before: Block, after: Block, changes: readonly Change[]): Join {
  const isAtEnd = join.undone === true && join.at === before.text.length;
  return { ...join, at: isAtEnd ? after.text.length : rangeMover(changes)({ start: 0, end: join.at }).end };
}
