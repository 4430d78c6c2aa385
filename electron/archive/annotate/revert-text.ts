import { isDeepStrictEqual } from 'node:util';
import type { ArticleDocument, Change } from '../../../shared/document/article.ts';
import { applyChanges, shiftChanges } from '../../../shared/text/splice.ts';
import { withText } from './block.ts';
import type { TextBack } from './revert.ts';
import { conflict } from './conflict.ts';
import { endOfBlock } from './text-back.ts';

/** An article whose text was put back, what that did to the text, and where those changes counted from. */
export interface RevertedText {
  readonly article: ArticleDocument;
  readonly changes: Change[];
  readonly origin: number;
}

/** Puts text back, where it stands among the same neighbours as it was left. Throws `undo-conflict`. */
export function revertText(article: ArticleDocument, back: TextBack): RevertedText {
  return back.in === 'block' ? revertCorrection(article, back) : revertBlocks(article, back);
}

function revertCorrection(article: ArticleDocument, back: Extract<TextBack, { in: 'block' }>): RevertedText {
  const index = article.blocks.findIndex((block) => block.id === back.block);
  const block = article.blocks[index];
  if (block === undefined) throw conflict(article.id, `block ${back.block}`);
  const { text } = block;
  const start = back.changes[0]?.start ?? 0;
  const last = back.changes.at(-1);
  const end = last === undefined ? start : last.start + last.removed.length;
  const isSurrounded =
    text.startsWith(back.before, start - back.before.length) && text.slice(end, end + back.after.length) === back.after;
  if (!isSurrounded || !canApply(text, back.changes)) throw conflict(article.id, `block ${back.block}`);
  const blocks = article.blocks.with(index, withText(block, applyChanges(text, back.changes)));
  const origin = endOfBlock(article.blocks, index) - text.length;
  return { article: { ...article, blocks }, changes: shiftChanges(back.changes, origin), origin };
}

function revertBlocks(article: ArticleDocument, back: Extract<TextBack, { in: 'blocks' }>): RevertedText {
  const { blocks } = article;
  const before = back.behind === null ? -1 : blocks.findIndex((block) => block.id === back.behind);
  const found = blocks.slice(before + 1, before + 1 + back.expect.length);
  if ((before < 0 && back.behind !== null) || !isDeepStrictEqual(found, back.expect)) {
    throw conflict(article.id, `blocks behind ${back.behind ?? 'the start'}`);
  }
  const origin = endOfBlock(blocks, before);
  return {
    article: { ...article, blocks: blocks.toSpliced(before + 1, found.length, ...back.value) },
    changes: shiftChanges(back.changes, origin),
    origin,
  };
}

function canApply(text: string, changes: readonly Change[]): boolean {
  return changes.every(({ start, removed }) => text.startsWith(removed, start));
}
