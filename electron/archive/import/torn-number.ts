import type { Before } from './border.ts';
import { RANGE_START, UNIT_WORD } from './join-words.ts';
import { hasCells } from './rows.ts';
import { firstWord } from './split-word.ts';

/** A border within or after a number. */
export interface TornBorder {
  readonly before: Before;
  readonly after: { readonly text: string };
}

/** A number ends the text. */
export const DIGIT_END = /[0-9０-９.]$/u;

/**
 * Whether a number in Chinese text ends the line. A telephone number counts nothing, and the cells of a table are
 * whole.
 */
export function endsInNumber({ before, after }: TornBorder): boolean {
  const isCounted = /\p{Script=Han}.*[0-9０-９.]$/su.test(before.tail) && !/\d{7}$|\d-\d{3,}$/u.test(before.tail);
  return isCounted && !hasCells(before.tail) && !hasCells(after.text);
}

/** Whether the text begins with what a number counts: 人。, 万元, 个月, —15. */
export function countsNext(text: string): boolean {
  return UNIT_WORD.test(firstWord(text)) || RANGE_START.test(text);
}

/**
 * Whether digits meet that may be one number: 12|34亿元, 20|24年, 7月1|5日, 28|7.3万, but not 1000|1992年, 6|3. or
 * 98.5|2.1.
 */
export function isOneNumber(border: TornBorder): boolean {
  const right = border.after.text.slice(0, 8);
  if (!endsInNumber(border) || !/^\d/u.test(right)) return false;
  const [, led = '', left = ''] = /([^\d.]?)([\d.]+)$/u.exec(border.before.tail) ?? [];
  if (/^(?:19|20)\d{2}年/u.test(left + right)) return true;
  if (/^\d[月日]/u.test(right)) return /[年月，。；“]/u.test(led) && /^[123]$/u.test(left);
  return !/^\d{1,4}(?:[年月日、]|[.](?!\d))/u.test(right) && !(left.includes('.') && /^\d+[.]/u.test(right));
}
