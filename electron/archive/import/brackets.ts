/** Brackets and quotation marks of Chinese print, and the round ones of Latin print. */
const CLOSERS = new Map([
  ['（', '）'],
  ['(', ')'],
  ['《', '》'],
  ['〈', '〉'],
  ['【', '】'],
  ['〔', '〕'],
  ['［', '］'],
  ['「', '」'],
  ['『', '』'],
  ['“', '”'],
  ['‘', '’'],
]);

/** Whether the character opens a bracket or a quotation. */
export function isOpener(unit: string): boolean {
  return CLOSERS.has(unit);
}

/** The character that closes what `opener` opens; empty for any other character. */
export function closerOf(opener: string): string {
  return CLOSERS.get(opener) ?? '';
}

/** Whether `unit` closes what `opener` has opened. */
export function closes(unit: string, opener: string | undefined): boolean {
  return opener !== undefined && CLOSERS.get(opener) === unit;
}
