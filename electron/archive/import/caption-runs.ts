import { readByline } from './byline.ts';
import type { Classified } from './candidate.ts';
import { isChart, isDateLedSentence, leadingDay } from './caption.ts';

/**
 * Picture lines that only their neighbours betray: two or more date-led single sentences in a row, each set off by a
 * wider gap than the text's usual one, are captions; a single one, or a row led by the same day without gaps, is asked
 * about (`isSure` false). A photographer's byline under a caption
 * belongs to the picture, as does the source under a chart or a table.
 */
export function markCaptions(lines: readonly Classified[]): Classified[] {
  const marked = [...lines];
  const usual = usualGap(lines);
  for (let at = 0; at < lines.length; at += 1) {
    const end = runEnd(lines, at);
    if (end === at) continue;
    const run = lines.slice(at, end);
    const isWide = run.every((line) => line.gap > usual);
    const isSameDay = new Set(run.map((line) => leadingDay(line.text))).size === 1;
    if (isWide || (run.length >= 2 && isSameDay)) {
      const isSure = isWide && run.length >= 2;
      marked.splice(at, run.length, ...run.map((line) => ({ ...line, role: 'caption' as const, isSure })));
    }
    at = end - 1;
  }
  return marked.map((line, at) => (belongsToPicture(line, marked[at - 1]) ? { ...line, role: 'caption' } : line));
}

/** A photographer's byline under a caption, or a source under a numbered chart or a table. */
function belongsToPicture(line: Classified, above: Classified | undefined): boolean {
  if (line.role === 'byline') return above?.role === 'caption' && isPhotographers(line.text);
  const isSource = line.role === 'source' || /^(?:数据|资料|图表?)来源[:：]/u.test(line.text);
  return isSource && (above?.role === 'table' || (above?.role === 'caption' && isChart(above.text)));
}

/** The end (exclusive) of the run of date-led sentences that begins at `at`; `at` itself where none does. */
function runEnd(lines: readonly Classified[], at: number): number {
  let end = at;
  for (let line = lines[end]; line?.role === 'body' && isDateLedSentence(line.text); line = lines[end]) end += 1;
  return end;
}

function isPhotographers(line: string): boolean {
  const authors = readByline(line)?.authors ?? [];
  return authors.length > 0 && authors.every(({ role }) => /摄|攝|图/u.test(role));
}

/** The commonest number of blank lines between two lines of the file; the smaller of equals. */
export function usualGap(lines: readonly Pick<Classified, 'gap'>[]): number {
  const counts = new Map<number, number>();
  for (const line of lines.slice(1)) counts.set(line.gap, (counts.get(line.gap) ?? 0) + 1);
  const [gap] = [...counts].sort(([a, times], [b, others]) => others - times || a - b)[0] ?? [1];
  return gap;
}
