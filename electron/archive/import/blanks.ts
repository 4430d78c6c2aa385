/** Zero-width characters that no `\s` knows: at the edge of a line they are as blank as a space. */
const ZERO_WIDTH = new Set(['\u180E', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060']);

/** Whether one UTF-16 unit shows nothing: Unicode white space (　 and NBSP too), a BOM, or a zero-width character. */
export function isBlank(unit: string): boolean {
  return ZERO_WIDTH.has(unit) || /^\s$/u.test(unit);
}

/**
 * Where the visible part of `text` begins and ends, in UTF-16 units; `start === end` where there is none. A loop from
 * either edge: `/\s+$/` would need quadratic time on a long run of blanks inside.
 */
export function visibleSpan(text: string): { start: number; end: number } {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charAt(start))) start += 1;
  while (end > start && isBlank(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
