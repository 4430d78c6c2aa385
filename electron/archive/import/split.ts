import type { Classified } from './candidate.ts';
import { readDateline } from './dateline.ts';
import { isSubtitle } from './headline.ts';
import { isProse, isTitleLike } from './line-shape.ts';

/** Where an article's title stands, and by which rule: a heading's mark, its surroundings, or only its place. */
export interface TitleLine {
  readonly line: Classified;
  readonly rule: 'heading-mark' | 'title-line' | 'first-line';
}

/** The lines of one article, in order, its title's included (with the role `title`). */
export interface Section {
  readonly title: TitleLine | null;
  readonly lines: readonly Classified[];
}

/** Lines about the article, not of its text. */
const ABOUT: ReadonlySet<string> = new Set([
  'byline',
  'source',
  'masthead',
  'document-number',
  'date',
  'url',
  'editor',
]);

/** Whether the line is metadata. */
export function isAbout(line: Classified): boolean {
  return ABOUT.has(line.role);
}

/** A rest of fewer units without a finished sentence is no article of its own. */
const LEAST_ARTICLE = 30;

/**
 * Divides a file where it is sure that an article begins: at a title's mark, after a 来源 line (and the lines about the
 * page that follow it), or at a title without mark that its own byline, dateline or document number follows. All else
 * stays one article. A file with front matter (`front`, with the title that it gives) is one article, too.
 */
export function split(lines: readonly Classified[], front: { readonly title: string | null } | null): Section[] {
  const isOne = front !== null;
  const level = isOne ? null : titleLevel(lines);
  const sections: Section[] = [];
  let start = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    const isBorder = at === lines.length || (!isOne && opensArticle(lines, { start, at, level }));
    if (!isBorder) continue;
    sections.push(withTitle(lines.slice(start, at), { level: isOne ? 1 : level, given: front?.title ?? null }));
    start = at;
  }
  return sections;
}

/**
 * The level of the headings that are titles: 1 where the file has any; else the highest level used, if the file opens
 * with it (what stands on the title's level is no part of its article); else none.
 */
function titleLevel(lines: readonly Classified[]): number | null {
  const levels = lines.flatMap((line) => (line.mark === 'heading' && line.level !== undefined ? [line.level] : []));
  const highest = levels.reduce((least, level) => Math.min(least, level), 7);
  const opening = lines.find((line) => !isAbout(line));
  return highest === 1 || (opening?.mark === 'heading' && opening.level === highest) ? highest : null;
}

function opensArticle(
  lines: readonly Classified[],
  { start, at, level }: { start: number; at: number; level: number | null },
): boolean {
  const line = lines[at];
  if (line === undefined || isAbout(line)) return false;
  if (line.mark === 'heading' && line.level === level)
    return hasText(lines, start, at) || hasTitleMark(lines, start, at);
  if (!hasText(lines, start, at)) return false;
  if (isClosed(lines, start, at)) return isArticle(lines, at);
  return line.role === 'heading' && (line.mark === 'heading' || !line.isSure) && isFollowedByOwn(lines, at);
}

function hasText(lines: readonly Classified[], start: number, at: number): boolean {
  return lines.slice(start, Math.min(at, start + 40)).some((line) => !isAbout(line) && line.role !== 'heading');
}

function hasTitleMark(lines: readonly Classified[], start: number, at: number): boolean {
  return lines.slice(start, Math.min(at, start + 40)).some((line) => line.mark === 'heading');
}

/** Whether a 来源 line stands below the text before `at`, with nothing but lines about the page in between. */
function isClosed(lines: readonly Classified[], start: number, at: number): boolean {
  for (let before = at - 1; before > start; before -= 1) {
    const line = lines[before];
    if (line === undefined || !isAbout(line)) return false;
    if (line.role === 'source' || line.role === 'masthead') return !isHeadOnly(lines, start, before);
  }
  return false;
}

/** Whether only a title stands before `at`: a source there is that of the text below it. */
function isHeadOnly(lines: readonly Classified[], start: number, at: number): boolean {
  const texts = lines.slice(start, Math.min(at, start + 40)).filter((line) => !isAbout(line));
  const last = texts.at(-1);
  return (
    texts.length <= 2 &&
    texts.every((line) => line.role !== 'body' || isTitleLike(line.text, true)) &&
    last !== undefined
  );
}

/** Whether what follows is more than a remnant of the page (分享到, 返回首页). */
function isArticle(lines: readonly Classified[], at: number): boolean {
  const rest = lines.slice(at, at + 12).filter((line) => !isAbout(line));
  return rest.some((line) => isProse(line.text) || line.text.length >= LEAST_ARTICLE);
}

/** Whether a byline, a dateline, a document number or a line of the publication belongs to the headline at `at`. */
export function isFollowedByOwn(lines: readonly Classified[], at: number): boolean {
  for (const line of lines.slice(at + 1, at + 6)) {
    if (line.role === 'byline' || line.role === 'document-number') return true;
    if (line.role === 'masthead' || line.role === 'source') return hasBodySoon(lines, at + 1);
    if (line.role === 'body') return readDateline(line.text) !== null;
    if (!isAbout(line) && !isSubtitle(line.text)) return false;
  }
  return false;
}

function hasBodySoon(lines: readonly Classified[], from: number): boolean {
  const next = lines.slice(from, from + 6).find((line) => !isAbout(line));
  return next?.role === 'body' && isProse(next.text);
}

/**
 * Finds the section's title: its first line that is not about it, if it is marked or has the shape and place of one.
 * Where the title is `given`, only the line that repeats it.
 */
function withTitle(
  lines: readonly Classified[],
  { level, given }: { level: number | null; given: string | null },
): Section {
  const at = lines.findIndex((line) => !isAbout(line));
  const line = lines[at];
  const rule = line === undefined ? null : titleRule(lines, at, level);
  if (line === undefined || rule === null || (given !== null && given !== line.text)) return { title: null, lines };
  const title: Classified = { ...line, role: 'title', isSure: rule !== 'first-line' };
  return { title: { line: title, rule }, lines: lines.with(at, title) };
}

function titleRule(lines: readonly Classified[], at: number, level: number | null): TitleLine['rule'] | null {
  const line = lines[at];
  if (line === undefined) return null;
  if (line.mark === 'heading') return line.level === level || isFollowedByOwn(lines, at) ? 'heading-mark' : null;
  if (line.mark !== 'none' || (line.role !== 'body' && (line.role !== 'heading' || line.isSure))) return null;
  const next = lines.slice(at + 1).find((other) => !isAbout(other) && !isSubtitle(other.text));
  if (!isTitleLike(line.text, true) || next === undefined || (next.role === 'body' && !isProse(next.text))) return null;
  return isCorroborated(lines, at) ? 'title-line' : 'first-line';
}

/** Whether more than its place speaks for a title: lines about the article, a dateline, or text that is set in below it. */
function isCorroborated(lines: readonly Classified[], at: number): boolean {
  if (lines.some(isAbout) || isFollowedByOwn(lines, at)) return true;
  const bodies = lines.slice(at + 1).filter((line) => line.role === 'body');
  return lines[at]?.indented === false && bodies.length > 0 && bodies.every((line) => line.indented);
}
