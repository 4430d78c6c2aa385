import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Definition, ListItem, Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import type { Candidate, Mark } from './candidate.ts';
import { cutFrontMatter } from './front-matter.ts';
import { isIndented, readLines } from './lines.ts';
import { isCheapMarkdown } from './markdown-cost.ts';
import { endOf, readInline, startOf, type Inline } from './markdown-inline.ts';
import { assemble, placesOf, trimPieces, type Piece, type Places } from './pieces.ts';

/** A Markdown file, read. */
export interface MarkdownContent {
  /** The YAML between the two `---` lines at the top (it begins in line 2), or `null`. */
  readonly frontMatter: string | null;
  readonly candidates: Candidate[];
}

/** What the walk through the tree carries along. */
interface Walk {
  readonly places: Places;
  readonly candidates: Candidate[];
  /** Labels that a link or picture refers to; their definitions are mere addresses. */
  readonly used: ReadonlySet<string>;
  /** Last line (1-based) of the block before. */
  lastLine: number;
}

/**
 * Markdown → candidates. A soft break begins a new candidate (with `continues`), as does a hard break; an item's and a
 * quotation's paragraphs carry their mark, as do the words of a picture that stands alone; a table is one candidate
 * (cells by tab, rows by newline); code and HTML are literal. What is only syntax goes, but the number of an ordered
 * item stays: it was printed. A text whose nesting would keep the parser busy for seconds is read line by line, as
 * plain text.
 */
export function readMarkdown(text: string): MarkdownContent {
  const { frontMatter, rest, linesCut } = cutFrontMatter(text);
  const places = placesOf(rest);
  if (!isCheapMarkdown(places.lines, rest.length)) return { frontMatter, candidates: readLines(rest) };
  const tree = fromMarkdown(rest, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const walk: Walk = { places, candidates: [], used: usedLabels(tree), lastLine: linesCut };
  for (const node of tree.children) readBlock(node, 'none', walk);
  return { frontMatter, candidates: walk.candidates };
}

function usedLabels(node: Nodes, used = new Set<string>()): Set<string> {
  if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
  if ('children' in node) for (const child of node.children) usedLabels(child, used);
  return used;
}

/** Reads one block. What else the tree may hold (rulers) shows nothing. */
function readBlock(node: RootContent, mark: Mark, walk: Walk): void {
  const source = walk.places.source;
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- blocks only; the type also lists inlines
  switch (node.type) {
    case 'heading':
      pushLine(joinLines(readInline(node.children, source)), 'heading', walk, { level: node.depth });
      break;
    case 'paragraph':
      pushLines(
        readInline(node.children, source),
        mark === 'none' && isPictures(node.children) ? 'caption' : mark,
        walk,
      );
      break;
    case 'blockquote':
      for (const child of node.children) readBlock(child, 'quote', walk);
      break;
    case 'list':
      for (const item of node.children) readItem(item, node.ordered === true, walk);
      break;
    case 'table':
      pushTable(node, walk);
      break;
    case 'code':
    case 'html':
      pushLiteral(node.value, firstLiteralLine(node, source), walk);
      break;
    case 'definition':
      if (!isAddress(node, walk)) pushLiteral(source.slice(startOf(node), endOf(node)), lineOf(node), walk);
      break;
    default:
      break;
  }
  walk.lastLine = Math.max(walk.lastLine, node.position?.end.line ?? 0);
}

/** Whether a paragraph holds nothing but pictures, perhaps linked: its words are what the pictures are called. */
function isPictures(nodes: readonly PhrasingContent[]): boolean {
  return nodes.every((node) => {
    if (node.type === 'link' || node.type === 'linkReference') return isPictures(node.children);
    if (node.type === 'text') return node.value.trim() === '';
    return node.type === 'image' || node.type === 'imageReference' || node.type === 'break';
  });
}

/** An item's number stands before its first paragraph; a bullet is a mark and goes. */
function readItem(item: ListItem, isOrdered: boolean, walk: Walk): void {
  const source = walk.places.source;
  const from = startOf(item);
  const number = isOrdered ? (/^\d+[.)]/u.exec(source.slice(from, from + 10))?.[0] ?? '') : '';
  const label: Piece[] = number === '' ? [] : [{ from, length: number.length, text: number }];
  const [first, ...others] = item.children;
  if (first?.type === 'paragraph') {
    const blank = label.map((piece): Piece => ({ from: piece.from + piece.length, length: 1, text: ' ' }));
    pushLines([...label, ...blank, ...readInline(first.children, source)], 'list', walk);
    walk.lastLine = first.position?.end.line ?? walk.lastLine;
  } else {
    if (label.length > 0) pushLines(label, 'list', walk);
    if (first !== undefined) readBlock(first, 'list', walk);
  }
  for (const child of others) readBlock(child, 'list', walk);
}

