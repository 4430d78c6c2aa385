import type { Classified } from './candidate.ts';
import { isBlock } from './blocks.ts';
import { isJumpLine } from './plain-lines.ts';
import { type BorderQuestion, rejoin, type Rejoined } from './rejoin.ts';
import { isAbout, type Section, type TitleLine } from './split.ts';

/** One article's lines, sorted: its title, the lines about it, and its text with torn sentences joined. */
export interface JoinedSection {
  readonly title: TitleLine | null;
  readonly about: readonly Classified[];
  readonly blocks: readonly Rejoined[];
  /** Borders that were kept but are doubtful; `next` is an index of `blocks`. */
  readonly asks: readonly BorderQuestion[];
}

/**
 * Joins what columns and pages tore apart, over the whole file at once (how a text is set shows only in many lines),
 * and divides the outcome by article. A line like （下转第4版） stands within a sentence: it is taken out before.
 */
export function joinSections(sections: readonly Section[]): JoinedSection[] {
  const lines = sections.flatMap((section) => keepText(section).lines);
  const { blocks, asks } = rejoin(lines.filter((line) => line.role !== 'editor' || !isJumpLine(line.text)));
  let from = 0;
  return sections.map((section, index) => {
    const following = sections[index + 1]?.lines[0];
    const end = following === undefined ? blocks.length : indexFrom(blocks, from, following);
    const { title, lines: own } = keepText(section);
    const texts = new Map<number, number>();
    const kept: Rejoined[] = [];
    for (let at = from; at < end; at += 1) {
      const block = blocks[at];
      if (block === undefined || !isBlock(block)) continue;
      texts.set(at, kept.length);
      kept.push(block);
    }
    from = end;
    const ownAsks = asks.flatMap((ask) => {
      const next = texts.get(ask.next);
      return next === undefined || next === 0 ? [] : [{ ...ask, next }];
    });
    return { title, about: own.filter(isAbout), blocks: kept, asks: ownAsks };
  });
}

/** Index of the first block at or after `from` that begins where `line` does, or later in the file. */
function indexFrom(blocks: readonly Rejoined[], from: number, line: Classified): number {
  let at = from;
  while (at < blocks.length && isBefore(blocks[at], line)) at += 1;
  return at;
}

function isBefore(block: Rejoined | undefined, line: Classified): boolean {
  const one = block?.segments[0];
  const other = line.segments[0];
  if (one === undefined || other === undefined) return false;
  return one.line < other.line || (one.line === other.line && one.start < other.start);
}

/** An article must have a text: where there are only a title and lines about it, they are the text, line by line. */
function keepText(section: Section): Section {
  if (section.lines.some(isBlock)) return section;
  return { title: null, lines: section.lines.map((line) => ({ ...line, role: 'literal', isSure: true })) };
}
