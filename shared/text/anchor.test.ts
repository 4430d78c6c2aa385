import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findQuote, makeAnchor } from './anchor.ts';

describe('makeAnchor', () => {
  const cases: [what: string, text: string, start: number, end: number, quote: string | null][] = [
    ['a plain passage', '各地加快推进', 2, 4, '加快'],
    ['half a surrogate pair at the start', 'a😀b', 2, 4, '😀b'],
    ['half a surrogate pair at the end', 'a😀b', 0, 2, 'a😀'],
    ['past the end', '各地', 1, 9, '地'],
    ['empty', '各地', 1, 1, null],
    ['backwards', '各地', 2, 1, null],
    ['blank', '各　\n地', 1, 3, null],
  ];
  for (const [what, text, start, end, quote] of cases) {
    test(what, () => {
      const anchor = makeAnchor(text, start, end);
      expect(anchor?.quote ?? null).toBe(quote);
      if (anchor !== null) expect(text.slice(anchor.start, anchor.end)).toBe(quote);
    });
  }

  test('the neighbours are whole characters, at most 32 units of them', () => {
    const text = `${'😀'.repeat(20)}甲${'😀'.repeat(20)}`;
    const shifted = makeAnchor(`x${text}`, 42 - 1, 42);
    const anchor = makeAnchor(text, 40, 41);
    expect(anchor?.prefix).toBe('😀'.repeat(16));
    expect(anchor?.suffix).toBe('😀'.repeat(16));
    expect(makeAnchor(text, 40, 42)?.suffix).toBe('😀'.repeat(16));
    expect(shifted?.prefix.isWellFormed()).toBe(true);
    expect(makeAnchor(`a${'😀'.repeat(20)}bc`, 41, 42)?.prefix).toBe('😀'.repeat(16));
    expect(makeAnchor(`${'😀'.repeat(20)}bc`, 41, 42)?.prefix).toBe(`${'😀'.repeat(15)}b`);
  });
});

describe('findQuote', () => {
  const cases: [what: string, text: string, quote: string, found: string[]][] = [
    ['once', '各地加快推进', '加快', ['加快']],
    ['nowhere', '各地加快推进', '放慢', []],
    ['overlapping', '的的的的', '的的', ['的的', '的的', '的的']],
    ['blank', '各 地', ' ', []],
    ['across a rejoined break', '在福建泉州试点', '在\n\n福建泉州', ['在福建泉州']],
    ['with other line ends', '第一段\n第二段', '第一段\r\n第二段', ['第一段\n第二段']],
    ['with blanks that the text has', '李 纵 报道', '李纵', ['李 纵']],
    ['to the letter first', '李 纵，李纵', '李纵', ['李纵']],
    ['beyond the basic plane', '𠮷野家、𠮷野家', '𠮷野', ['𠮷野', '𠮷野']],
  ];
  for (const [what, text, quote, found] of cases) {
    test(what, () => {
      expect(findQuote(text, quote).map(({ start, end }) => text.slice(start, end))).toEqual(found);
    });
  }

  test('agrees with looking at every place', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 60 });
    fc.assert(
      fc.property(word, word, (text, quote) => {
        const places = Array.from(text, (_, at) => at).filter((at) => quote !== '' && text.startsWith(quote, at));
        expect(findQuote(text, quote).map(({ start }) => start)).toEqual(places);
      }),
    );
  });

  test('repetitive text is no trap', () => {
    expect(findQuote('的'.repeat(200_000), '的'.repeat(100_000))).toHaveLength(100_001);
  });
});
