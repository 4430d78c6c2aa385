/** `YYYY-MM-DD`, or `null` where no calendar has such a day. */
export function toDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1800 && year <= 2200 ? date.toISOString().slice(0, 10) : null;
}

const CHINESE_DIGITS = '〇一二三四五六七八九';

/** "二〇一九" → 2019, "十五" → 15, "二十" → 20; NaN for anything else. */
function chineseNumber(text: string): number {
  const digits = text.replaceAll('零', '〇').replaceAll('○', '〇');
  if (digits.includes('十')) {
    const [tens = '', ones = ''] = digits.split('十');
    return (tens === '' ? 1 : CHINESE_DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : CHINESE_DIGITS.indexOf(ones));
  }
  return Number(Array.from(digits, (digit) => CHINESE_DIGITS.indexOf(digit)).join(''));
}

const DIGIT_DATE = /((?:19|20)\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?/u;
const CHINESE_DATE =
  /([一二][〇零○一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/u;
const ENGLISH_DATE = /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (\d{1,2}), ((?:19|20)\d{2})\b/u;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 1–12 of an English month, written in full or cut: Sept, July; 0 for any other word. */
export function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3)) + 1;
}

/** A full date somewhere in a text; offsets in UTF-16 units. */
export interface FoundDay {
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

/** The first full date in a short text: 2025年07月04日, 2025-07-04, 二〇一九年二月十五日, July 3, 2025. */
export function findDay(text: string): FoundDay | null {
  return (
    foundDay(DIGIT_DATE.exec(text), ([, year, month, day]) => [Number(year), Number(month), Number(day)]) ??
    foundDay(CHINESE_DATE.exec(text), ([, year, month, day]) => [
      chineseNumber(year ?? ''),
      chineseNumber(month ?? ''),
      chineseNumber(day ?? ''),
    ]) ??
    foundDay(ENGLISH_DATE.exec(text), ([, month, day, year]) => [Number(year), monthNumber(month ?? ''), Number(day)])
  );
}

function foundDay(
  match: RegExpExecArray | null,
  parts: (match: RegExpExecArray) => [number, number, number],
): FoundDay | null {
  if (match === null) return null;
  const day = toDay(...parts(match));
  return day === null ? null : { day, start: match.index, end: match.index + match[0].length };
}
