/**
 * Every rule has the shape "this character, here, could mean something". Escaped characters read as themselves in
 * CommonMark, and no longer spell what other tools look for in the raw file (Obsidian, Dataview, Templater, Liquid,
 * Logseq). Characters that are common in news and harmless alone (`50%`, `12:30`, `=`) are left as they are.
 */
const special = new RegExp(
  [
    // emphasis, code, links, HTML, tables, strikethrough, block ids, formulas, tags, templates
    /[\\`*_[\]<>|~^$#{]/,
    // %% comments, <% templates and {% templates
    /%(?=%)|(?<=[%<{])%/,
    // ==marks==, and the line under a heading
    /=(?==)|(?<==)=/,
    // <!-- comments, and what would make an image of the shield below
    /(?<=<)!|!(?=\v$)/,
    // key:: value, https://…
    /(?<=:):|:(?=\/\/)/,
    // www.…, name@host
    /(?<=[Ww]{3})\.|(?<=[\w.+-])@/,
    // &amp; &#38;
    /&(?=#?[0-9A-Za-z]+;)/,
    // at the beginning: list items, lines of dashes, definitions
    /^[-+=]|^:(?=\s)|(?<=^\d{1,9})[.)](?=\s|$)/,
  ]
    .map((rule) => rule.source)
    .join('|'),
  'g',
);

/** Blanks that would end a line or be stripped at an edge of the paragraph. */
const fragile = /[\t\n\f\r\u2028\u2029]|^\s|\s$/g;

/** A vertical tab can be stripped but has no entity: an empty link on either side shields it. */
const VERTICAL_TAB = '\v';
const SHIELD = '[](<>)';

/**
 * Plain text as Markdown that any CommonMark parser reads back as exactly this text, on one line, whether it begins a
 * paragraph or a heading or stands in the middle. No HTML, link or emphasis comes of it. NUL is the one exception: no
 * Markdown can hold it.
 *
 * `1. 约50% [待核]` → `1\. 约50% \[待核\]`; `a` newline `b` → `a&#10;b`.
 */
export function escapeText(text: string): string {
  return text
    .replace(special, '\\$&')
    .replace(fragile, (blank) => (blank === VERTICAL_TAB ? SHIELD + blank + SHIELD : `&#${blank.charCodeAt(0)};`));
}
