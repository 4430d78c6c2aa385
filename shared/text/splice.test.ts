import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../document/article.ts';
import { applyChanges, ChangeMismatch, invertChanges, rangeMover, shiftChanges, trimChange } from './splice.ts';

/** Random changes of a random text: each piece of the text is kept or gives way to another. */
const changed = fc
  .array(fc.tuple(fc.boolean(), fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 })), { maxLength: 12 })
  .map((pieces) => {
    const changes: Change[] = [];
    let text = '';
    for (const [isKept, piece, inserted] of pieces) {
      // a letter between two pieces, so that changes do not touch
      if (!isKept && piece + inserted !== '') changes.push({ start: text.length, removed: piece, inserted });
      text += `${piece}|`;
    }
    return { text, changes };
  });

test('changes and their inverse lead back', () => {
  fc.assert(
    fc.property(changed, ({ text, changes }) => {
      const after = applyChanges(text, changes);
      expect(applyChanges(after, invertChanges(changes))).toBe(text);
      expect(invertChanges(invertChanges(changes))).toEqual(changes);
      expect(applyChanges(`__${text}`, shiftChanges(changes, 2))).toBe(`__${after}`);
    }),
  );
});

test('a range moves as its units do', () => {
  fc.assert(
    fc.property(changed, fc.nat(60), fc.nat(20), ({ text, changes }, from, length) => {
      const start = Math.min(from, text.length);
      const end = Math.min(start + length, text.length);
      const places = unitPlaces(text, changes);
      const alive = places.slice(start, end).filter((place) => place >= 0);
      const moved = rangeMover(changes)({ start, end });
      expect(moved.surviving).toBe(alive.length);
      expect(moved.start).toBeLessThanOrEqual(moved.end);
      for (const place of alive) expect(place >= moved.start && place < moved.end).toBe(true);
      const isWhole = alive.length === end - start && alive.every((place, index) => place === alive[0]! + index);
      if (isWhole && alive.length > 0) expect(moved).toMatchObject({ start: alive[0], end: alive.at(-1)! + 1 });
    }),
    { numRuns: 1000 },
  );
});

/** The stupid twin: the new place of each unit, or -1. */
function unitPlaces(text: string, changes: readonly Change[]): number[] {
  return Array.from({ length: text.length }, (_, at) => {
    let place = at;
    for (const { start, removed, inserted } of changes) {
      if (at >= start + removed.length) place += inserted.length - removed.length;
      else if (at >= start) return -1;
    }
    return place;
  });
}

describe('edges', () => {
  const cases: [what: string, change: Change, range: [number, number], moved: [number, number, number]][] = [
    ['inserted at the start: stays outside', { start: 2, removed: '', inserted: 'xy' }, [2, 5], [4, 7, 3]],
    ['inserted at the end: stays outside', { start: 5, removed: '', inserted: 'xy' }, [2, 5], [2, 5, 3]],
    ['inserted within: comes in', { start: 3, removed: '', inserted: 'xy' }, [2, 5], [2, 7, 3]],
    ['the first units replaced: comes in', { start: 2, removed: 'cd', inserted: 'xyz' }, [2, 6], [2, 7, 2]],
    ['the last units replaced: comes in', { start: 4, removed: 'ef', inserted: 'x' }, [2, 6], [2, 5, 2]],
    ['replaced over the end: its share', { start: 4, removed: 'efgh', inserted: 'wxyz' }, [2, 6], [2, 6, 2]],
    ['replaced over the start: its share', { start: 0, removed: 'abcd', inserted: 'wxyz' }, [2, 6], [2, 6, 2]],
    ['deleted over the end', { start: 4, removed: 'efgh', inserted: '' }, [2, 6], [2, 4, 2]],
    ['all of it replaced', { start: 2, removed: 'cdef', inserted: 'xy' }, [2, 6], [2, 4, 0]],
    ['deleted with its surroundings', { start: 1, removed: 'bcdefg', inserted: '' }, [2, 6], [1, 1, 0]],
    ['a share never halves a character', { start: 4, removed: 'efgh', inserted: 'x😀y' }, [2, 6], [2, 7, 2]],
  ];
  for (const [what, change, [start, end], [newStart, newEnd, surviving]] of cases) {
    test(what, () => {
      expect(rangeMover([change])({ start, end })).toEqual({ start: newStart, end: newEnd, surviving });
    });
  }
});

describe('trimChange', () => {
  const cases: [removed: string, inserted: string, trimmed: Change | null][] = [
    ['三和月', '三个月', { start: 11, removed: '和', inserted: '个' }],
    ['的的', '的', { start: 11, removed: '的', inserted: '' }],
    ['甲乙', '甲乙', null],
    ['a😀', 'a😁', { start: 11, removed: '😀', inserted: '😁' }],
    ['𠀀', '𡀀', { start: 10, removed: '𠀀', inserted: '𡀀' }],
    ['\u{20400}', '\u{20000}', { start: 10, removed: '\u{20400}', inserted: '\u{20000}' }],
  ];
  for (const [removed, inserted, trimmed] of cases) {
    test(`${removed} → ${inserted}`, () => expect(trimChange({ start: 10, removed, inserted })).toEqual(trimmed));
  }
});

test('a change that the text does not hold is refused', () => {
  expect(() => applyChanges('abc', [{ start: 1, removed: 'x', inserted: 'y' }])).toThrow(ChangeMismatch);
});
