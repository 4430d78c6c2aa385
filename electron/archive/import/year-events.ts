import { type Dated, voteAt, type YearVote } from './year.ts';
import type { YearMention } from './year-mentions.ts';

/** Units of text after a mention that tell what happened then. */
const WINDOW = 46;

/** A pair of characters is telling if it occurs at most so often in the article. */
const RARE = 2;

/** Two passages tell of the same thing if they share so many words: runs of telling pairs. */
const LEAST_WORDS = 3;

/** At most so many mentions of a kind are compared: what comes after them adds nothing. */
const MOST_MENTIONS = 60;

interface Passage extends Dated {
  readonly mention: YearMention;
  /** The pairs of the passage in order; `null` where one is not telling. */
  readonly pairs: readonly (string | null)[];
}

/**
 * One thing told twice, once with the year and once said from the day of writing: "去年4月在泉北、南屏两地试点" and
 * "2025年首批试点的泉北、南屏两地" make 去年 2025 and the story of 2026. The two must stand in different sentences: in one they would
 * be set against each other.
 */
export function sameEvents(dated: readonly Dated[]): YearVote[] {
  const counts = countPairs(dated);
  const all = dated.flatMap((one) => one.mentions.map((mention) => passage(one, mention, counts)));
  const relative = all
    .filter(({ mention }) => mention.kind === 'relative' && mention.value <= 0)
    .slice(0, MOST_MENTIONS);
  const explicit = all.filter(({ mention }) => mention.kind === 'explicit' && !mention.isAhead).slice(0, MOST_MENTIONS);
  return relative.flatMap((then) =>
    explicit.filter((named) => tellTheSame(then, named)).flatMap((named) => votesFor(then, named)),
  );
}

function passage(dated: Dated, mention: YearMention, counts: ReadonlyMap<string, number>): Passage {
  const after = dated.block.text.slice(mention.end, mention.end + WINDOW);
  const clause = /^[^。！？；]{0,46}/u.exec(after)?.[0] ?? '';
  const pairs = pairsOf(clause).map((pair) => (pair !== null && (counts.get(pair) ?? 0) <= RARE ? pair : null));
  return { ...dated, mention, pairs };
}

function tellTheSame(then: Passage, named: Passage): boolean {
  if (then.block === named.block && Math.abs(then.mention.start - named.mention.start) < 2 * WINDOW) return false;
  const known = new Set(named.pairs.filter((pair) => pair !== null));
  const isShared = then.pairs.map((pair) => pair !== null && known.has(pair));
  const words = isShared.filter((shared, at) => shared && isShared[at - 1] !== true).length;
  return words >= LEAST_WORDS;
}

function votesFor(then: Passage, named: Passage): YearVote[] {
  const year = named.mention.value - then.mention.value;
  return [then, named].map(({ block, mention }, at) => {
    const end = Math.min(block.text.length, mention.end + 20);
    return voteAt(block, 'same-event', { year, weight: at === 0 ? 0.6 : 0.4, start: mention.start, end });
  });
}

/** How often each pair of Chinese characters occurs, in the first part of the article. */
function countPairs(dated: readonly Dated[]): Map<string, number> {
  const counts = new Map<string, number>();
  let left = 200_000;
  for (const { block } of dated) {
    if (left <= 0) break;
    for (const pair of pairsOf(block.text.slice(0, left))) {
      if (pair !== null) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    left -= block.text.length;
  }
  return counts;
}

/** The pairs of neighbouring characters; `null` where one is no Chinese character, and a word ends. */
export function pairsOf(text: string): (string | null)[] {
  const pairs: (string | null)[] = [];
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.push(/^\p{Script=Han}{2}$/u.test(pair) ? pair : null);
  }
  return pairs;
}
