import { blockStarts, type Block } from '../../../shared/document/article.ts';

/** A block with its place in the article. Offsets are UTF-16 units of the article's text. */
export interface OutlineEntry {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
  /** Counts paragraphs, lists, quotes and tables from 1; null for headings and captions. */
  readonly number: number | null;
  /** The headings that the block stands under, the highest first; a heading stands under itself. */
  readonly path: readonly Block[];
}

/** The headings above a new one stay in force only if they are higher: level 2 ends a level 3 and another level 2. */
function pathWith(path: readonly Block[], heading: Block): readonly Block[] {
  return [...path.filter((above) => (above.level ?? 1) < (heading.level ?? 1)), heading];
}

/** The article's blocks in order with numbers and headings. */
export function outline(blocks: readonly Block[]): OutlineEntry[] {
  const starts = blockStarts(blocks);
  let path: readonly Block[] = [];
  let number = 0;
  return blocks.map((block, index) => {
    const isCounted = block.kind !== 'heading' && block.kind !== 'caption';
    if (block.kind === 'heading') path = pathWith(path, block);
    if (isCounted) number += 1;
    const start = starts[index] ?? 0;
    return { block, start, end: start + block.text.length, number: isCounted ? number : null, path };
  });
}

/** The entries that share at least one character with the range, in order. */
export function entriesIn(entries: readonly OutlineEntry[], start: number, end: number): OutlineEntry[] {
  const found: OutlineEntry[] = [];
  for (let index = firstEndingAfter(entries, start); index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry === undefined || entry.start >= end) break;
    if (entry.end > entry.start) found.push(entry);
  }
  return found;
}

/** The index of the first entry that ends after `offset`, by halving. */
function firstEndingAfter(entries: readonly OutlineEntry[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.end ?? Infinity) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
