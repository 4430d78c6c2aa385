import { fromMarkdown } from 'mdast-util-from-markdown';
import type { InlineCode, PhrasingContent, Text } from 'mdast';
import type { Piece } from './pieces.ts';

/** What a Markdown line of text is made of: pieces, and the breaks between lines (`soft` is a mere line end). */
export type Inline = Piece | 'soft' | 'hard';

const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{0,30});/uy;
const ESCAPED = /\\[!-/:-@[-`{-~]/uy;
const LINE_END = /[ \t]*(?:\r\n|\r|\n)/uy;
const LINE_BREAK = /\r\n|\r|\n/uy;
/** What may stand before the text in a further line of a paragraph: indentation and the marks of its blockquotes. */
const PREFIX = /[ \t>]*/uy;

/** The visible text of inline Markdown: marks and addresses go, the words of links and pictures and raw HTML stay. */
export function readInline(nodes: readonly PhrasingContent[], source: string): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case 'text':
        return alignText(node, source, true);
      case 'html':
        return alignText(node, source, false);
      case 'inlineCode':
        return alignCode(node, source);
      case 'break':
        return ['hard'];
      case 'image':
      case 'imageReference':
        return alignAlternative(node.alt ?? '', startOf(node), endOf(node), source);
      case 'footnoteReference':
        return [verbatim(source, startOf(node), endOf(node))];
      case 'emphasis':
      case 'strong':
      case 'delete':
      case 'link':
      case 'linkReference':
        return readInline(node.children, source);
    }
  });
}

/** Offset at which a parsed node begins. Every parsed node has a position; only made-up nodes have none. */
export function startOf(node: { position?: PhrasingContent['position'] }): number {
  return node.position?.start.offset ?? 0;
}

/** Offset at which a parsed node ends. */
export function endOf(node: { position?: PhrasingContent['position'] }): number {
  return node.position?.end.offset ?? 0;
}

function verbatim(source: string, start: number, end: number): Piece {
  return { from: start, length: end - start, text: source.slice(start, end) };
}

/** Where a sticky pattern matches at `at`, the match. */
function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}

/**
 * Walks a text node's value beside its source. They differ in escapes (`\*`), references (`&amp;`), line ends (blanks
 * before them go) and in what containers put before each further line (`> `). In raw HTML only the last two apply.
 */
function alignText(
  node: Text | { value: string; position?: Text['position'] },
  source: string,
  isDecoded: boolean,
): Inline[] {
  const { value } = node;
  const end = endOf(node);
  const inlines: Inline[] = [];
  let at = startOf(node);
  if (!/[\r\n]/u.test(value) && source.slice(at, end) === value) return [verbatim(source, at, end)];
  let run = at;
  const flush = () => {
    if (at > run) inlines.push(verbatim(source, run, at));
  };
  for (let shown = 0; shown < value.length && at < end;) {
    const isBreak = value[shown] === '\n' || value[shown] === '\r';
    const lineEnd = isBreak ? matchAt(LINE_END, source, at) : null;
    const special = isDecoded && lineEnd === null ? decodedAt(source, at, value, shown) : null;
    if (lineEnd !== null) {
      flush();
      inlines.push('soft');
      at += lineEnd.length;
      shown += value.startsWith('\r\n', shown) ? 2 : 1;
      at += prefixLength({ source, at, end }, value, shown);
      run = at;
    } else if (special !== null) {
      flush();
      inlines.push(special);
      at = special.from + special.length;
      shown += special.text.length;
      run = at;
    } else {
      // A tab that belongs to a container in part leaves a blank in the value that the source does not have.
      if (value[shown] !== ' ' || /\s/u.test(source.charAt(at))) at += 1;
      shown += 1;
    }
  }
  flush();
  return inlines;
}

/** The escape or reference that begins at `at`, if the value shows what it stands for. */
function decodedAt(source: string, at: number, value: string, shown: number): Piece | null {
  const unit = source[at];
  if (unit === '\\' && matchAt(ESCAPED, source, at) !== null) {
    return value[shown] === source[at + 1] ? verbatim(source, at + 1, at + 2) : null;
  }
  if (unit !== '&') return null;
  const reference = matchAt(REFERENCE, source, at);
  if (reference === null) return null;
  const text = [decodeReference(reference), '\uFFFD'].find((meant) => value.startsWith(meant, shown));
  return text === undefined || text === reference ? null : { from: at, length: reference.length, text };
}

/** Names decoded so far; there are about two thousand. */
const named = new Map<string, string>();

/**
 * What a character reference stands for. Of names the parser itself knows; unknown ones stand for themselves. Numbers
 * of no character show as U+FFFD.
 */
function decodeReference(reference: string): string {
  const number = /^&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));$/u.exec(reference);
  if (number !== null) {
    const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  }
  const known = named.get(reference);
  if (known !== undefined) return known;
  const paragraph = fromMarkdown(`x${reference}x`).children[0];
  const text = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  const shown = text?.type === 'text' ? text.value.slice(1, -1) : reference;
  if (shown !== reference) named.set(reference, shown);
  return shown;
}

/**
 * How much of a further line belongs to its containers. A `>` may also be text, if it is escaped or if its line is set
 * in by four blanks: then the last units of the run are what the value shows.
 */
function prefixLength(
  { source, at, end }: { source: string; at: number; end: number },
  value: string,
  shown: number,
): number {
  const run = (matchAt(PREFIX, source, at) ?? '').slice(0, Math.max(0, end - at));
  const kept = matchAt(PREFIX, value, shown) ?? '';
  const next = at + run.length;
  if (kept === '' || decodedAt(source, next, value, shown) !== null) return run.length;
  const isWholeLine = next >= end || /[\r\n]/u.test(source.charAt(next));
  const seen = isWholeLine && !/[ \t]$/u.test(kept) ? run.trimEnd() : run;
  const own = seen.endsWith(kept) ? kept : kept.trimStart();
  return seen.endsWith(own) ? seen.length - own.length : run.length;
}

/** Code within a line: its fence goes, a line end inside shows as a blank, `\|` in a table cell as `|`. */
function alignCode(node: InlineCode, source: string): Inline[] {
  const { value } = node;
  const fence = matchAt(/`+/uy, source, startOf(node))?.length ?? 0;
  const end = endOf(node) - fence;
  let at = startOf(node) + fence;
  if (isPadded(source.slice(at, end))) {
    const lineEnd = matchAt(LINE_BREAK, source, at);
    at += lineEnd?.length ?? 1;
    if (lineEnd !== null) at += prefixLength({ source, at, end }, value, 0);
  }
  const pieces: Piece[] = [];
  for (let shown = 0; shown < value.length && at < end;) {
    const lineEnd = matchAt(LINE_BREAK, value, shown);
    if (lineEnd !== null) {
      pieces.push({ from: at, length: 0, text: ' ' });
      at += lineEnd.length;
      shown += lineEnd.length;
      at += prefixLength({ source, at, end }, value, shown);
    } else if (value[shown] === ' ' && !/\s/u.test(source.charAt(at))) {
      pieces.push({ from: at, length: 0, text: ' ' });
      shown += 1;
    } else {
      if (source[at] === '\\' && value[shown] === '|') at += 1;
      pieces.push(verbatim(source, at, at + 1));
      at += 1;
      shown += 1;
    }
  }
  return pieces;
}

/** Code with a blank at either edge, and not only blanks, loses one on each side. */
function isPadded(code: string): boolean {
  return /^[ \r\n]/u.test(code) && /[ \r\n]$/u.test(code) && /[^ \r\n]/u.test(code);
}

/** A picture's words, found in its source where they are written plainly. */
function alignAlternative(words: string, start: number, end: number, source: string): Inline[] {
  if (words === '') return [];
  const from = start + '!['.length;
  if (!/[\r\n]/u.test(words) && source.startsWith(words, from)) return [{ from, length: words.length, text: words }];
  const lineEnd = source.slice(from, end).search(/\]|[\r\n]/u);
  return [{ from, length: lineEnd === -1 ? end - from : lineEnd, text: words.replace(/\s/gu, ' ') }];
}