/** One candidate per line; the first has the blank lines before the block as its gap. */
function pushLines(inlines: readonly Inline[], mark: Mark, walk: Walk): void {
  let line: Piece[] = [];
  let isContinued = false;
  for (const inline of inlines) {
    if (typeof inline !== 'string') {
      line.push(inline);
      continue;
    }
    pushLine(line, mark, walk, { isContinued });
    isContinued = inline === 'soft';
    line = [];
  }
  pushLine(line, mark, walk, { isContinued });
}

/** A heading underlined with `===` may have several lines: they are one, with a blank between. */
function joinLines(inlines: readonly Inline[]): Piece[] {
  const pieces: Piece[] = [];
  for (const inline of inlines) {
    const last = pieces.at(-1);
    if (typeof inline !== 'string') pieces.push(inline);
    else if (last !== undefined) pieces.push({ from: last.from + last.length, length: 0, text: ' ' });
  }
  return pieces;
}

function pushLine(
  line: readonly Piece[],
  mark: Mark,
  walk: Walk,
  more: { level?: number; isContinued?: boolean } = {},
): void {
  const { text, segments } = assemble(mark === 'table' ? line : trimPieces(line), walk.places);
  const first = segments[0]?.line;
  const last = segments.at(-1)?.line;
  if (first === undefined || last === undefined || text.trim() === '') return;
  walk.candidates.push({
    lines: [first, last],
    text,
    segments,
    gap: Math.max(0, first - walk.lastLine - 1),
    indented: isIndented(line.map((piece) => piece.text).join('')),
    mark,
    ...(more.level === undefined ? {} : { level: more.level }),
    ...(more.isContinued === true ? { continues: true } : {}),
  });
  walk.lastLine = last;
}

/** Cells divided by tab, rows by newline; inside a cell both become blanks. */
function pushTable(table: Table, walk: Walk): void {
  const pieces: Piece[] = [];
  for (const row of table.children) {
    if (pieces.length > 0) pieces.push({ from: startOf(row), length: 0, text: '\n' });
    for (const [index, cell] of row.children.entries()) {
      if (index > 0) pieces.push({ from: startOf(cell), length: 0, text: '\t' });
      const inner = trimPieces(joinLines(readInline(cell.children, walk.places.source)));
      pieces.push(...inner.map((piece) => ({ ...piece, text: piece.text.replace(/[\t\n]/gu, ' ') })));
    }
  }
  pushLine(pieces, 'table', walk);
}

/** The lines of code or HTML are what their source lines end with: before them stand indentation and containers. */
function pushLiteral(value: string, firstLine: number, walk: Walk): void {
  const pieces: Piece[] = [];
  for (const [index, line] of value.split(/\r\n|\r|\n/u).entries()) {
    const source = walk.places.lines[firstLine - 1 + index] ?? '';
    const shown = source.endsWith(line) ? line : line.trim();
    const start = source.endsWith(shown) ? source.length - shown.length : source.lastIndexOf(shown);
    const from = (walk.places.starts[firstLine - 1 + index] ?? 0) + Math.max(0, start);
    if (index > 0) pieces.push({ from, length: 0, text: '\n' });
    pieces.push({ from, length: shown.length, text: shown });
  }
  pushLine(pieces, 'literal', walk);
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}

/** Fenced code begins in the line after its fence. */
function firstLiteralLine(node: Nodes, source: string): number {
  const isFenced = node.type === 'code' && /[`~]/u.test(source.charAt(startOf(node)));
  return lineOf(node) + (isFenced ? 1 : 0);
}

/** `[1]: https://…` under a text that refers to it. A label that nobody uses, or a footnote, is text. */
function isAddress(node: Definition, walk: Walk): boolean {
  return walk.used.has(node.identifier) && !node.identifier.startsWith('^');
}
