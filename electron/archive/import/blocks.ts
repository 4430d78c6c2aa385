import type { Block, BlockKind, Join } from '../../../shared/document/article.ts';
import { creditOf } from './caption.ts';
import type { Role } from './candidate.ts';
import type { Rejoined } from './rejoin.ts';

/** What each role of a line becomes; the others are no part of the text. */
const KINDS: Partial<Record<Role, BlockKind>> = {
  heading: 'heading',
  caption: 'caption',
  body: 'paragraph',
  literal: 'paragraph',
  list: 'list',
  quote: 'quote',
  table: 'table',
};

/** The level of a heading that does not say it. */
const USUAL_LEVEL = 2;

/** Whether a line is a block of the article's text. */
export function isBlock(line: { readonly role: Role }): boolean {
  return KINDS[line.role] !== undefined;
}

/** The id of the block at `index` among an article's blocks. */
export function blockId(index: number): string {
  return `b${index + 1}`;
}

/** An article's rejoined lines → its blocks and the borders that were closed within them. */
export function toBlocks(lines: readonly Rejoined[]): { blocks: Block[]; joins: Join[] } {
  const blocks = lines.map((line, index): Block => {
    const kind = KINDS[line.role] ?? 'paragraph';
    const credit = kind === 'caption' ? creditOf(line.text) : null;
    return {
      id: blockId(index),
      kind,
      text: line.text,
      ...(kind === 'heading' ? { level: line.level ?? USUAL_LEVEL } : {}),
      ...(credit === null ? {} : { credit }),
      lines: [line.lines[0], line.segments.at(-1)?.line ?? line.lines[1]],
      segments: [...line.segments],
    };
  });
  const joins = lines.flatMap((line, index) =>
    line.seams.map(({ at, certainty, before, after }): Join => ({
      block: blockId(index),
      certainty,
      before,
      after,
      at,
    })),
  );
  return { blocks, joins };
}
