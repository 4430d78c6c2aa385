import { isDeepStrictEqual } from 'node:util';
import { blockStarts, type Block, type Change } from '../../../shared/document/article.ts';
import { CONTEXT } from '../../../shared/document/marks.ts';
import { shiftChanges } from '../../../shared/text/splice.ts';
import type { TextBack } from './revert.ts';

/** The way back of a text, and the offset of the article's text that its changes count from. */
export interface PlacedTextBack {
  readonly text: TextBack;
  readonly origin: number;
}

/** How to come from the blocks `after` back to `before`; `back` says the same of the article's text. Null: nothing to do. */
export function textBack(
  before: readonly Block[],
  after: readonly Block[],
  back: readonly Change[],
): PlacedTextBack | null {
  const run = before === after ? null : changedRun(before, after);
  if (run === null) return null;
  const expect = after.slice(run.start, run.endAfter);
  const value = before.slice(run.start, run.endBefore);
  const corrected = isCorrected(value, expect) ? expect[0] : undefined;
  if (corrected !== undefined) {
    const origin = blockStarts(after)[run.start] ?? 0;
    return { text: correctionBack(corrected, shiftChanges(back, -origin)), origin };
  }
  const origin = endOfBlock(after, run.start - 1);
  const behind = after[run.start - 1]?.id ?? null;
  return { text: { in: 'blocks', behind, expect, value, changes: shiftChanges(back, -origin) }, origin };
}

/** UTF-16 offset of the block's end in the article's text; 0 before the first block. */
export function endOfBlock(blocks: readonly Block[], index: number): number {
  return (blockStarts(blocks)[index] ?? 0) + (blocks[index]?.text.length ?? 0);
}

/** Where two lists of blocks differ: indexes in each, the ends exclusive. */
interface Run {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

function changedRun(before: readonly Block[], after: readonly Block[]): Run | null {
  const shortest = Math.min(before.length, after.length);
  const isSame = (one: Block | undefined, other: Block | undefined) => one === other || isDeepStrictEqual(one, other);
  let start = 0;
  while (start < shortest && isSame(before[start], after[start])) start++;
  if (start === before.length && start === after.length) return null;
  let tail = 0;
  while (tail < shortest - start && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  return { start, endBefore: before.length - tail, endAfter: after.length - tail };
}

/** Whether both are one block that differs in its text alone. */
function isCorrected(before: readonly Block[], after: readonly Block[]): boolean {
  const [one, other] = [before[0], after[0]];
  if (before.length !== 1 || after.length !== 1 || one === undefined || other === undefined) return false;
  return one.text !== other.text && isDeepStrictEqual(withoutText(one), withoutText(other));
}

function withoutText({ text: _, imported: __, ...rest }: Block): Omit<Block, 'text' | 'imported'> {
  return rest;
}

function correctionBack({ id, text }: Block, changes: Change[]): TextBack {
  const start = changes[0]?.start ?? 0;
  const last = changes.at(-1);
  const end = last === undefined ? start : last.start + last.removed.length;
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  return { in: 'block', block: id, before, after: text.slice(end, end + CONTEXT), changes };
}
