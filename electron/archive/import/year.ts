import type { InferredYear } from '../../../shared/document/article.ts';
import { partOf } from './finding.ts';
import type { Rejoined } from './rejoin.ts';
import { findYears, type YearMention } from './year-mentions.ts';
import { planYears } from './year-calendar.ts';
import { sameEvents } from './year-events.ts';

/** From this certainty on, and without contradiction, nobody is asked whether the year is right. */
export const SURE_YEAR = 0.8;

/** A literal piece of the file that speaks for a year. */
export type YearEvidence = InferredYear['evidence'][number];

/** One reason for a year: `weight` is the chance that it alone is right. Its evidence is looked up when needed. */
export interface YearVote {
  readonly year: number;
  readonly weight: number;
  /** Whether the story cannot be of an earlier year: 今年 after 2024年 is no earlier than 2025. */
  readonly isLeast?: boolean;
  readonly evidence: () => YearEvidence | null;
}

/** An inferred year, the other years that something speaks for, and the year it cannot be before. */
export interface YearReading {
  readonly year: InferredYear;
  readonly others: readonly number[];
  readonly bound: number | null;
  readonly isContested: boolean;
}

/** A block of running text and the years it names. */
export interface Dated {
  readonly block: Rejoined;
  readonly mentions: readonly YearMention[];
}

/** A block with the years it names. Captions count, headings and metadata do not. */
export function datedBlocks(blocks: readonly Rejoined[]): Dated[] {
  return blocks
    .filter((block) => block.role === 'body' || block.role === 'caption' || block.role === 'list')
    .map((block) => ({ block, mentions: findYears(block.text) }));
}

/**
 * The year a story must be of, from what it says of other years; `null` where it says nothing. Rules, with their votes:
 * `recent-year` "前不久，…开展2026年…行动" → 2026; `yearly-report` "近日发布2024年统计公报" → 2025; `event-year` "2025年…锦标赛2日在这里落幕" →
 * 2025; `year-sequence` "2024年…；今年3月" → 2025; `dated-lead` "2025年3月4日，…" → 2025; `same-event` "去年4月在甲地试点" and
 * "2025年首批试点的甲地" → 2026; `after-year-end` "截至2024年末" → 2025; `reviewed-year` "部署2025年工作" → 2024 or 2025; `plan-year`
 * and `anniversary`: year-calendar.ts; and only where none of these speaks, `latest-year`: the latest past year, if it
 * is named twice. A story cannot be older than a past year it names. `stated` are votes from outside the text, as of a
 * document number.
 */
export function inferYear(dated: readonly Dated[], stated: readonly YearVote[]): YearReading | null {
  const votes = [...stated, ...dated.flatMap(votesOf), ...sameEvents(dated)];
  const past = dated.flatMap(pastYears);
  const least = [...past, ...votes.filter(({ isLeast }) => isLeast === true)];
  const bound = least.reduce<number | null>((latest, { year }) => Math.max(latest ?? year, year), null);
  const possible = votes.filter(({ year }) => bound === null || year >= bound);
  if (possible.length > 0) return weigh(possible, bound);
  const latest = past.filter(({ year, isTelling }) => year === bound && isTelling).slice(0, NAMED_TWICE);
  return latest.length === NAMED_TWICE ? weigh(latest, bound) : null;
}

/** A year that is named but once is seldom that of the story. */
const NAMED_TWICE = 2;

/** A past year that the text names; "2023年以来" is not telling: it is hardly ever said in that year. */
function pastYears({ block, mentions }: Dated): (YearVote & { readonly isTelling: boolean })[] {
  return mentions.flatMap((mention) => {
    if (mention.kind === 'relative' || mention.isAhead) return [];
    const { value: year, start, end } = mention;
    const isTelling = !/^(?:以来|起)/u.test(block.text.slice(end, end + 2));
    return [{ ...voteAt(block, 'latest-year', { year, weight: 0.3, start, end }), isTelling }];
  });
}

function votesOf(dated: Dated): YearVote[] {
  const votes = dated.mentions.flatMap((mention, at) => [
    ...recentYear(dated, mention, dated.mentions[at - 1]),
    ...eventYear(dated, mention),
    ...afterYearEnd(dated, mention),
    ...datedLead(dated, mention),
    ...reviewedYear(dated, mention),
    ...yearSequence(dated, mention, dated.mentions.slice(at + 1, at + 6)),
  ]);
  return [...votes, ...planYears(dated)];
}

/** A vote whose evidence is a piece of a block, as far as that stands on one line of the file. */
export function voteAt(
  block: Pick<Rejoined, 'text' | 'segments'>,
  rule: string,
  { year, weight, start, end }: { year: number; weight: number; start: number; end: number },
): YearVote {
  const evidence = (): YearEvidence | null => {
    const part = partOf(block.segments, start, end - start);
    const isLiteral = block.segments.every(({ shown }) => shown === undefined || shown <= 1);
    const quote = block.text.slice(start, start + (part?.length ?? 0));
    return part === null || !isLiteral || quote === '' ? null : { rule, line: part.line, quote };
  };
  return { year, weight, evidence };
}

/** Words for "lately", from which a year in the same clause is that of writing. */
const LATELY = /(?:前不久|不久前|日前|近日|近期|眼下)(?=[^。；！？]{0,40}$)/u;

/** Yearly reports appear in the year after the one they name: 近日发布2024年统计公报. */
const YEARLY = /^[^。；！？，]{0,16}(?:公报|年报|年度报告|白皮书|统计|数据|年鉴|决算|十大|财报|业绩)/u;

