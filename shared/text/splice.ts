import type { Change } from '../document/article.ts';

/** A passage: UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a passage went, and how many of its UTF-16 units are still there. */
export interface MovedRange extends Range {
  readonly surviving: number;
}

/** Thrown where the text does not hold what a change wants to remove. */
export class ChangeMismatch extends Error {
  override readonly name = 'ChangeMismatch';
}

/** The text after `changes`, which are in ascending order and do not overlap. Throws `ChangeMismatch`. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const change of changes) {
    if (change.start < at || !text.startsWith(change.removed, change.start)) {
      throw new ChangeMismatch(`the text at ${change.start} is another`);
    }
    pieces.push(text.slice(at, change.start), change.inserted);
    at = change.start + change.removed.length;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** The changes that lead back. */
export function invertChanges(changes: readonly Change[]): Change[] {
  let shift = 0;
  return changes.map(({ start, removed, inserted }) => {
    const back = { start: start + shift, removed: inserted, inserted: removed };
    shift += inserted.length - removed.length;
    return back;
  });
}

/** The same changes, counted from `by` units further left. */
export function shiftChanges(changes: readonly Change[], by: number): Change[] {
  return changes.map((change) => ({ ...change, start: change.start + by }));
}

/**
 * The change without what it leaves as it was at both ends: 三和月 → 三个月 is 和 → 个. Never cuts a character in two.
 * Returns null where nothing changes.
 */
export function trimChange({ start, removed, inserted }: Change): Change | null {
  if (removed === inserted) return null;
  const shortest = Math.min(removed.length, inserted.length);
  let head = 0;
  while (head < shortest && removed[head] === inserted[head]) head++;
  while (head > 0 && (isInsideCharacter(removed, head) || isInsideCharacter(inserted, head))) head--;
  let tail = 0;
  while (tail < shortest - head && removed.at(-1 - tail) === inserted.at(-1 - tail)) tail++;
  while (
    tail > 0 &&
    (isInsideCharacter(removed, removed.length - tail) || isInsideCharacter(inserted, inserted.length - tail))
  ) {
    tail--;
  }
  return {
    start: start + head,
    removed: removed.slice(head, removed.length - tail),
    inserted: inserted.slice(head, inserted.length - tail),
  };
}

/** Whether `offset` lies between the two halves of a surrogate pair. */
export function isInsideCharacter(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

/**
 * Maps passages of the text before `changes` to the text after them, each in O(log changes). A passage that no change
 * reaches into keeps its characters, always. Edits inside a passage stay inside; text inserted at its very edge stays
 * outside. Of a change that reaches over an edge, the passage keeps the share of the replacement that it had of the
 * removed text.
 */
export function rangeMover(changes: readonly Change[]): (range: Range) => MovedRange {
  /** shifts[i]: by how much the text behind the first i changes has moved; removals[i]: units those removed. */
  const shifts = [0];
  const removals = [0];
  for (const [index, { removed, inserted }] of changes.entries()) {
    shifts.push((shifts[index] ?? 0) + inserted.length - removed.length);
    removals.push((removals[index] ?? 0) + removed.length);
  }
  /** Number of changes that end at or before `offset`. */
  const countBefore = (offset: number): number => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const change = changes[middle];
      if (change !== undefined && change.start + change.removed.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  /** Where an edge goes, and how much text was removed before it. */
  const moveEdge = (offset: number, isEnd: boolean): { to: number; removed: number } => {
    let count = countBefore(offset);
    // an insertion exactly at the end of a passage stays behind it
    const last = changes[count - 1];
    if (isEnd && last?.removed === '' && last.start === offset) count--;
    const to = offset + (shifts[count] ?? 0);
    const removed = removals[count] ?? 0;
    const over = changes[count];
    if (over === undefined || over.start >= offset) return { to, removed };
    const part = offset - over.start;
    const kept = Math.round((part * over.inserted.length) / over.removed.length);
    const whole = isInsideCharacter(over.inserted, kept) ? kept + (isEnd ? 1 : -1) : kept;
    return { to: to - part + whole, removed: removed + part };
  };
  return ({ start, end }) => {
    const first = moveEdge(start, false);
    const last = moveEdge(end, true);
    const surviving = Math.max(0, end - start - (last.removed - first.removed));
    return { start: first.to, end: Math.max(first.to, last.to), surviving };
  };
}
