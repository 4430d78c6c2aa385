import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { Say } from '../../../shared/wording/speak.ts';
import { addressMarkdown } from './address.ts';
import { citation } from './citation.ts';
import { escapeText } from './escape.ts';

/** The reference as Markdown, and after it what it lacks. */
function citationMarkdown(article: ArticleDocument, say: Say): string {
  const { text, url, missing } = citation(article);
  const pieces = [escapeText(text)];
  if (url !== null) pieces.push(`${addressMarkdown(url)}.`);
  if (missing.length > 0) {
    pieces.push(say('export.missing', { parts: missing.map((part) => say(`export.missing-${part}`)) }));
  }
  return pieces.join(' ');
}

/** The day of publication, or the year that was inferred, said to be so. */
function dateMarkdown({ published, year }: ArticleDocument, say: Say): string | null {
  if (published !== null) return published;
  return year === null ? null : say('export.year-inferred', { year: year.value });
}

/** What is known of where the article comes from, one list item each, and how to cite it. */
export function sourceList(article: ArticleDocument, say: Say): string {
  const text = (value: string | null): string | null => (value === null ? null : escapeText(value));
  const items: readonly [string, string | null][] = [
    [say('export.source'), text(article.source ?? article.agency)],
    [say('export.column'), text(article.column)],
    [say('export.byline'), text(article.byline)],
    [say('export.published'), dateMarkdown(article, say)],
    [say('export.place'), article.place.length === 0 ? null : text(article.place.join(' · '))],
    [say('export.page'), text(article.edition)],
    [say('export.document-number'), text(article.documentNumber)],
    [say('export.address'), article.url === null ? null : addressMarkdown(article.url)],
    [say('export.citation'), citationMarkdown(article, say)],
  ];
  return items
    .filter(([, value]) => value !== null)
    .map(([label, value]) => `- ${label}${value}`)
    .join('\n');
}
