import { blockStarts, type ArticleDocument, type Block, type Join } from '../../../shared/document/article.ts';
import { ArchiveFailure } from '../failure.ts';

/** The block's text as it was imported. */
export function importedText(block: Block): string {
  return block.imported ?? block.text;
}

/** The block with another text; what was imported is kept beside it only where it differs. */
export function withText(block: Block, text: string, imported = importedText(block)): Block {
  const { imported: _, ...rest } = block;
  return text === imported ? { ...rest, text } : { ...rest, text, imported };
}

/** A block with its place: its index, and where it begins in the article's text (UTF-16). */
export interface PlacedBlock {
  readonly block: Block;
  readonly index: number;
  readonly start: number;
}

/** The block with this id. Throws `block-missing`. */
export function findBlock(article: ArticleDocument, id: string): PlacedBlock {
  const index = article.blocks.findIndex((block) => block.id === id);
  const block = article.blocks[index];
  if (block === undefined) throw new ArchiveFailure('block-missing', { id: article.id, block: id });
  return { block, index, start: blockStarts(article.blocks)[index] ?? 0 };
}

/** The block that holds this offset of the article's text; an offset between two blocks is the end of the first. */
export function blockAt(blocks: readonly Block[], offset: number): PlacedBlock | null {
  let start = 0;
  for (const [index, block] of blocks.entries()) {
    if (offset <= start + block.text.length) return { block, index, start };
    start += block.text.length + 1;
  }
  return null;
}

/** Joins in the order of their blocks; within a block they stay in the order in which they were made. */
export function inBlockOrder(joins: readonly Join[], blocks: readonly Block[]): Join[] {
  const order = new Map(blocks.map((block, index) => [block.id, index]));
  const place = (join: Join) => order.get(join.block) ?? blocks.length;
  return joins.toSorted((one, other) => place(one) - place(other));
}
