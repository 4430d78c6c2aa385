/** How the texts on either side of a closed border meet. */
export interface SeamText {
  /** What stands for the line end: nothing in Chinese, a blank between Latin words. */
  readonly glue: '' | ' ';
  /** Whether the hyphen before it was only set because the line ended. */
  readonly dropsHyphen: boolean;
}

const HYPHENATED = /[A-Za-z]-$/u;
/** The last and the first thing of a side that is set off by blanks: Latin letters, digits and their punctuation. */
const LATIN_LAST = /[A-Za-z0-9.,;:!?%)\]"'”’]$/u;
const LATIN_FIRST = /^[A-Za-z0-9$€£(["'“‘]/u;

/**
 * Chinese meets Chinese without anything; Latin words and numbers of Latin text get their blank back. A hyphen goes
 * where the whole word stands elsewhere in the text (`words`, lower case), else it stays (well-|known): no dictionary.
 */
export function seamOf(before: string, after: string, words: ReadonlySet<string>): SeamText {
  if (HYPHENATED.test(before)) {
    const word = `${/[A-Za-z]+(?=-$)/u.exec(before)?.[0] ?? ''}${/^[a-z]+/u.exec(after)?.[0] ?? ''}`;
    return { glue: '', dropsHyphen: /^[a-z]/u.test(after) && words.has(word.toLowerCase()) };
  }
  const isLatin =
    LATIN_LAST.test(before) && LATIN_FIRST.test(after) && /[A-Za-z]/u.test(before.slice(-16) + after.slice(0, 16));
  const isNumber = /\d$/u.test(before) && /^\d/u.test(after) && /\p{Script=Han}/u.test(before.slice(-16));
  return { glue: isLatin && !isNumber ? ' ' : '', dropsHyphen: false };
}

/** The Latin words of all lines in lower case; none are collected where no line ends with a hyphen. */
export function latinWords(lines: readonly { text: string }[]): Set<string> {
  const words = new Set<string>();
  if (!lines.some((line) => HYPHENATED.test(line.text.slice(-2)))) return words;
  for (const { text } of lines) for (const [word] of text.matchAll(/[A-Za-z]+/gu)) words.add(word.toLowerCase());
  return words;
}
