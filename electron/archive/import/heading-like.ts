import { sizeOf } from './border.ts';

/** A heading is hardly longer than this, even one of several clauses. */
const LONGEST = 100;
/** Units of the following text in which a heading's words come again. */
const REACH = 160;
/** The share of a heading's character pairs that come again; a torn sentence stays below. */
const LEAST_SHARE = 0.3;

/**
 * Whether a line without end mark looks like a heading set as plain text over the paragraph `after`: no full stop
 * inside, and either blanks between its clauses (改革不停步　开放再出发) or words that the paragraph takes up again.
 */
export function isHeadingLike(line: string, after: string): boolean {
  if (line.length > 2 * LONGEST || sizeOf(line) > LONGEST || /[。！？]/u.test(line)) return false;
  if (isSpaced(line)) return true;
  const pairs = hanPairs(line);
  const again = hanPairs(after.slice(0, REACH));
  if (pairs.size < 6) return false;
  const shared = [...pairs].filter((pair) => again.has(pair)).length;
  return shared / pairs.size >= LEAST_SHARE;
}

/**
 * Whether its clauses are set apart by blanks instead of marks, as only headings and lists of names are. A blank inside
 * a name of two characters (陈 舟) or within brackets sets nothing apart.
 */
export function isSpaced(line: string): boolean {
  const plain = line.replace(/[（(][^（）()]{0,80}[）)]/gu, '');
  return /\p{Script=Han}{2}[ \u3000]+\p{Script=Han}{2}/u.test(plain) && !/[。！？]/u.test(plain);
}

function hanPairs(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) {
    for (let at = 0; at + 2 <= run.length; at += 1) pairs.add(run.slice(at, at + 2));
  }
  return pairs;
}

/** Two to six characters, perhaps with （女）, or a foreign name with its dots. */
const NAME = '\\p{Script=Han}{1,6}(?:·\\p{Script=Han}{1,8})*(?:（[^（）]{1,6}）)?';
const NAMES = new RegExp(`(?:${NAME}[、 \\u3000]+){5}${NAME}$`, 'u');

/** Whether a text ends in a list of names or other short items: its last line need not end with any mark. */
export function endsInNames(tail: string): boolean {
  return NAMES.test(tail);
}
