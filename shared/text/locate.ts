import search from 'approx-string-match';
import type { Anchor, Located } from '../document/marks.ts';
import { textDifference } from './difference.ts';
import { GRAM, gramIndex, type GramIndex } from './gram-index.ts';
import { rangeMover, type Range } from './splice.ts';

/** Where an anchor's passage stands in a text that may have changed since, and how sure that is (0 to 1). */
export interface Location extends Range {
  readonly located: Located;
  readonly confidence: number;
}

/** Finds anchors in one text; what is learnt of the text is kept for the next anchor. */
export type Locator = (anchor: Anchor) => Location;

/** Where the passage stands, in one text only once. For many anchors of one text take `locator`. */
export function locate(text: string, anchor: Anchor): Location {
  return locator(text)(anchor);
}

/**
 * Tries in this order: the words at their place among their neighbours (`exact`); the same words elsewhere, chosen by
 * their neighbours (`context`); similar words among similar neighbours (`approximate`). What of the quote less than half
 * would survive, or whose neighbours say nothing, is `lost` and keeps its old place: never attached silently elsewhere.
 */
export function locator(text: string): Locator {
  const grams = lazy(() => gramIndex(text));
  return (anchor) =>
    atPlace(text, anchor) ?? elsewhere(text, anchor) ?? approximately(text, anchor, grams) ?? lost(anchor);
}

