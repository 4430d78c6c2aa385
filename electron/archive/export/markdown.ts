import type { ArticleDocument, Block } from '../../../shared/document/article.ts';
import type { Annotation, MarksDocument } from '../../../shared/document/marks.ts';
import { speak, type Language, type Say } from '../../../shared/wording/speak.ts';
import { blockIds } from './block-id.ts';
import { escapeText } from './escape.ts';
import { frontMatter } from './front-matter.ts';
import { highlightMarkdown } from './highlight.ts';
import { noteMarkdown } from './note.ts';
import { entriesIn, outline, type OutlineEntry } from './outline.ts';
import { region } from './region.ts';
import { sourceList } from './source-list.ts';

const words: Readonly<Record<Language, Say>> = { zh: speak('zh'), en: speak('en') };

/** Our own headings: the title is level 1, the regions' are level 2, so that the article's begin at level 3. */
const HIGHEST_SUBHEAD = 3;
const LOWEST_SUBHEAD = 6;

function heading(level: number, text: string): string {
  return `${'#'.repeat(level)} ${text}`;
}

function subhead({ level = 1, text }: Block): string {
  return heading(Math.min(LOWEST_SUBHEAD, Math.max(HIGHEST_SUBHEAD, level + 1)), escapeText(text));
}

/** Start, then end, then id. */
function inTextOrder(annotations: readonly Annotation[]): Annotation[] {
  return annotations.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
}

/** The highlights that have a place in the text, under those of the article's subheads that they stand under. */
function highlights(
  annotations: readonly Annotation[],
  entries: readonly OutlineEntry[],
  render: (annotation: Annotation, entries: readonly OutlineEntry[]) => string[],
): string[] {
  let shown: readonly Block[] = [];
  return annotations.flatMap((annotation) => {
    const touched = entriesIn(entries, annotation.start, annotation.end);
    const path = touched[0]?.path ?? shown;
    const fresh = path.filter((above) => !shown.includes(above)).map(subhead);
    shown = path;
    return [...fresh, ...render(annotation, touched)];
  });
}

/**
 * An article with its marks as Markdown for Obsidian and others: front matter, title, and the managed regions source,
 * note, highlights and lost, of which empty ones are left out. The same documents always give the same bytes. Ends with
 * one newline.
 */
export function exportMarkdown(
  article: ArticleDocument,
  marks: MarksDocument,
  options: { readonly language: Language },
): string {
  const say = words[options.language];
  const ids = blockIds(marks.annotations);
  const render = (annotation: Annotation, entries: readonly OutlineEntry[]): string[] =>
    highlightMarkdown(annotation, { articleId: article.id, blockId: ids.get(annotation.id) ?? '', entries, say });
  const annotations = inTextOrder(marks.annotations);
  const found = annotations.filter((annotation) => annotation.located !== 'lost');
  const lost = annotations.filter((annotation) => annotation.located === 'lost');
  const note = noteMarkdown(marks.note ?? '');
  const headed = (title: string, parts: readonly string[]): string[] =>
    parts.length === 0 ? [] : [heading(2, title), ...parts];
  const parts = [
    frontMatter(article, marks),
    heading(1, escapeText(article.title)),
    region('source', [sourceList(article, say)]),
    region('note', headed(say('export.note'), note === '' ? [] : [note])),
    region('highlights', headed(say('export.highlights'), highlights(found, outline(article.blocks), render))),
    region(
      'lost',
      headed(
        say('export.lost'),
        lost.flatMap((annotation) => render(annotation, [])),
      ),
    ),
  ];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}
