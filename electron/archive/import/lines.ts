import { visibleSpan } from './blanks.ts';
import type { Candidate } from './candidate.ts';

/** Breaks inside a line of the file (VT, FF, NEL, U+2028, U+2029). They divide text but do not number lines. */
const INNER_BREAK = /[\v\f\u0085\u2028\u2029]/u;

/** `# 标题` … `###### 标题`: the one mark that counts in plain text. */
const HEADING = /^(#{1,6})[^\S\r\n]+(?=\S)/u;

/** The lines of a text as every editor numbers them: divided by CRLF, CR or LF. */
export function sourceLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/u);
}

/** Whether a line is set in as a Chinese paragraph's first line is: by two or more blanks, or by a tab. */
export function isIndented(line: string): boolean {
  return /^(?:\t|\s{2})/u.test(line);
}

/**
 * Plain text → candidates: one non-blank line is one candidate. Never a Markdown parser: `* 注`, `> 5%` and `1. 总则`
 * are what the paper printed.
 */
export function readLines(text: string): Candidate[] {
  const candidates: Candidate[] = [];
  let gap = 0;
  for (const [index, line] of sourceLines(text).entries()) {
    let start = 0;
    let isEmpty = true;
    for (const piece of line.split(INNER_BREAK)) {
      const candidate = toCandidate(piece, { line: index + 1, start, gap });
      start += piece.length + 1;
      if (candidate === null) continue;
      candidates.push(candidate);
      gap = 0;
      isEmpty = false;
    }
    if (isEmpty) gap += 1;
  }
  return candidates;
}

/** One piece of a line, found at `start` of line `line`; `null` where nothing is visible. */
function toCandidate(piece: string, at: { line: number; start: number; gap: number }): Candidate | null {
  const { start, end } = visibleSpan(piece);
  if (start === end) return null;
  const visible = piece.slice(start, end);
  const mark = HEADING.exec(visible);
  const skipped = mark?.[0].length ?? 0;
  const text = visible.slice(skipped);
  const base = {
    lines: [at.line, at.line] as const,
    text,
    segments: [{ line: at.line, start: at.start + start + skipped, length: text.length }],
    gap: at.gap,
    indented: isIndented(piece),
  };
  return mark === null ? { ...base, mark: 'none' } : { ...base, mark: 'heading', level: (mark[1] ?? '#').length };
}
