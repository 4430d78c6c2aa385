/** Longest text that is parsed as Markdown, in UTF-16 units. */
const LONGEST = 4_000_000;

/** The most that parsing may cost, in tenths of a microsecond: about three seconds. */
const DEAREST = 30_000_000;

/** What the parser was measured to take, in the same unit. */
const COST = { line: 400, item: 3_000, cell: 600, special: 150, container: 7, marker: 3 };

/** Lines that certainly end the paragraph above them: blank, heading, list item, table row. */
const BORDER = /^[ \t]*(?:$|#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\|)/u;
const ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/u;
const CONTAINER = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*/u;

/**
 * Whether a text can be parsed as Markdown in a moment. The parser's time is linear for prose, but grows with the
 * square of what is nested (emphasis and brackets within a paragraph, containers within containers), of how often
 * lists and quotations begin anew, and of backtick fences of different lengths. No text that a person writes comes
 * near the limit; a text made to hang the program does.
 */
export function isCheapMarkdown(lines: readonly string[], length: number): boolean {
  if (length > LONGEST) return false;
  let cost = 0;
  let paragraph = newParagraph();
  let starts = 0;
  let isInside = false;
  for (const line of lines) {
    if (BORDER.test(line)) {
      cost += paragraphCost(paragraph);
      paragraph = newParagraph();
    }
    if (line.trim() === '') continue;
    cost += lineCost(line);
    paragraph.delimiters += count(line, /[*_[\]]/gu);
    paragraph.length += line.length;
    for (const [run] of line.matchAll(/`+/gu)) paragraph.fences.add(run.length);
    const isContained = ITEM.test(line) || /^[ \t]*>/u.test(line);
    if (isContained && !isInside) starts += 1;
    isInside = isContained;
    if (cost + COST.container * starts ** 2 > DEAREST) return false;
  }
  return cost + paragraphCost(paragraph) <= DEAREST;
}

interface Paragraph {
  delimiters: number;
  length: number;
  readonly fences: Set<number>;
}

function newParagraph(): Paragraph {
  return { delimiters: 0, length: 0, fences: new Set() };
}

function paragraphCost({ delimiters, length, fences }: Paragraph): number {
  return delimiters ** 2 + (fences.size * length) / 2;
}

/** A line may open or continue as many containers as it has markers or steps of indentation. */
function lineCost(line: string): number {
  const prefix = CONTAINER.exec(line)?.[0] ?? '';
  const markers = count(prefix, /[>*+\-.)]/gu);
  const nesting = COST.marker * markers ** 2 + (prefix.length / 2) ** 2;
  const inline = COST.special * count(line, /[<&\\!]/gu) + COST.cell * count(line, /\|/gu);
  return COST.line + (ITEM.test(line) ? COST.item : 0) + nesting + inline;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
