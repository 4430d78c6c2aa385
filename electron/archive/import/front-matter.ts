/** A line of YAML's block style: a key, an item, a comment, or something set in below them. */
const YAML_LINE = /^(?:[^\s:#][^:]*:(?:\s|$)|- |#|\s|$)/u;

/**
 * Divides a Markdown text into its front matter (between `---` in the first line and the next `---` or `...`) and the
 * rest. In the rest the front matter's lines stand empty, so that its line numbers are those of the file. Two rulers
 * around prose are no front matter: every line must look like YAML and the first must be a key.
 */
export function cutFrontMatter(text: string): { frontMatter: string | null; rest: string; linesCut: number } {
  const none = { frontMatter: null, rest: text, linesCut: 0 };
  const opening = /^---[ \t]*(?:\r\n|\r|\n)/u.exec(text)?.[0];
  if (opening === undefined) return none;
  const closing = /(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=\r|\n|$)/gu;
  closing.lastIndex = opening.length;
  const found = closing.exec(text);
  if (found === null) return none;
  const frontMatter = text.slice(opening.length, found.index);
  const lines = frontMatter.split(/\r\n|\r|\n/u);
  if (!/^[^\s:#-][^:]*:(?:\s|$)/u.test(frontMatter) || !lines.every((line) => YAML_LINE.test(line))) return none;
  const rest = '\n'.repeat(lines.length) + text.slice(found.index + found[0].length);
  return { frontMatter, rest, linesCut: lines.length + 1 };
}
