import { createHash } from 'node:crypto';

/** Characters (code points) of one shingle: about one clause of Chinese, so that unrelated news share hardly any. */
export const SHINGLE = 8;

/**
 * The sketch has BANDS × ROWS minima. Two texts become candidates of each other where one whole band agrees, so a
 * Jaccard of j is found with 1 − (1 − j^ROWS)^BANDS: .9994 at .9, 5 % at .5, 1 in 10,000 at .23.
 */
export const BANDS = 13;
export const ROWS = 8;

/** What tells that two articles are the same text, or nearly the same. */
export interface Fingerprint {
  /** SHA-256 in hexadecimal of the text after NFKC and removal of blanks. */
  readonly exact: string;
  /** One key per band (whole numbers below 2^36, the band's number included); none for a text without characters. */
  readonly bands: readonly number[];
}

/** The fingerprint of an article's text. Time and memory grow evenly with the text. */
export function fingerprintOf(text: string): Fingerprint {
  const plain = withoutBlanks(text);
  return { exact: createHash('sha256').update(plain).digest('hex'), bands: bandsOf(shingleHashes(plain, BASE)) };
}

/**
 * How alike two texts are: the share of their different shingles that they have in common, 0 to 1, counted in full.
 * Texts without characters are like nothing, not even each other.
 */
export function jaccard(a: string, b: string): number {
  const mine = shingleKeys(withoutBlanks(a));
  const theirs = shingleKeys(withoutBlanks(b));
  let common = 0;
  let all = 0;
  let i = 0;
  let j = 0;
  while (i < mine.length || j < theirs.length) {
    const left = mine[i] ?? Infinity;
    const right = theirs[j] ?? Infinity;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    if (left === right) common += 1;
    all += 1;
  }
  return all === 0 ? 0 : common / all;
}

/** Full-width and half-width forms and line breaks must not make two copies of a text differ. */
function withoutBlanks(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

/**
 * Each different shingle as a 52-bit key, ascending. Sorted numbers take less than half the time of a set of strings, and
 * among the shingles of a long news story two share a key once in a billion stories.
 */
function shingleKeys(plain: string): Float64Array {
  const high = shingleHashes(plain, BASE);
  const low = shingleHashes(plain, OTHER_BASE);
  const keys = Float64Array.from(high, (hash, i) => (hash >>> 0) * 2 ** 20 + ((low[i] ?? 0) >>> 12)).sort();
  return keys.filter((key, i) => i === 0 || key !== keys[i - 1]);
}

const BASE = 0x2c1b3c6d;
const OTHER_BASE = 0x297a2d39;

/** A 32-bit hash of each run of SHINGLE code points, in order, repeated ones too; a shorter text is one shingle. */
function shingleHashes(plain: string, base: number): Int32Array {
  const points = codePoints(plain);
  if (points.length === 0) return new Int32Array(0);
  let leaving = 1;
  for (let i = 0; i < SHINGLE; i += 1) leaving = Math.imul(leaving, base);
  const hashes = new Int32Array(Math.max(1, points.length - SHINGLE + 1));
  let rolling = 0;
  for (let i = 0; i < points.length; i += 1) {
    rolling = (Math.imul(rolling, base) + (points[i] ?? 0)) | 0;
    if (i >= SHINGLE) rolling = (rolling - Math.imul(points[i - SHINGLE] ?? 0, leaving)) | 0;
    hashes[Math.max(0, i - SHINGLE + 1)] = mix(rolling);
  }
  return hashes;
}

function codePoints(plain: string): Uint32Array {
  const points = new Uint32Array(plain.length);
  let count = 0;
  for (let at = 0; at < plain.length; count += 1) {
    const point = plain.codePointAt(at) ?? 0;
    points[count] = point;
    at += point > 0xffff ? 2 : 1;
  }
  return points.subarray(0, count);
}

/** Two fixed numbers per minimum: stored sketches must stay comparable for as long as the catalogue's schema. */
const SEEDS = Int32Array.from({ length: BANDS * ROWS }, (_, i) => mix(Math.imul(i + 1, 0x9e3779b1)));
const FACTORS = SEEDS.map((seed) => mix(seed ^ BASE) | 1);

function bandsOf(hashes: Int32Array): number[] {
  if (hashes.length === 0) return [];
  return Array.from({ length: BANDS }, (_, band) => {
    let key = band;
    for (let row = 0; row < ROWS; row += 1) key = mix(key ^ smallest(hashes, band * ROWS + row));
    return band * 2 ** 32 + (key >>> 0);
  });
}

/**
 * The smallest hash after all were shuffled in the i-th way (xor, then times an odd number: one to one). It is equal
 * in two texts with the probability of their Jaccard. This loop is nearly all the time a fingerprint takes.
 */
function smallest(hashes: Int32Array, i: number): number {
  const seed = SEEDS[i] ?? 0;
  const factor = FACTORS[i] ?? 1;
  let least = 0x7fffffff;
  for (let at = 0; at < hashes.length; at += 1) {
    const shuffled = Math.imul((hashes[at] ?? 0) ^ seed, factor);
    if (shuffled < least) least = shuffled;
  }
  return least;
}

/** Spreads 32 bits over 32 bits, one to one, so that every input bit moves every output bit (0 stays 0). */
function mix(bits: number): number {
  let x = bits;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
