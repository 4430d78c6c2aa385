import type { ArticleDocument } from '../../../shared/document/article.ts';

/** The longest name in UTF-8 bytes, with its extension: ext4 takes 255, and encrypted folders far fewer. */
const LIMIT = 180;
const EXTENSION = '.md';

/** Forbidden on Windows, or in the way of Obsidian's links; each has a full-width twin 0xFEE0 further on. */
const forbidden = /[\\/:*?"<>|#^[\]]/g;
const FULL_WIDTH = 0xfee0;

/** Marks that turn the direction of a name around or hide in it. */
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Names of devices on Windows, whatever follows their first dot. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?=\s*(?:\.|$))/i;

const encoder = new TextEncoder();

/** The beginning of `text` that fits `bytes` in UTF-8, cut between two code points. */
function cut(text: string, bytes: number): string {
  // A unit takes at most three bytes, so this much is enough to look at.
  const { read } = encoder.encodeInto(text.slice(0, bytes + 1), new Uint8Array(bytes));
  return text.slice(0, read);
}

function safe(text: string): string {
  const name = text
    .toWellFormed()
    .normalize('NFC')
    .replace(forbidden, (character) => String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH))
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/^\./, '\uff0e')
    .normalize('NFC');
  return reserved.test(name) ? `_${name}` : name;
}

/** Windows drops dots and blanks at the end of a name without a word. */
function withoutEnd(stem: string): string {
  return stem.replace(/[\s.]+$/, '');
}

/**
 * The name that an article's file gets where nothing is in the way: `YYYY-MM-DD 题名.md`, or `题名.md` without a full
 * date. NFC, at most 180 bytes, allowed on every system; an article without a usable title is named by its id.
 */
export function fileName(article: Pick<ArticleDocument, 'id' | 'title' | 'published'>): string {
  const title = withoutEnd(safe(article.title)) || article.id;
  return withSuffix(`${article.published === null ? '' : `${article.published} `}${title}${EXTENSION}`, '');
}

/**
 * The same name with something more before the extension, again within the limit: `题名.md`, ` (2)` → `题名 (2).md`. The
 * folders before a name stay as they are.
 */
export function withSuffix(name: string, suffix: string): string {
  const start = name.lastIndexOf('/') + 1;
  const stem = name.slice(start, -EXTENSION.length);
  const room = LIMIT - encoder.encode(suffix + EXTENSION).length;
  return name.slice(0, start) + withoutEnd(cut(stem, room)) + suffix + EXTENSION;
}

/** Two names with one key are one name on some disk: case and composition do not count. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
