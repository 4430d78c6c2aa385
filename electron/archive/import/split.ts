import type { Classified } from './candidate.ts';
import { readDateline } from './dateline.ts';
import { goesOn, isSubtitle, numberingOf } from './headline.ts';
import { findLayout, type Layout } from './layout.ts';
import { isRuler } from './plain-lines.ts';
import { codePoints, isProse, isSigned, isTitleLike } from './line-shape.ts';

/** Where an article's title stands, and by which rule: a heading's mark, its surroundings, or only its place. */
export interface TitleLine {
  /** The title; of several lines (引题, 主题) joined. */
  readonly text: string;
  readonly lines: readonly Classified[];
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

/** A title without mark has at most so many lines. */
const MOST_TITLE_LINES = 3;

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
  const layout = findLayout(lines);
  const sections: Section[] = [];
  let start = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    const isBorder = at === lines.length || (!isOne && opensArticle(lines, { start, at, level }));
    if (!isBorder) continue;
    sections.push(withTitle(lines.slice(start, at), { level: isOne ? 1 : level, given: front?.title ?? null, layout }));
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
  const isTitle = ({ role, text }: Classified): boolean =>
    role === 'heading' || (role === 'body' && isTitleLike(text, true));
  return texts.length <= MOST_TITLE_LINES + 1 && texts.every(isTitle);
}

/** Whether what follows is more than a remnant of the page (分享到, 返回首页). */
function isArticle(lines: readonly Classified[], at: number): boolean {
  const rest = lines.slice(at, at + 12).filter((line) => !isAbout(line));
  return rest.some((line) => isProse(line.text) || line.text.length >= LEAST_ARTICLE);
}

/** Whether a byline, a dateline, a document number or a line of the publication belongs to the headline at `at`. */
function isFollowedByOwn(lines: readonly Classified[], at: number): boolean {
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
  { level, given, layout }: { level: number | null; given: string | null; layout: Layout | null },
): Section {
  const at = lines.findIndex((line) => !isAbout(line));
  const count = at < 0 ? 0 : titleCount(lines, at, layout);
  const rule = count === 0 ? null : titleRule(lines, { at, count, level, layout });
  const text = joinTitle(lines.slice(at, at + count).map((line) => line.text));
  if (rule === null || (given !== null && given !== text)) return { title: null, lines };
  const isSure = rule !== 'first-line';
  const marked = lines.map((line, index): Classified =>
    index >= at && index < at + count ? { ...line, role: 'title', isSure } : line,
  );
  return { title: { text, lines: marked.slice(at, at + count), rule }, lines: marked };
}

/** Its second and third line have so many code points at least: 核心阅读 is none. */
const SHORTEST_SECOND = 6;

/**
 * How many lines from `at` are the title: one with a mark, else all short lines without gap before the text begins; 0
 * where the text begins at once, where one of them goes on into the next, or too many short lines make it a list.
 */
function titleCount(lines: readonly Classified[], at: number, layout: Layout | null): number {
  if (lines[at]?.mark === 'heading') return 1;
  let count = 0;
  for (const line of lines.slice(at, at + MOST_TITLE_LINES + 1)) {
    if (isAbout(line) || !isTitleShape(line)) break;
    const isApart = line.gap > 0 || codePoints(line.text) < SHORTEST_SECOND || numberingOf(line.text) !== null;
    if (count > 0 && isApart) break;
    count += 1;
  }
  const isTorn = lines.slice(at, at + count).some((line, index) => {
    const next = lines[at + index + 1];
    return next !== undefined && goesOn(line, next, layout);
  });
  return isTorn || count > MOST_TITLE_LINES ? 0 : count;
}

/** 10:12 tells when a page was made, never what a story is about. */
const CLOCK = /\d{1,2}[:：]\d{2}/u;

function isTitleShape(line: Classified): boolean {
  if (CLOCK.test(line.text)) return false;
  const isOpen = line.role === 'body' || (line.role === 'heading' && !line.isSure);
  return line.mark === 'none' && isOpen && isTitleLike(line.text, true) && readDateline(line.text) === null;
}

/** The kinds of documents that authorities issue; their long titles are cut at the width of the page. */
const DOCUMENT = /(?:通知|意见|办法|方案|规定|公告|决定|批复|条例|细则|报告|规划|纲要|措施)$/u;

/** "国务院关于加强" + "某项工作的通知" is one phrase; 引题 and 主题 are two, with a blank between; the same twice is one. */
function joinTitle(texts: readonly string[]): string {
  const isOne =
    /关于|印发/u.test(texts[0] ?? '') && !DOCUMENT.test(texts[0] ?? '') && DOCUMENT.test(texts.at(-1) ?? '');
  return [...new Set(texts)].join(isOne ? '' : ' ');
}

function titleRule(
  lines: readonly Classified[],
  { at, count, level, layout }: { at: number; count: number; level: number | null; layout: Layout | null },
): TitleLine['rule'] | null {
  const line = lines[at];
  if (line?.mark === 'heading') return line.level === level || isFollowedByOwn(lines, at) ? 'heading-mark' : null;
  const last = at + count - 1;
  const next = lines.slice(last + 1).find((other) => !isAbout(other) && !isSubtitle(other.text));
  if (next === undefined) return null;
  const isSigned = lines[last + 1]?.role === 'byline';
  if (next.role === 'body' && !isSigned && !isProse(next.text) && readDateline(next.text) === null) return null;
  const isWithin = layout !== null && next === lines[last + 1] && next.gap <= layout.gap;
  if (isWithin && next.role === 'body' && readDateline(next.text) === null) return null;
  return isCorroborated(lines, last) ? 'title-line' : 'first-line';
}

/** Whether more than its place speaks for a title: lines about it, a dateline, a signature, or text set in below it. */
function isCorroborated(lines: readonly Classified[], at: number): boolean {
  if (lines.some((line) => isAbout(line) && !isRuler(line.text)) || isFollowedByOwn(lines, at)) return true;
  const bodies = lines.slice(at + 1).filter((line) => line.role === 'body');
  if (isSigned(bodies.at(-1)?.text ?? '')) return true;
  return lines[at]?.indented === false && bodies.length > 0 && bodies.every((line) => line.indented);
}
