import { escapeText } from './escape.ts';

/** The border of two paragraphs: the first newline after text, where more text follows. */
const border = /(?<=[^\n])\n(?=\n*[^\n])/;

/**
 * A passage as a blockquote, one paragraph per line of the passage. The texts of its paragraphs joined by U+000A are
 * the passage; newlines at its ends and further ones between two paragraphs stand in the paragraphs as `&#10;`.
 */
export function excerptMarkdown(passage: string): string {
  return passage
    .split(border)
    .map((paragraph) => `> ${escapeText(paragraph)}`)
    .join('\n>\n');
}
