import { readByline } from './byline.ts';
import type { Candidate, Classified, Role } from './candidate.ts';
import { isCaption } from './caption.ts';
import { markCaptions } from './caption-runs.ts';
import { isHeadline, isPartNumber, isSubtitle, numberedLevel } from './headline.ts';
import { readBareNames, readIssuer } from './issuer.ts';
import { findLayout } from './layout.ts';
import { endsSentence, isProse } from './line-shape.ts';
import { readNameLine, readPageLine, readPaperMasthead, readSourceLine, readWebMasthead } from './masthead.ts';
import { readRecordLine } from './record-line.ts';
import { isEditorLine, readDateLine, readDocumentNumber, readUrl } from './plain-lines.ts';

/** Families of lines that show by themselves what they are. The first that fits decides. */
const FAMILIES: readonly (readonly [Role, (line: string) => boolean])[] = [
  ['editor', (line) => readRecordLine(line) !== null],
  ['url', (line) => readUrl(line) !== null],
  ['document-number', (line) => readDocumentNumber(line) !== null],
  ['masthead', (line) => (readPaperMasthead(line) ?? readPageLine(line)) !== null],
  ['date', (line) => readDateLine(line) !== null],
  ['source', (line) => readSourceLine(line) !== null],
  ['editor', isEditorLine],
  ['masthead', (line) => readWebMasthead(line) !== null],
  ['byline', (line) => readByline(line) !== null],
  ['caption', isCaption],
];

/** The level of a day that heads a part of the text. */
const DAY_LEVEL = 2;

/** No line of any family is longer, in UTF-16 units: paragraphs are not looked at again and again. */
const LONGEST_LINE = 2200;

/**
 * Says of each candidate what it is, first by itself, then by its neighbours. The roles `title` are given later, with
 * the borders (split.ts). `isSure` is false where the neighbours only make it likely: a headline without mark, a single
 * picture line.
 */
export function classify(candidates: readonly Candidate[]): Classified[] {
  const turns = speakers(candidates);
  const alone = candidates.map((candidate) => ({ ...candidate, role: roleAlone(candidate, turns), isSure: true }));
  return markHeadlines(markCaptions(markNames(markSignatures(markDays(markPageHead(alone))))), turns);
}

function roleAlone(candidate: Candidate, turns: ReadonlySet<string>): Role {
  if (candidate.mark !== 'none') return candidate.mark;
  const { text } = candidate;
  if (text.length > LONGEST_LINE || turns.has(speakerOf(text) ?? '')) return 'body';
  return FAMILIES.find(([, isOne]) => isOne(text))?.[0] ?? 'body';
}

/** "记者：…", "岑望山：…": who speaks, in an interview. */
function speakerOf(line: string): string | null {
  return /^[《【“]?(\p{Script=Han}{1,8})[》】”]?[:：]/u.exec(line)?.[1] ?? null;
}

/** Labels of metadata that may stand in every article of a file, and are nobody who speaks. */
const LABELS =
  /^(?:来源|來源|稿源|作者|责任编辑|責任編輯|责编|编辑|編輯|校对|审核|文|图|摄影|原文链接|链接|原文|发布时间|时间)$/u;

/** Speakers with at least two turns: their lines are neither bylines nor headlines ("记者：李纵" is a byline, no turn). */
function speakers(candidates: readonly Candidate[]): Set<string> {
  const turns = new Map<string, number>();
  for (const { text } of candidates) {
    const speaker = speakerOf(text);
    if (speaker !== null && !LABELS.test(speaker) && readByline(text) === null)
      turns.set(speaker, (turns.get(speaker) ?? 0) + 1);
  }
  return new Set([...turns].filter(([, count]) => count >= 2).map(([speaker]) => speaker));
}

/** An authority above the date that ends a notice signs it: "国务院" / "2019年2月15日". Text after the date: a title. */
function markSignatures(lines: readonly Classified[]): Classified[] {
  const marked = [...lines];
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const line = marked[at];
    const next = marked[at + 1];
    if (line?.role !== 'body' || line.mark !== 'none' || readIssuer(line.text) === null) continue;
    const after = next?.role === 'date' ? lines[at + 2] : undefined;
    const endsHere = next?.role === 'date' && !(after?.role === 'body' && isProse(after.text));
    const isCosigned = next?.role === 'byline' && readIssuer(next.text) !== null;
    if (endsHere || isCosigned) marked[at] = { ...line, role: 'byline' };
  }
  return marked;
}

/** The paper's name over a date or a page's number, at the head of the file: no headline. */
function markPageHead(lines: readonly Classified[]): Classified[] {
  const [first, second] = lines;
  const isHead = second?.role === 'masthead' || second?.role === 'date';
  if (first?.role !== 'body' || !isHead || readNameLine(first.text) === null) return [...lines];
  return [{ ...first, role: 'masthead' }, ...lines.slice(1)];
}

/** Days between finished paragraphs head what happened then (2015年6月1日); the day of publication stands at an edge. */
function markDays(lines: readonly Classified[]): Classified[] {
  return lines.map((line, at) => {
    const before = lines[at - 1];
    const after = lines[at + 1];
    const isWithin = before?.role === 'body' && /[。”）]$/u.test(before.text) && endsSentence(before.text);
    return line.role === 'date' && isWithin && after?.role === 'body' && isProse(after.text)
      ? { ...line, role: 'heading', level: DAY_LEVEL }
      : line;
  });
}

/** What may stand above a title, and how many lines at most with it. */
const ABOVE: ReadonlySet<Role> = new Set(['masthead', 'date', 'url', 'source', 'editor']);
const MOST_ABOVE = 6;

/** Names alone under the first line or under a heading, with text below them: "钱望舒". */
function markNames(lines: readonly Classified[]): Classified[] {
  return lines.map((line, at) => {
    const before = lines[at - 1];
    const after = lines[at + 1];
    const isFirst = at <= MOST_ABOVE && lines.slice(0, Math.max(0, at - 1)).every(({ role }) => ABOVE.has(role));
    const isUnderTitle = before !== undefined && (isFirst || before.role === 'heading') && !isProse(before.text);
    const isName = line.role === 'body' && line.mark === 'none' && readBareNames(line.text) !== null;
    return isName && isUnderTitle && after?.role === 'body' && isProse(after.text) ? { ...line, role: 'byline' } : line;
  });
}

/** Whether a second line of the title may follow: what stands above is no finished paragraph. */
function isUnderTitle(before: Classified | undefined): boolean {
  return before !== undefined && !/[。；：]$/u.test(before.text);
}

/**
 * Headings without mark: numbered ones, second lines of titles, and (unsure) short lines between finished paragraphs.
 */
function markHeadlines(lines: readonly Classified[], turns: ReadonlySet<string>): Classified[] {
  const layout = findLayout(lines);
  return lines.map((line, at) => {
    const before = lines[at - 1];
    const after = lines[at + 1];
    if (line.role !== 'body' || line.mark !== 'none' || turns.has(speakerOf(line.text) ?? '')) return line;
    const level = numberedLevel(line.text, before?.text, after?.text);
    if (level !== null) return { ...line, role: 'heading', level };
    if (isPartNumber(line.text) && after?.role === 'body') return { ...line, role: 'heading', level: 2 };
    if (at <= 2 && isUnderTitle(before) && isSubtitle(line.text)) return { ...line, role: 'heading', level: 2 };
    return isHeadline(line, { before, after, layout }) ? { ...line, role: 'heading', level: 2, isSure: false } : line;
  });
}
