import { cleanupSemantic, DIFF_DELETE, DIFF_EQUAL, DIFF_INSERT, makeDiff, type Diff } from '@sanity/diff-match-patch';
import type { Change } from '../document/article.ts';
import { fixpoints, type Fixpoint } from './align.ts';
import { sharedRun } from './shared-run.ts';
import { trimChange } from './splice.ts';

/** Seconds after which a comparison of very different texts settles for a coarser answer. */
const PATIENCE = 2;

/** What leads from `before` to `after`, in ascending order, each change of whole characters. */
export function textDifference(before: string, after: string): Change[] {
  if (before === after) return [];
  const flat = flatten(before, after);
  if (flat === null)
    return [trimChange({ start: 0, removed: before, inserted: after })].filter((change) => change !== null);
  const changes: Change[] = [];
  let at = 0;
  let open: Change | null = null;
  for (const [type, flatPiece] of flatDifference(flat.before, flat.after)) {
    const piece = flat.restore(flatPiece);
    if (type === DIFF_EQUAL) {
      open = null;
      at += piece.length;
      continue;
    }
    if (open === null) changes.push((open = { start: at, removed: '', inserted: '' }));
    if (type === DIFF_DELETE) {
      open.removed += piece;
      at += piece.length;
    } else open.inserted += piece;
  }
  return changes;
}

/** Texts of at least this many units are compared in parts. */
const LONG = 4_000;

/** The library's comparison, of long texts between the places that surely belong together. */
function flatDifference(before: string, after: string): Diff[] {
  const points = before.length < LONG || after.length < LONG ? [] : fixpoints(before, after);
  const diffs: Diff[] = [];
  let last: Fixpoint = { before: 0, after: 0 };
  for (const point of [...points, { before: before.length, after: after.length }]) {
    const one = before.slice(last.before, point.before);
    const other = after.slice(last.after, point.after);
    // the parts share the time there is
    const timeout = Math.max(0.01, (PATIENCE * (one.length + other.length)) / (before.length + after.length));
    if (one === other) diffs.push([DIFF_EQUAL, one]);
    else diffs.push(...keepRuns(cleanupSemantic(makeDiff(one, other, { timeout }))));
    last = point;
  }
  return diffs.filter(([, piece]) => piece !== '');
}

/**
 * Beside a passage that is gone, the comparison finds bits of what follows strewn over it, and the clean-up then takes all
 * of it for replaced: 甲…乙丙丁 → 乙丙戊. The run that they have in common (乙丙) is kept.
 */
function keepRuns(diffs: readonly Diff[]): Diff[] {
  return diffs.flatMap((diff, index): Diff[] => {
    const [type, inserted] = diff;
    const [typeBefore, removed] = diffs[index - 1] ?? [DIFF_EQUAL, ''];
    const next = diffs[index + 1];
    if (type === DIFF_DELETE && next?.[0] === DIFF_INSERT) return [];
    if (type !== DIFF_INSERT || typeBefore !== DIFF_DELETE) return [diff];
    return keepRun(removed, inserted);
  });
}

function keepRun(removed: string, inserted: string): Diff[] {
  const run = sharedRun(removed, inserted);
  if (run === null)
    return [
      [DIFF_DELETE, removed],
      [DIFF_INSERT, inserted],
    ];
  const { before, after, length } = run;
  return [
    [DIFF_DELETE, removed.slice(0, before)],
    [DIFF_INSERT, inserted.slice(0, after)],
    [DIFF_EQUAL, removed.slice(before, before + length)],
    [DIFF_DELETE, removed.slice(before + length)],
    [DIFF_INSERT, inserted.slice(after + length)],
  ];
}

/**
 * Two texts in which every character is one unit: those of two units (and halves of such) are swapped for units of the
 * private use area that neither text has. The comparison takes care of surrogate pairs itself, but wrongly: of 😀 and 😁🨀
 * it makes changes that do not lead from one to the other. Null where there are more such characters than free units.
 */
function flatten(before: string, after: string): Flat | null {
  const used = new Set(`${before}${after}`.match(/[\uE000-\uF8FF]/gu));
  const units = new Map<string, string>();
  let next = 0xe000;
  for (const [character] of `${before}\n${after}`.matchAll(WIDE)) {
    if (units.has(character)) continue;
    while (used.has(String.fromCharCode(next))) next++;
    if (next > 0xf8ff) return null;
    units.set(character, String.fromCharCode(next++));
  }
  const characters = new Map([...units].map(([character, unit]) => [unit, character]));
  const flat = (text: string) => text.replace(WIDE, (character) => units.get(character) ?? character);
  return {
    before: flat(before),
    after: flat(after),
    restore: (piece) => piece.replace(/[\uE000-\uF8FF]/gu, (unit) => characters.get(unit) ?? unit),
  };
}

/** Characters of two units, and halves that stand alone. */
const WIDE = /[\u{10000}-\u{10FFFF}\p{Surrogate}]/gu;

interface Flat {
  readonly before: string;
  readonly after: string;
  /** A piece of a flat text as it is in the text. */
  restore(piece: string): string;
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
