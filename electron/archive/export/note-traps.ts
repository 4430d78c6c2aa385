import type { Nodes } from 'mdast';

/** A rule for plain text as a pattern. What is escaped already is matched first, as two characters, and passed over. */
function trap(...rules: readonly RegExp[]): RegExp {
  return new RegExp([/\\[!-/:-@[-`{-~]/, ...rules].map((rule) => rule.source).join('|'), 'gm');
}

/** What other tools read in plain text, and what only the HTML behind it keeps from being a link. */
const traps = trap(
  // %% comments, <% and {{ and {% templates
  /%(?=%)|(?<=[%<{])%|<(?=%)|\{(?=[{%])|(?<=\{)\{/,
  // a block id at the end of a line
  /(?<=^|\s)\^(?=[A-Za-z0-9-]+[ \t]*$)/,
  // [a](<b and [a]: <b
  /(?<=\])[(:](?=\s*<)/,
);

/**
 * Addresses that some readers make links of without any mark. They would swallow the mark of the code or the HTML that
 * follows.
 */
const addresses = trap(/:(?=\/\/)/, /(?<=[Ww]{3})\./);

function* matches(text: string, pattern: RegExp): Generator<number> {
  for (const match of text.matchAll(pattern)) if (match[0].length === 1) yield match.index;
}

/** The two characters of the last `$$` where their number is odd: Obsidian would take all that follows for a formula. */
function openFormula(source: string): number[] {
  const marks = [...source.matchAll(/\\.|\$\$/gs)].filter(([mark]) => mark === '$$');
  const last = marks.length % 2 === 1 ? marks.at(-1) : undefined;
  return last === undefined ? [] : [last.index, last.index + 1];
}

/**
 * Finds what needs a backslash in a note's plain text: a function to be called with each text node in the order of the
 * note, which returns the UTF-16 offsets in the note.
 */
export function findTraps(source: string): (start: number, end: number, next: Nodes | undefined) => number[] {
  const all = [...matches(source, traps), ...openFormula(source)].sort((a, b) => a - b);
  let passed = 0;
  return (start, end, next) => {
    while ((all[passed] ?? Infinity) < start) passed += 1;
    const first = passed;
    while ((all[passed] ?? Infinity) < end) passed += 1;
    const found = all.slice(first, passed);
    const isBeforeMark = next?.type === 'inlineCode' || next?.type === 'html';
    const text = source.slice(start, end);
    if (isBeforeMark && /\S$/.test(text)) found.push(...matches(text, addresses).map((at) => start + at));
    return found.sort((a, b) => a - b);
  };
}
