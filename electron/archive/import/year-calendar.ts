import { pairsOf } from './year-events.ts';
import { type Dated, voteAt, type YearVote } from './year.ts';

/** The first year of the thirteenth five-year plan; each of them takes five. */
const PLANS_BEGIN = { plan: 13, year: 2016 };
const PLAN_YEARS = 5;

const TENS = '一二三四五六七八九';

/** 今年是“十四五”规划收官之年 · 明年是“十五五”开局之年 */
const PLAN =
  /(今年|明年|去年)(?:既是|又是|也是|是)[^。；，]{0,12}?十([一二三四五六七八九])五[”"』」]?[^。；，]{0,6}?(开局|起步|第一|收官|最后一)之?年/gu;

const DISTANCE = new Map([
  ['去年', -1],
  ['今年', 0],
  ['明年', 1],
]);

/** Years that a five-year plan's first or last year gives away: "今年是“十四五”规划收官之年" → 2025 (rule `plan-year`). */
export function planYears({ block }: Dated): YearVote[] {
  return [...block.text.matchAll(PLAN)].map((match) => {
    const [whole, said = '', plan = '', which = ''] = match;
    const first = PLANS_BEGIN.year + (10 + TENS.indexOf(plan) + 1 - PLANS_BEGIN.plan) * PLAN_YEARS;
    const named = /收官|最后/u.test(which) ? first + PLAN_YEARS - 1 : first;
    const year = named - (DISTANCE.get(said) ?? 0);
    return voteAt(block, 'plan-year', { year, weight: 0.9, start: match.index, end: match.index + whole.length });
  });
}

/** 抗战胜利80周年: what is remembered, and after how many years. */
const ANNIVERSARY = /(\p{Script=Han}{2,16}?)(\d{1,3})周年/gu;

/** Units after a year in which is told what happened then. */
const WINDOW = 30;

/**
 * Years that an anniversary gives away: "纪念…胜利80周年" and "1945年，…取得了伟大胜利" → 2025 (rule `anniversary`). What is
 * remembered must be told of that year in words of its own. `titles` are the lines of the title.
 */
export function anniversaryYears(dated: readonly Dated[], titles: readonly string[]): YearVote[] {
  const texts = [...titles, ...dated.slice(0, MOST_BLOCKS).map(({ block }) => block.text.slice(0, MOST_UNITS))];
  const anniversaries = texts.flatMap((text) => [...text.matchAll(ANNIVERSARY)]).slice(0, MOST_ANNIVERSARIES);
  return anniversaries.flatMap(([, what = '', count]) => {
    const words = pairsOf(what);
    return dated
      .slice(0, MOST_BLOCKS)
      .flatMap(({ block, mentions }) =>
        mentions
          .filter(({ kind, end }) => kind === 'explicit' && tellsOf(block.text.slice(end, end + WINDOW), words))
          .map(({ value, start, end }) =>
            voteAt(block, 'anniversary', { year: value + Number(count), weight: 0.6, start, end }),
          ),
      );
  });
}

/** Only the first part of an article is looked at. */
const MOST_BLOCKS = 40;
const MOST_UNITS = 2000;
const MOST_ANNIVERSARIES = 3;

function tellsOf(text: string, words: readonly (string | null)[]): boolean {
  const clause = /^[^。；！？]*/u.exec(text)?.[0] ?? '';
  return words.some((word) => word !== null && clause.includes(word));
}
