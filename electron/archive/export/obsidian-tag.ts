/** Quotation marks and brackets go without a trace: `“两高”项目` → `两高项目`. */
const wrapping = /["'\p{Ps}\p{Pe}\p{Pi}\p{Pf}]/gu;

/** What Obsidian does not take in a tag, its punctuation block with the letter ⸯ included; letters, marks, digits, `_`, `-` and emoji stay. */
const forbidden = /(?:[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u200d_-]|[\u2e00-\u2e7f])+/gu;

/** Obsidian refuses a tag without a letter: `2026` → `y2026`, its own example. */
const FIRST_LETTER = 'y';

function level(name: string): string {
  return name
    .replace(wrapping, '')
    .replace(forbidden, '-')
    .replace(/^-+|-+$/g, '');
}

function obsidianTag(tag: string): string {
  const name = tag.normalize('NFC').split('/').map(level).filter(Boolean).join('/');
  return /^[\d/]+$/.test(name) ? FIRST_LETTER + name : name;
}

/**
 * Tags by Obsidian's rules: no blanks (`新 业态` → `新-业态`), at least one character that is not a digit, levels divided
 * by `/`, no punctuation. Each once, in the order given; one of which nothing remains is left out.
 */
export function obsidianTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map(obsidianTag).filter(Boolean))];
}
