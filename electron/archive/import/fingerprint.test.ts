import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS, fingerprintOf, jaccard, ROWS, SHINGLE } from './fingerprint.ts';

/** The stupid twin: sets of strings, character by character. */
function plainShingles(text: string): Set<string> {
  const points = Array.from(text.normalize('NFKC').replace(/\s/gu, ''));
  if (points.length > 0 && points.length < SHINGLE) return new Set([points.join('')]);
  const shingles = new Set<string>();
  for (let i = 0; i + SHINGLE <= points.length; i += 1) shingles.add(points.slice(i, i + SHINGLE).join(''));
  return shingles;
}

function plainJaccard(a: string, b: string): number {
  const mine = plainShingles(a);
  const theirs = plainShingles(b);
  const all = mine.union(theirs).size;
  return all === 0 ? 0 : mine.intersection(theirs).size / all;
}

/** Repeats often, so that shingles coincide; with blanks, full-width forms and characters of two units. */
const characters = fc.constantFrom('中', '国', '政', '策', '１', '1', ' ', '\n', '　', '𠮷', '😀', 'ﬁ', '，', 'é');
const text = fc.array(characters, { maxLength: 60 }).map((parts) => parts.join(''));

const same: [string, string, string][] = [
  ['line ends and blanks', '　　全国\n人大', '全国人大'],
  ['full-width digits and letters', '２０２６年ＧＤＰ', '2026年GDP'],
  ['half-width kana', 'ｶﾞ', 'ガ'],
];

/** Chinese-looking text from a small linear generator: the sketch's figures must not depend on luck. */
function prose(seed: number, length: number): string[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCodePoint(0x4e00 + ((state >>> 8) % 2500));
  });
}

/** Exchanges every `step`-th character, which spoils up to SHINGLE shingles each. */
function spoil(points: string[], step: number): string {
  return points.map((point, i) => (i % step === step - 1 ? '□' : point)).join('');
}

const shared = (a: string, b: string): number => {
  const theirs = new Set(fingerprintOf(b).bands);
  return fingerprintOf(a).bands.filter((band) => theirs.has(band)).length;
};

describe('exact fingerprint', () => {
  for (const [name, a, b] of same) {
    it(`ignores ${name}`, () => expect(fingerprintOf(a)).toEqual(fingerprintOf(b)));
  }
  it('sees a single changed character', () => {
    expect(fingerprintOf('下降').exact).not.toBe(fingerprintOf('上升').exact);
  });
  it('has no bands for a text without characters', () => expect(fingerprintOf(' \n　').bands).toEqual([]));
});

describe('jaccard', () => {
  it('agrees with sets of strings', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(jaccard(a, b)).toBeCloseTo(plainJaccard(a, b), 12);
      }),
    );
  });
  it('agrees with sets of strings on long texts', () => {
    const points = prose(1, 4000);
    for (const step of [40, 160, 640]) {
      const other = spoil(points, step);
      expect(jaccard(points.join(''), other)).toBeCloseTo(plainJaccard(points.join(''), other), 12);
    }
  });
});

describe('bands', () => {
  it('are promised to find .9 with at least .999', () => {
    expect(1 - (1 - 0.9 ** ROWS) ** BANDS).toBeGreaterThanOrEqual(0.999);
  });

  it('keep the promise: of 1,000 pairs just above .9, at most 3 are missed', () => {
    let missed = 0;
    let least = 1;
    for (let seed = 1; seed <= 1000; seed += 1) {
      const points = prose(seed, 1400);
      const other = spoil(points, 153);
      if (seed <= 20) least = Math.min(least, jaccard(points.join(''), other));
      if (shared(points.join(''), other) === 0) missed += 1;
    }
    expect(least).toBeGreaterThanOrEqual(0.9);
    expect(least).toBeLessThan(0.91);
    expect(missed).toBeLessThanOrEqual(3);
  });

  it('agree as often as the Jaccard says, so the minima are evenly drawn', () => {
    let agreeing = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const points = prose(seed, 800);
      agreeing += shared(points.join(''), spoil(points, 153));
    }
    const expected = 0.9 ** ROWS;
    expect(agreeing / (400 * BANDS)).toBeGreaterThan(expected - 0.04);
    expect(agreeing / (400 * BANDS)).toBeLessThan(expected + 0.04);
  });

  it('make unrelated texts no candidates', () => {
    const sketches = Array.from({ length: 300 }, (_, i) => fingerprintOf(prose(i + 1, 600).join('')).bands);
    const seen = new Set<number>();
    for (const bands of sketches) for (const band of bands) seen.add(band);
    expect(seen.size).toBe(300 * BANDS);
  });

  it('are whole numbers that SQLite and JSON keep', () => {
    for (const band of fingerprintOf(prose(7, 500).join('')).bands) expect(Number.isSafeInteger(band)).toBe(true);
  });
});

it('takes no long time for 2,000,000 characters', () => {
  const long = prose(3, 200_000).join('').repeat(10);
  const started = performance.now();
  fingerprintOf(long);
  expect(performance.now() - started).toBeLessThan(5_000);
});
