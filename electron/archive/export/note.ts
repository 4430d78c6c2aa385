import type { Nodes, Parents, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { escapeText } from './escape.ts';
import { findTraps } from './note-traps.ts';

/** A piece of the note's source, in UTF-16 offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece and what it gives way to. */
interface Edit extends Span {
  readonly text: string;
}

/** Escaped HTML rarely uncovers more of it; after so many rounds the note is taken literally. */
const ROUNDS = 4;

/** A line that would open or close one of our regions. They only count at the very beginning of a line. */
const markerLine = /^<!-- zhaji:/m;

/**
 * A fence of code that holds a marker is indented by one blank, which Markdown takes away again from each of its lines.
 * Where it is indented already, the line of the marker follows it.
 */
function withoutMarkers(fence: string, indent: number): string {
  if (!markerLine.test(fence)) return fence;
  const lines = fence.split('\n');
  if (indent === 0) return lines.map((line) => (line === '' ? '' : ` ${line}`)).join('\n');
  return lines.map((line) => (markerLine.test(line) ? ' '.repeat(indent) + line : line)).join('\n');
}

/** Code that a plug-in would run keeps its language for a reader of Markdown, but not its spelling. */
function disarmedFence(fence: string): string {
  return fence.replace(/^((?:`{3,}|~{3,})[ \t]*)dataviewjs/i, '$1dataview&#106;s');
}

/** A block of HTML at the top as a paragraph of its own, which does not flow into its neighbours. */
function paragraphOf(html: string, source: string, { start, end }: Span): string {
  const above = start === 0 || source.startsWith('\n\n', start - 2) ? '' : '\n';
  const below = end === source.length || source.startsWith('\n\n', end) ? '' : '\n';
  return above + escapeText(html) + below;
}

/** What a node that is not text gives way to; the same source where it is harmless. */
function replacement(node: Nodes, parent: Parents, source: string, span: Span): string {
  const text = source.slice(span.start, span.end);
  if (node.type === 'code') return withoutMarkers(disarmedFence(text), (node.position?.start.column ?? 1) - 1);
  // What CommonMark takes for the address of a link is a footnote to others.
  if (node.type === 'definition' && node.identifier.startsWith('^')) return text.replaceAll('<', '&lt;');
  if (node.type !== 'html') return text;
  return parent.type === 'root' ? paragraphOf(node.value, source, span) : escapeText(node.value);
}

function* editsOf(parent: Parents, source: string, trapsIn = findTraps(source)): Generator<Edit> {
  for (const [index, node] of parent.children.entries()) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if ('children' in node) {
      yield* editsOf(node, source, trapsIn);
    } else if (node.type === 'text') {
      for (const at of trapsIn(start, end, parent.children[index + 1])) yield { start: at, end: at, text: '\\' };
    } else {
      const text = replacement(node, parent, source, { start, end });
      if (text !== source.slice(start, end)) yield { start, end, text };
    }
  }
}

function apply(source: string, edits: readonly Edit[]): string {
  let at = 0;
  let result = '';
  for (const { start, end, text } of edits) {
    result += source.slice(at, start) + text;
    at = end;
  }
  return result + source.slice(at);
}

/** Cells of a table can tear apart what is code without tables, so that HTML in it comes to light. */
function withTables(source: string): Root {
  return fromMarkdown(source, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
}

/** The note without HTML, markers and traps; null where there is no end to them. */
function neutral(note: string): string | null {
  let source = note;
  for (let round = 0; round < ROUNDS; round += 1) {
    const edits = [...editsOf(fromMarkdown(source), source)];
    if (edits.length === 0) edits.push(...editsOf(withTables(source), source));
    if (edits.length === 0) return source;
    source = apply(source, edits);
  }
  return null;
}

/** Quotes and lists within each other, deeper than anyone writes: parsing them takes time by the square. */
const tooDeep = /^[ \t]*(?:(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])[ \t]*){200}/m;

/** Whether a paragraph that follows after a blank line would be one of its own. */
function isClosed(source: string): boolean {
  const probe = 'end';
  const tree: Root = fromMarkdown(`${source}\n\n${probe}`);
  const last = tree.children.at(-1);
  return last?.type === 'paragraph' && last.position?.start.offset === source.length + 2;
}

/** A fence of code that the reader left open is closed, so that what follows is not code. */
function closed(source: string): string | null {
  if (isClosed(source)) return source;
  const last = fromMarkdown(source).children.at(-1);
  const fence = /^ *(`{3,}|~{3,})/.exec(source.slice(last?.position?.start.offset))?.[1] ?? '';
  const result = `${source}\n${fence}`;
  return isClosed(result) ? result : null;
}

/** The last resort: the characters of the note as plain paragraphs. */
function literal(note: string): string {
  return note
    .split('\n')
    .filter((line) => /\S/.test(line))
    .map(escapeText)
    .join('\n\n');
}

/** The note from its first line to its last that is not blank, with one kind of line ends. */
function trimmed(note: string): string {
  const text = note
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '');
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) end -= 1;
  const lineEnd = text.indexOf('\n', end);
  return lineEnd === -1 ? text : text.slice(0, lineEnd);
}

/**
 * A reader's note, which is Markdown, as it may stand in the exported file: it parses to the same tree, but HTML has
 * become text, and it can neither end its region, nor carry a block id, nor leave a fence of code open. Empty for a note
 * of blanks.
 */
export function noteMarkdown(note: string): string {
  const source = trimmed(note);
  if (!/\S/.test(source)) return '';
  const safe = tooDeep.test(source) ? null : neutral(source);
  const whole = safe === null ? null : closed(safe);
  return (whole ?? literal(source)).replace(/^\n+|\n+$/g, '');
}
