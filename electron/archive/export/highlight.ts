import type { Annotation } from '../../../shared/document/marks.ts';
import type { Say } from '../../../shared/wording/speak.ts';
import { excerptMarkdown } from './excerpt.ts';
import { noteMarkdown } from './note.ts';
import { obsidianTags } from './obsidian-tag.ts';
import type { OutlineEntry } from './outline.ts';

/** Where a highlight stands: by paragraphs, or as a subhead or caption where it touches no paragraph. */
function placeWords(entries: readonly OutlineEntry[], say: Say): string[] {
  const numbers = entries.map((entry) => entry.number).filter((number) => number !== null);
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first !== undefined) return [say(first === last ? 'export.paragraph' : 'export.paragraphs', { first, last })];
  const kind = entries[0]?.block.kind;
  return kind === 'heading' || kind === 'caption' ? [say(`export.${kind}`)] : [];
}

/**
 * One highlight as blocks of Markdown: the excerpt and its block id, the reader's note and its id, and a line with the
 * colour's meaning, tags, place and a link into the archive. `entries` are the blocks that it touches; none if it is
 * lost.
 */
export function highlightMarkdown(
  annotation: Annotation,
  context: { articleId: string; blockId: string; entries: readonly OutlineEntry[]; say: Say },
): string[] {
  const { articleId, blockId, entries, say } = context;
  const note = noteMarkdown(annotation.note ?? '');
  const tags = obsidianTags(annotation.tags).map((tag) => `#${tag}`);
  const link = say(annotation.located === 'lost' ? 'export.open-article' : 'export.open-passage');
  const about = [
    say(`export.kind-${annotation.kind}`),
    ...(tags.length === 0 ? [] : [tags.join(' ')]),
    ...placeWords(entries, say),
    `[${link}](zhaji://open/${articleId}/${annotation.id})`,
  ];
  return [
    excerptMarkdown(annotation.quote),
    `^${blockId}`,
    ...(note === '' ? [] : [note, `^${blockId}-n`]),
    about.join(' · '),
  ];
}
