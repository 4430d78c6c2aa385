/** Longest text that is parsed as Markdown, in UTF-16 units: about a second's work and some hundred megabytes. */
const LONGEST = 4_000_000;

/** The most that nesting may cost; ten million is about a second. */
const DEAREST = 10_000_000;

/** Lines that certainly end the paragraph above them: blank, heading, list item, table row. */
const BORDER = /^[ \t]*(?:$|#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\|)/u;

/**
 * Whether a text can be parsed as Markdown in a moment. The parser's time grows with the square of what is nested:
 * emphasis and brackets within one paragraph, fences of different lengths, containers within containers. No text that
 * a person writes comes near; a text made to hang the program does.
 */
export function isCheapMarkdown(lines: readonly string[], length: number): boolean {
  if (length > LONGEST) return false;
  let cost = 0;
  let delimiters = 0;
  let size = 0;
  let fences = new Set<number>();
  for (const line of lines) {
    if (BORDER.test(line)) {
      cost += delimiters ** 2 + (fences.size * size) / 2;
      delimiters = 0;
      size = 0;
      fences = new Set();
    }
    cost += containerCost(line);
    delimiters += line.match(/[*_[\]]/gu)?.length ?? 0;
    size += line.length;
    for (const [run] of line.matchAll(/`+/gu)) fences.add(run.length);
    if (cost > DEAREST) return false;
  }
  return cost + delimiters ** 2 + (fences.size * size) / 2 <= DEAREST;
}

/** A line may open or continue as many containers as it has marks or steps of indentation. */
function containerCost(line: string): number {
  const prefix = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*/u.exec(line)?.[0] ?? '';
  const marks = prefix.match(/[>*+\-.)]/gu)?.length ?? 0;
  return 3 * marks ** 2 + (prefix.length / 2) ** 2;
}