function lost({ start, end }: Anchor): Location {
  return { start, end, located: 'lost', confidence: 0 };
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The common case, O(length of the anchor): words and neighbours stand where they stood. */
function atPlace(text: string, { quote, prefix, suffix, start }: Anchor): Location | null {
  const end = start + quote.length;
  const isThere =
    text.startsWith(quote, start) &&
    text.startsWith(suffix, end) &&
    start >= prefix.length &&
    text.startsWith(prefix, start - prefix.length);
  return isThere ? { start, end, located: 'exact', confidence: 1 } : null;
}

/** At most this many places of the same words are weighed, nearest to the old place first. */
const MOST_CANDIDATES = 200;
/** Units of neighbours that must agree before words are taken for the same passage … */
const ENOUGH_CONTEXT = 8;
/** … unless they are at least this many units long and stand in the text only once. */
const TELLING_LENGTH = 12;

/** The same words elsewhere: the place whose neighbours agree best; of equals the nearest. */
function elsewhere(text: string, anchor: Anchor): Location | null {
  const { quote, prefix, suffix, start } = anchor;
  const candidates = nearestOccurrences(text, quote, start);
  let best: { at: number; agreement: number } | null = null;
  for (const at of candidates) {
    const agreement = agreementAround(text, anchor, at);
    if (best === null || agreement > best.agreement) best = { at, agreement };
  }
  if (best === null) return null;
  const available = prefix.length + suffix.length;
  const isTelling = candidates.length === 1 && quote.length >= TELLING_LENGTH;
  if (best.agreement < Math.min(ENOUGH_CONTEXT, available) && !isTelling) return null;
  const confidence = available === 0 ? 1 : (quote.length + best.agreement) / (quote.length + available);
  const located = best.at === start ? 'exact' : 'context';
  return { start: best.at, end: best.at + quote.length, located, confidence };
}

/** Starts of the quote, nearest to `from` first. */
function nearestOccurrences(text: string, quote: string, from: number): number[] {
  const found: number[] = [];
  let right = text.indexOf(quote, from);
  let left = from > 0 ? text.lastIndexOf(quote, from - 1) : -1;
  while (found.length < MOST_CANDIDATES && (left >= 0 || right >= 0)) {
    if (right >= 0 && (left < 0 || right - from <= from - left)) {
      found.push(right);
      right = text.indexOf(quote, right + 1);
    } else {
      found.push(left);
      left = left > 0 ? text.lastIndexOf(quote, left - 1) : -1;
    }
  }
  return found;
}

/** How many units of the neighbours agree, counted outward from the words. */
function agreementAround(text: string, { quote, prefix, suffix }: Anchor, at: number): number {
  let before = 0;
  while (before < prefix.length && at > before && text[at - 1 - before] === prefix.at(-1 - before)) before++;
  let after = 0;
  const end = at + quote.length;
  while (after < suffix.length && text[end + after] === suffix[after]) after++;
  return before + after;
}

/** Places are counted in stretches of this many units. */
const STRETCH = 16;
/** Units looked at on either side of the place that the pieces vote for. */
const MARGIN = 64;
/** The longest pattern that is compared at once; of a longer passage its two ends are found, each for itself. */
const LONGEST = 1024;
/** The share of units that may differ, in quote and neighbours together. */
const MOST_ERRORS = 0.4;

function approximately(text: string, anchor: Anchor, grams: () => GramIndex): Location | null {
  if (anchor.quote.length > LONGEST) return byItsEnds(text, anchor, grams);
  const { quote, prefix, suffix, start } = anchor;
  const pattern = prefix + quote + suffix;
  const at = likeliestPlace(pattern, start - prefix.length, text.length, grams());
  if (at === null) return null;
  const from = Math.max(0, at - MARGIN);
  const window = text.slice(from, at + pattern.length + MARGIN);
  const match = bestMatch(window, pattern, at - from);
  if (match === null) return null;
  // one comparison tells what became of the quote within the match
  const move = rangeMover(textDifference(pattern, window.slice(match.start, match.end)));
  const moved = move({ start: prefix.length, end: prefix.length + quote.length });
  const offset = from + match.start;
  const range = { start: offset + moved.start, end: offset + moved.end };
  if (moved.surviving * 2 < quote.length || !/\S/u.test(text.slice(range.start, range.end))) return null;
  const isSame = text.slice(range.start, range.end) === quote;
  return { ...range, located: isSame ? 'context' : 'approximate', confidence: 1 - match.errors / pattern.length };
}

/** Where most pieces of the pattern stand together; null where too few do. */
function likeliestPlace(pattern: string, near: number, length: number, grams: GramIndex): number | null {
  const votes = new Map<number, number>();
  for (let at = 0; at + GRAM <= pattern.length; at++) {
    for (const place of grams.places(pattern.slice(at, at + GRAM))) {
      const stretch = Math.floor((place - at) / STRETCH);
      votes.set(stretch, (votes.get(stretch) ?? 0) + 1);
    }
  }
  let best: { stretch: number; weight: number } | null = null;
  for (const [stretch, count] of votes) {
    const together = count + (votes.get(stretch - 1) ?? 0) + (votes.get(stretch + 1) ?? 0);
    // of equals the nearest: distance weighs less than one vote
    const weight = together - Math.abs(stretch * STRETCH - near) / (2 * length + 1);
    if (best === null || weight > best.weight) best = { stretch, weight };
  }
  return best === null || best.weight < 1 ? null : Math.max(0, best.stretch * STRETCH);
}

function bestMatch(
  window: string,
  pattern: string,
  near: number,
): { start: number; end: number; errors: number } | null {
  const distance = (match: { start: number }) => Math.abs(match.start - near);
  return search(window, pattern, Math.floor(pattern.length * MOST_ERRORS)).reduce<ReturnType<typeof bestMatch>>(
    (best, match) =>
      best === null || match.errors < best.errors || (match.errors === best.errors && distance(match) < distance(best))
        ? match
        : best,
    null,
  );
}

/** Units at either end by which a long passage is found. */
const END = 256;

function byItsEnds(
  text: string,
  { quote, prefix, suffix, start, end }: Anchor,
  grams: () => GramIndex,
): Location | null {
  const find = (part: Anchor) => elsewhere(text, part) ?? approximately(text, part, grams);
  const head = find({
    quote: quote.slice(0, END),
    prefix,
    suffix: quote.slice(END, 2 * END),
    start,
    end: start + END,
  });
  const tail = find({
    quote: quote.slice(-END),
    prefix: quote.slice(-2 * END, -END),
    suffix,
    start: end - END,
    end,
  });
  if (head === null || tail === null) return null;
  const range = { start: head.start, end: tail.end };
  const surviving = sharedGrams(quote, text.slice(range.start, Math.min(range.end, range.start + 2 * quote.length)));
  if (range.end <= range.start || surviving * 2 < quote.length) return null;
  return { ...range, located: 'approximate', confidence: Math.min(head.confidence, tail.confidence) };
}

/** How many pieces of `one` also stand in `other`, as a measure of what survived of a long text. */
function sharedGrams(one: string, other: string): number {
  const pieces = new Set<string>();
  for (let at = 0; at + GRAM <= other.length; at++) pieces.add(other.slice(at, at + GRAM));
  let shared = 0;
  for (let at = 0; at + GRAM <= one.length; at++) if (pieces.has(one.slice(at, at + GRAM))) shared++;
  return shared;
}
