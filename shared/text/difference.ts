import { cleanupSemantic, DIFF_DELETE, DIFF_EQUAL, makeDiff } from '@sanity/diff-match-patch';
import type { Change } from '../document/article.ts';
import { isInsideCharacter, trimChange } from './splice.ts';

/** Seconds after which a comparison of very different texts settles for a coarser answer. */
const PATIENCE = 2;

/** What leads from `before` to `after`, in ascending order, each change of whole characters. */
export function textDifference(before: string, after: string): Change[] {
  if (before === after) return [];
  const changes: Change[] = [];
  let at = 0;
  let open: Change | null = null;
  for (const [type, piece] of cleanupSemantic(makeDiff(before, after, { timeout: PATIENCE }))) {
    if (type === DIFF_EQUAL) {
      if (open !== null) changes.push(open);
      open = null;
      at += piece.length;
      continue;
    }
    open ??= { start: at, removed: '', inserted: '' };
    if (type === DIFF_DELETE) {
      open.removed += piece;
      at += piece.length;
    } else open.inserted += piece;
  }
  if (open !== null) changes.push(open);
  return wholeCharacters(before, changes);
}

/** Widens changes that cut a surrogate pair in two, and unites those that then meet. */
function wholeCharacters(before: string, changes: readonly Change[]): Change[] {
  const whole: Change[] = [];
  for (const change of changes) {
    let { start, removed, inserted } = change;
    if (isInsideCharacter(before, start)) {
      const half = before.charAt(start - 1);
      start -= 1;
      removed = half + removed;
      inserted = half + inserted;
    }
    const end = start + removed.length;
    if (isInsideCharacter(before, end)) {
      removed += before.charAt(end);
      inserted += before.charAt(end);
    }
    const last = whole.at(-1);
    if (last !== undefined && last.start + last.removed.length > start) {
      // both widened over the same pair: the second half came with the first change already
      last.removed += removed.slice(1);
      last.inserted += inserted.slice(1);
    } else if (last !== undefined && last.start + last.removed.length === start) {
      last.removed += removed;
      last.inserted += inserted;
    } else whole.push({ start, removed, inserted });
  }
  return whole;
}

/** A retyped passage of at least this many units is compared word by word; a shorter one counts as replaced. */
const RETYPED = 16;

/**
 * The changes that a correction makes: what is the same at its ends is left out, and in a longer retyped passage also
 * what is the same within it, so that highlights inside follow their words.
 */
export function correctionChanges(correction: Change): Change[] {
  const trimmed = trimChange(correction);
  if (trimmed === null) return [];
  const { start, removed, inserted } = trimmed;
  if (removed.length < RETYPED || inserted.length < RETYPED) return [trimmed];
  return textDifference(removed, inserted).map((change) => ({ ...change, start: change.start + start }));
}
