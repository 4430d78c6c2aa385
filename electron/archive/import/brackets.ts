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

const closers = new Set(CLOSERS.values());

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

/** The same closer in Chinese and Latin print: they are often mixed. */
const WIDTHS = new Map([['）', ')']]);

/** Single quotation marks are apostrophes, too. */
const APOSTROPHE = '’';

/** Whether a text closes as many brackets and quotations of each kind as it opens. */
export function isBalanced(text: string): boolean {
  const open = new Map<string, number>();
  const count = (closer: string, by: number): void => {
    const kind = WIDTHS.get(closer) ?? closer;
    if (kind !== APOSTROPHE) open.set(kind, (open.get(kind) ?? 0) + by);
  };
  for (const unit of text) {
    if (isOpener(unit)) count(closerOf(unit), 1);
    else if (closers.has(unit)) count(unit, -1);
  }
  return [...open.values()].every((depth) => depth === 0);
}
