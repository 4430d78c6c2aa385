import { ArchiveFailure } from '../failure.ts';
import type { Encoding } from '../../../shared/document/article.ts';
import { isBlank } from './blanks.ts';
import { countFrequent } from './frequent-characters.ts';
import { findBinary } from './binary.ts';

/** A file's text, and how its bytes were read. */
export interface Decoded {
  /** Without byte order mark; line ends as in the file. */
  readonly text: string;
  readonly encoding: Encoding;
  /** 0–1: 1 for a byte order mark, valid UTF-8 or an encoding that was given. Below `SURE_ENCODING`, ask. */
  readonly certainty: number;
  /** Other encodings that the bytes are valid in, the likeliest first. */
  readonly alternatives: readonly Encoding[];
}

/** From this certainty on nobody needs to be asked. */
export const SURE_ENCODING = 0.9;

/** Byte order marks. GB18030 has one too (U+FEFF in four bytes). */
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

/** Characters looked at to tell two readings apart. */
const SAMPLE = 20_000;

/** The least share of frequent characters that a reading must have; wrong readings of Chinese stay below .2. */
const LEAST_SHARE = 0.25;

/** Characters from which on the share tells. */
const ENOUGH = 20;

/**
 * Bytes → text. In order: the encoding `given`, a byte order mark, zero bytes (UTF-16), strict UTF-8, and last GB18030
 * against Big5 by frequent characters: pages and file names lie about their charset, the characters do not.
 *
 * Throws `file-empty` (nothing visible), `file-binary` (a known format in `data.format`, else zero bytes or controls)
 * or `file-undecodable` (`data.encoding` if one was given).
 */
export function decode(bytes: Uint8Array, given?: Encoding): Decoded {
  if (bytes.length === 0) throw new ArchiveFailure('file-empty');
  const format = findBinary(bytes);
  if (format !== null) throw new ArchiveFailure('file-binary', { format });
  const decoded = read(bytes, given);
  if (hasControls(decoded.text)) throw new ArchiveFailure('file-binary');
  if (isEmpty(decoded.text)) throw new ArchiveFailure('file-empty');
  return decoded;
}

function read(bytes: Uint8Array, given: Encoding | undefined): Decoded {
  const encoding = given ?? markedEncoding(bytes);
  if (encoding !== undefined) {
    const text = tryDecode(bytes, encoding);
    if (text === null) throw new ArchiveFailure('file-undecodable', { encoding });
    return { text, encoding, certainty: 1, alternatives: [] };
  }
  return bytes.includes(0) ? readWide(bytes) : (readUtf8(bytes) ?? readChinese(bytes));
}

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
}

/** Strictly decoded and without byte order mark, or `null` where a byte does not fit. */
function tryDecode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch {
    return null;
  }
}

/** With zero bytes a text can only be UTF-16: every line break and every ASCII character has one. */
function readWide(bytes: Uint8Array): Decoded {
  const readings = readingsOf(bytes, ['utf-16le', 'utf-16be'], countWide);
  const best = readings[0];
  if (best === undefined || !isLikely(best)) throw new ArchiveFailure('file-binary');
  return toDecoded(best, readings);
}

/** Valid UTF-8, or `null`. Only a few short words in another encoding can look like it by chance. */
function readUtf8(bytes: Uint8Array): Decoded | null {
  const text = tryDecode(bytes, 'utf-8');
  if (text === null) return null;
  const isWestern = !/[\u0800-\uFFFF]/u.test(text);
  const readings = isWestern ? chineseReadings(bytes).filter((reading) => reading.share >= 0.5) : [];
  const { seen } = countFrequent(text, SAMPLE);
  if (seen < 2 || readings.length === 0) return { text, encoding: 'utf-8', certainty: 1, alternatives: [] };
  return { text, encoding: 'utf-8', certainty: 0.5, alternatives: readings.map((reading) => reading.encoding) };
}

function readChinese(bytes: Uint8Array): Decoded {
  const readings = chineseReadings(bytes);
  const best = readings[0];
  if (best === undefined || !isLikely(best)) throw new ArchiveFailure('file-undecodable');
  return toDecoded(best, readings);
}

/** One way to read the bytes; `hits` of the `share` of its characters are what Chinese text is made of. */
interface Reading {
  readonly encoding: Encoding;
  readonly text: string;
  readonly hits: number;
  readonly seen: number;
  readonly share: number;
}

function chineseReadings(bytes: Uint8Array): Reading[] {
  return readingsOf(bytes, ['gb18030', 'big5'], (text) => {
    const { frequent, seen } = countFrequent(text, SAMPLE);
    return { hits: frequent, seen };
  });
}

/** All valid readings, the likeliest first. */
function readingsOf(
  bytes: Uint8Array,
  encodings: readonly Encoding[],
  count: (text: string) => { hits: number; seen: number },
): Reading[] {
  return encodings
    .flatMap((encoding) => {
      const text = tryDecode(bytes, encoding);
      if (text === null) return [];
      const { hits, seen } = count(text);
      return [{ encoding, text, hits, seen, share: hits / Math.max(1, seen) }];
    })
    .sort((a, b) => b.share - a.share);
}

/** A few characters may all be rare; from some length on, no Chinese text lacks the frequent ones. */
function isLikely({ hits, seen, share }: Reading): boolean {
  return share >= LEAST_SHARE || (hits > 0 && seen < ENOUGH);
}

/** Every frequent character more than the next best reading has doubles the odds: four more are .94. */
function toDecoded(best: Reading, readings: readonly Reading[]): Decoded {
  const lead = best.hits - (readings[1]?.hits ?? 0);
  return {
    text: best.text,
    encoding: best.encoding,
    certainty: 1 / (1 + 2 ** -lead),
    alternatives: readings.slice(1).map((reading) => reading.encoding),
  };
}

/** ASCII and what is frequent in Chinese: read with the bytes swapped, UTF-16 scatters over all scripts. */
function countWide(text: string): { hits: number; seen: number } {
  const sample = text.slice(0, SAMPLE);
  const ascii = sample.match(/[\t\r\n\x20-\x7E]/gu)?.length ?? 0;
  return { hits: ascii + countFrequent(sample, SAMPLE).frequent, seen: sample.length };
}

/** A stray control character (an old end-of-file mark) is forgiven, one in a hundred characters is no text. */
function hasControls(text: string): boolean {
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0) return true;
    if ((code < 0x20 && (code < 0x09 || code > 0x0d)) || code === 0x7f) controls += 1;
  }
  return controls > 1 + text.length / 100;
}

function isEmpty(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (!isBlank(text.charAt(at))) return false;
  return true;
}
