/** A year named in the text (2025年), or said from the day of writing (今年, 去年). Offsets in UTF-16 units of the text. */
export interface YearMention {
  readonly kind: 'explicit' | 'relative';
  /** The year, or its distance from the year of writing: 今年 0, 去年 -1. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly month: number | null;
  readonly day: number | null;
  /** 底, 末, 全年: the mention covers the year up to its end. */
  readonly isYearEnd: boolean;
  /** Not yet when the text was written (到2030年), or a title's (《2030年前行动方案》): says nothing of the past. */
  readonly isAhead: boolean;
}

const RELATIVE = new Map([
  ['今年', 0],
  ['本年', 0],
  ['去年', -1],
  ['前年', -2],
  ['明年', 1],
]);

const MENTION =
  /(?:(?<![\d.,])((?:19|20)\d{2})年|(今年|本年(?!度)|去年|前年|明年))(?:(\d{1,2})月(?:份|(\d{1,2})日)?)?(底|末|年底|年末|全年)?/gu;

/** Words before a year that look ahead: 到2030年, 力争2027年. */
const AHEAD_BEFORE =
  /(?:到|(?<!截)至|力争|预计|計劃|计划|规划|争取|拟于?|将于|有望|确保|目标|预期|面向|展望|迈向|部署|安排|谋划|迎接)$/u;
const AHEAD_AFTER =
  /^起[，,]?[^。；]{0,12}?(?:施行|实施|执行|生效)|^(?:底|末|年底)?(?:之?前(?![一二两三四五六七八九十\d]{1,3}个?(?:季|月|周|天))|将|要(?!闻)|力争|预计|达到|远景|有望|计划|目标)|^(?:以后|之后)[，,]?(?:将|逐步|要)/u;

/** All mentions of years in a text, in order. Linear: each is judged by a few units around it. */
export function findYears(text: string): YearMention[] {
  const mentions: YearMention[] = [];
  for (const match of text.matchAll(MENTION)) {
    const [whole, year, relative, month, day, ending] = match;
    const end = match.index + whole.length;
    const value = year === undefined ? RELATIVE.get(relative ?? '') : Number(year);
    if (value === undefined || Number(month ?? 1) > 12) continue;
    mentions.push({
      kind: year === undefined ? 'relative' : 'explicit',
      value,
      start: match.index,
      end,
      month: month === undefined ? null : Number(month),
      day: day === undefined ? null : Number(day),
      isYearEnd: /底|末|全年/u.test(ending ?? '') && month === undefined,
      isAhead: isAhead(text, match.index, end),
    });
  }
  return mentions;
}

function isAhead(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  const after = text.slice(end, end + 18);
  return AHEAD_BEFORE.test(before) || AHEAD_AFTER.test(after) || isInBookTitle(text, start);
}

/** Whether 《 was opened within thirty units before, and not closed. */
function isInBookTitle(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 30), at);
  return before.lastIndexOf('《') > before.lastIndexOf('》');
}
