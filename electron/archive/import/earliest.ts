import { toDay } from './day.ts';
import { evidenceAt, partOf } from './finding.ts';
import type { Evidence } from '../../../shared/document/article.ts';
import type { Rejoined } from './rejoin.ts';
import type { Dated } from './year.ts';

/** The earliest day a story can be of, and where that is said. */
export interface Earliest {
  readonly day: string;
  readonly evidence: Evidence;
}

/** A day without year: 6月2日. Not after 截至 or 将于, which look back over a year's end or ahead. */
const MONTH_DAY = /(?<![\d年])(\d{1,2})月(\d{1,2})日(?!起|前|之前|以前)/gu;
const NOT_YET = /(?:截至|截止|预计|计划|到|至|自|从)$|(?:将|拟|定于|明天|后天|明[（(])[^，。；]{0,4}$/u;

/**
 * The latest day that a story of `year` speaks of as past: it cannot be older. Months and years count from their first
 * day ("今年4月" → 2026-04-01, "2025年底" → 2025-12-01), days without a year are taken to be of the story's year.
 */
export function findEarliest(dated: readonly Dated[], year: number): Earliest | null {
  let latest: Earliest | null = null;
  for (const { block, mentions } of dated) {
    for (const mention of mentions) {
      const value = mention.kind === 'explicit' ? mention.value : year + mention.value;
      const isPast = mention.kind === 'explicit' ? !mention.isAhead : mention.value <= 0 && !mention.isAhead;
      if (!isPast || value > year) continue;
      const day = toDay(value, mention.month ?? (mention.isYearEnd ? 12 : 1), mention.day ?? 1);
      latest = later(latest, day, { block, start: mention.start, end: mention.end });
    }
    for (const match of block.text.matchAll(MONTH_DAY)) {
      if (NOT_YET.test(block.text.slice(Math.max(0, match.index - 8), match.index))) continue;
      const day = toDay(year, Number(match[1]), Number(match[2]));
      latest = later(latest, day, { block, start: match.index, end: match.index + match[0].length });
    }
  }
  return latest;
}

function later(
  latest: Earliest | null,
  day: string | null,
  at: { block: Rejoined; start: number; end: number },
): Earliest | null {
  if (day === null || (latest !== null && day <= latest.day)) return latest;
  const part = partOf(at.block.segments, at.start, at.end - at.start);
  return part === null ? latest : { day, evidence: evidenceAt('latest-date', [part]) };
}
