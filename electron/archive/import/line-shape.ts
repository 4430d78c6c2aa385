import { isBalanced } from './brackets.ts';
import { SENTENCE_END } from './sentence-end.ts';

/** Longest title or sub-headline: code points of Chinese, and of text in Latin letters. */
const LONGEST_TITLE = 40;
const LONGEST_LATIN_TITLE = 120;
const SHORTEST_TITLE = 4;

/** A paragraph of prose has at least so many code points, or an end mark. */
const SHORTEST_PROSE = 30;

/** Words that no title ends with: the line was cut after them. */
const CUT_AFTER =
  /(?:在|和|与|與|及|或|将|將|从|從|由|把|被|以及|通过|根据|按照|关于|随着|截至|包括|其中|由于|因此|但是|并且|的|\b(?:the|a|an|of|in|on|to|and|for|with|by))$/u;

/** Number of code points, as readers count characters. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

/** A bracket after the end of a sentence, which signs it: …。（本报记者 韩川） */
const SIGNED_END = /[。！？…”’][\s　]{0,4}[（(][^（）()]{1,60}[）)]$/u;

/** Whether the line ends where a sentence ends, perhaps signed. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text.slice(-12)) || isSigned(text);
}

/** Whether a bracket stands after the line's last sentence: …。（本报记者 韩川） */
export function isSigned(text: string): boolean {
  return SIGNED_END.test(text.slice(-70));
}

/** Whether most letters are Latin. */
export function isLatin(text: string): boolean {
  const sample = text.slice(0, 400);
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  return latin > 4 * han;
}

/**
 * Whether a line reads as running text: it ends a sentence, or holds one, or announces more (：), or is too long for a
 * title. "记者昨日获悉，新线路将于下月开通。" yes; "老厂房里长出新书店" no.
 */
export function isProse(text: string): boolean {
  return (
    endsSentence(text) ||
    /[：:；;]$|。/u.test(text) ||
    text.length > LONGEST_LATIN_TITLE ||
    codePoints(text) >= SHORTEST_PROSE
  );
}

/**
 * Whether a line has the shape of a title: short, whole (brackets closed, not cut after 在 or 和), one clause or more
 * without a full stop. "节水灌溉让旱塬“喝饱”又“省水”" yes; "跑得快，" no; "如何破解？" only where `mayAsk`.
 */
export function isTitleLike(text: string, mayAsk = false): boolean {
  if (text.length > 2 * LONGEST_LATIN_TITLE) return false;
  const size = codePoints(text);
  if (size < SHORTEST_TITLE || size > (isLatin(text) ? LONGEST_LATIN_TITLE : LONGEST_TITLE)) return false;
  if (/^[，。、；：？！”’）》】％%,;.]/u.test(text) || /[，、；：。,;:—-]$/u.test(text)) return false;
  if (/[。；]/u.test(text)) return false;
  if (endsSentence(text) && !(mayAsk && /[？！?!]$/u.test(text))) return false;
  if (!/[\p{Script=Han}\p{Script=Latin}]/u.test(text)) return false;
  return !CUT_AFTER.test(text) && isBalanced(text);
}
