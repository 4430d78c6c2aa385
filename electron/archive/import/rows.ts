import { LIST_ITEM } from './join-words.ts';
import { isPersonName } from './surnames.ts';

/** Rows are looked at so far, in UTF-16 units, and are no longer. */
const LONGEST = 160;

/** Whether a line has cells: set apart by tabs or by several blanks. */
export function hasCells(line: string): boolean {
  return /\S(?:\t|[ \u3000]{2})/u.test(line.slice(0, LONGEST));
}

/** What a row may be; two neighbours of one kind stand for themselves, whatever they end with. */
const KINDS: readonly ((line: string) => boolean)[] = [
  // 地区生产总值  12000     5.2
  (line) => hasCells(line) && !/[。！？；]/u.test(line),
  // 上海 5.1
  (line) => /^\S{1,16}[ \u3000]+[-+\d.,]{1,12}[%％]?$/u.test(line),
  // 市长 刘军
  (line) => isPersonName(/^\p{Script=Han}{2,16}[ \u3000](\p{Script=Han}{2,4})$/u.exec(line)?.[1] ?? ''),
  // 第二章　能源规划, 目　　录
  (line) => /^(?:目[ \u3000]*[录錄]$|第[一二三四五六七八九十百\d]{1,4}[编編章节節](?:[ \u3000]|$))/u.test(line),
  // ——坚持改革创新, 2 适用范围, （二）加强值守
  (line) => LIST_ITEM.test(line.slice(0, 12)) || /^(?:——|\d{1,2}[ \u3000](?=\p{Script=Han}))/u.test(line),
  // 1985年，产量突破1000
  (line) => line.length <= 40 && /^(?:19|20)\d{2}年/u.test(line),
  // 第一产业增加值：58061亿元，增长3.8%
  (line) => line.length <= 60 && /^[^，。；：,.;:]{2,20}[：:]\s{0,2}[^。]{0,30}\d[^。]{0,20}$/u.test(line),
  // 问：遇到的最大困难是什么
  isTurn,
];

function isTurn(line: string): boolean {
  return /^(?:问|問|答|记者|記者|主持人)[:：]/u.test(line);
}

/** Whether two lines are rows of one table, list, ranking, timeline or interview, and were never one sentence. */
export function areRows(line: string, after: string): boolean {
  if (/^目[ \u3000]*[录錄]$/u.test(after) || after.slice(0, LONGEST).includes('\t')) return true;
  if (line.length > LONGEST) return false;
  return KINDS.some((isOne) => isOne(line) && isOne(after.slice(0, LONGEST)));
}