function recentYear({ block }: Dated, mention: YearMention, previous: YearMention | undefined): YearVote[] {
  if (mention.kind !== 'explicit' || mention.isAhead) return [];
  const from = Math.max(0, mention.start - 46);
  const lately = LATELY.exec(block.text.slice(from, mention.start));
  if (lately === null) return [];
  const start = from + lately.index;
  if (previous !== undefined && previous.start > start) return [];
  const at = { start, end: mention.end };
  const isYearly = YEARLY.test(block.text.slice(mention.end, mention.end + 30));
  return isYearly
    ? [voteAt(block, 'yearly-report', { ...at, year: mention.value + 1, weight: 0.6 })]
    : [voteAt(block, 'recent-year', { ...at, year: mention.value, weight: 0.75 })];
}

/** A yearly event that has just begun or ended. */
const EVENT =
  /^(?![起以之，,])[^。；！？，,将已起]{0,30}?(?:大会|论坛|博览会|锦标赛|联赛|公开赛|杯赛|世界杯|运动会|研讨会|会议|峰会|展览会|交易会|年会|电影节|文化节)[^。；！？将已]{0,24}?(?:举行|举办|召开|开幕|启幕|落幕|闭幕|启动|收官|开赛)/u;
const BACK_THEN = /(?:曾|自|自从|早在|追溯到|对比|比)$/u;

function eventYear({ block }: Dated, mention: YearMention): YearVote[] {
  if (mention.kind !== 'explicit' || mention.isAhead) return [];
  const event = EVENT.exec(block.text.slice(mention.end, mention.end + 80));
  if (event === null || BACK_THEN.test(block.text.slice(Math.max(0, mention.start - 3), mention.start))) return [];
  const end = mention.end + event[0].length;
  return [voteAt(block, 'event-year', { year: mention.value, weight: 0.85, start: mention.start, end: end })];
}

function afterYearEnd({ block }: Dated, mention: YearMention): YearVote[] {
  const isPast = mention.kind === 'explicit' && mention.isYearEnd && !mention.isAhead;
  return isPast
    ? [
        voteAt(block, 'after-year-end', {
          year: mention.value + 1,
          weight: 0.6,
          start: mention.start,
          end: mention.end,
        }),
      ]
    : [];
}

/** 总结2024年…工作, 部署2025年…工作: said at the end of the first of the two, or at the beginning of the second. */
function reviewedYear({ block }: Dated, mention: YearMention): YearVote[] {
  if (mention.kind !== 'explicit' || mention.month !== null) return [];
  const { value, start, end } = mention;
  const verb = /(?:总结|回顾|部署|安排|谋划)$/u.exec(block.text.slice(Math.max(0, start - 2), start))?.[0];
  if (verb === undefined) return [];
  const first = /总结|回顾/u.test(verb) ? value : value - 1;
  const place = { start: start - verb.length, end };
  return [
    voteAt(block, 'reviewed-year', { year: first, weight: 0.5, ...place }),
    voteAt(block, 'reviewed-year', { year: first + 1, weight: 0.3, ...place }),
  ];
}

/** "2025年3月4日，…": news leads with the day. */
function datedLead({ block }: Dated, mention: YearMention): YearVote[] {
  if (mention.kind !== 'explicit' || mention.day === null || mention.isAhead || mention.start > 0) return [];
  const { value: year, start, end } = mention;
  return [voteAt(block, 'dated-lead', { year, weight: 0.65, start, end })];
}

/**
 * A past year that opens its clause, and 今年 (or, weaker, 前不久) opening a later one of the sentence: "2024年，…；今年3月，…".
 * The year of writing comes after it. In "2024年全国春运会议…今年" the two are one year.
 */
function yearSequence({ block }: Dated, mention: YearMention, later: readonly YearMention[]): YearVote[] {
  if (mention.kind !== 'explicit' || mention.isAhead || !/^[，,]/u.test(block.text.charAt(mention.end))) return [];
  const sentence = /^[^。！？]{0,120}/u.exec(block.text.slice(mention.end, mention.end + 120))?.[0] ?? '';
  const reach = mention.end + sentence.length;
  const next = later.find((other) => other.start < reach && !other.isAhead);
  const isThisYear = next?.value === 0 && /[，；,;]/u.test(block.text.charAt(next.start - 1));
  const lately = next === undefined ? /[，；,;](?:前不久|不久前|日前)/u.exec(sentence) : null;
  if (!isThisYear && lately === null) return [];
  const end = isThisYear ? next.end : mention.end + (lately === null ? 0 : lately.index + lately[0].length);
  const weight = isThisYear ? 0.7 : 0.45;
  const vote = voteAt(block, 'year-sequence', { year: mention.value + 1, weight, start: mention.start, end });
  return [{ ...vote, isLeast: isThisYear }];
}

/** Of many reasons so many are kept. */
const MOST_EVIDENCE = 5;

/** Adds up the votes: the certainty of a year is the chance that not all its reasons fail, less what contradicts it. */
function weigh(votes: readonly YearVote[], bound: number | null): YearReading {
  const strength = new Map<number, number>();
  for (const { year, weight } of votes) strength.set(year, 1 - (1 - (strength.get(year) ?? 0)) * (1 - weight));
  const ranked = [...strength].sort(([yearA, a], [yearB, b]) => b - a || yearB - yearA);
  const [value, own] = ranked[0] ?? [0, 0];
  const others = ranked.slice(1);
  const against = Math.max(0, ...others.map(([, share]) => share));
  const certainty = Math.round(own * (1 - against / 2) * 100) / 100;
  const winning = votes.filter(({ year }) => year === value).slice(0, MOST_EVIDENCE);
  const evidence = winning.map((vote) => vote.evidence()).filter((one) => one !== null);
  return {
    year: { value, certainty, evidence },
    others: others.map(([year]) => year),
    bound,
    isContested: against > own / 2,
  };
}
