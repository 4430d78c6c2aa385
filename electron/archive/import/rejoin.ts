import type { Segment } from '../../../shared/document/article.ts';
import { beginBefore, extendBefore, type Before } from './border.ts';
import type { Classified } from './candidate.ts';
import { JOIN_RULES, type Border, type Verdict } from './join-rules.ts';
import { findLayout, type Layout } from './layout.ts';
import { latinWords, seamOf } from '../../../shared/text/seam.ts';

/** What was decided of a border, and by which rule (`join-rules.ts` lists them). */
export interface Decision extends Verdict {
  readonly rule: string;
}

/** A border that was closed. */
export interface Seam {
  /**
   * Length of the text before the seam, in UTF-16 units of the joined text; a blank put in for the line end follows.
   */
  readonly at: number;
  readonly certainty: 'certain' | 'probable';
  /** At most twelve units on either side, as they stood in the source. */
  readonly before: string;
  readonly after: string;
  readonly rule: string;
}

/** One or more classified candidates, joined. The lengths its segments show add up to the length of its text. */
export interface Rejoined extends Classified {
  readonly seams: readonly Seam[];
}

/** A border that was kept, but that somebody should look at: it stands before block `next`. */
export interface BorderQuestion {
  /** Index of the block after the border, in `blocks`. */
  readonly next: number;
  readonly before: string;
  readonly after: string;
  readonly rule: string;
}

const CONTEXT = 12;

/**
 * Whether two neighbouring lines were one sentence. Only running text is ever joined; list items and quotations of
 * Markdown only across the soft breaks within one of their paragraphs. `layout` is what `findLayout` saw of the text.
 */
export function decideJoin(before: Classified, after: Classified, layout: Layout | null = null): Decision {
  return decide({ before: beginBefore(before), line: before, after, layout });
}

function decide(border: Border): Decision {
  if (!canJoin(border.line, border.after)) return { verdict: 'keep', certainty: null, rule: 'not-prose' };
  const rule = JOIN_RULES.find((candidate) => candidate.holds(border));
  if (rule === undefined) return { verdict: 'keep', certainty: null, rule: 'none' };
  return { verdict: rule.verdict, certainty: rule.certainty, rule: rule.name };
}

function canJoin(line: Classified, after: Classified): boolean {
  if (line.role !== after.role) return false;
  return line.role === 'body' || ((line.role === 'list' || line.role === 'quote') && after.continues === true);
}

/** A paragraph in the making. */
interface Growing {
  readonly first: Classified;
  last: Classified;
  before: Before;
  readonly texts: string[];
  readonly segments: Segment[];
  readonly seams: Seam[];
  length: number;
}

/** Closes the borders that columns and pages tore open. Pure, and linear in the length of the text. */
export function rejoin(classified: readonly Classified[]): { blocks: Rejoined[]; asks: BorderQuestion[] } {
  const layout = findLayout(classified);
  const words = latinWords(classified);
  const blocks: Rejoined[] = [];
  const asks: BorderQuestion[] = [];
  let growing: Growing | null = null;
  for (const line of classified) {
    const decision: Decision | null =
      growing === null ? null : decide({ before: growing.before, line: growing.last, after: line, layout });
    if (growing !== null && decision?.verdict === 'join' && decision.certainty !== null) {
      extend(growing, line, { ...decision, certainty: decision.certainty }, words);
      continue;
    }
    if (growing !== null) blocks.push(finish(growing));
    if (growing !== null && decision?.verdict === 'ask') {
      const { tail } = growing.before;
      asks.push({
        next: blocks.length,
        before: tail.slice(-CONTEXT),
        after: line.text.slice(0, CONTEXT),
        rule: decision.rule,
      });
    }
    growing = begin(line);
  }
  if (growing !== null) blocks.push(finish(growing));
  return { blocks, asks };
}

function begin(line: Classified): Growing {
  return {
    first: line,
    last: line,
    before: beginBefore(line),
    texts: [line.text],
    segments: [...line.segments],
    seams: [],
    length: line.text.length,
  };
}

function extend(
  growing: Growing,
  line: Classified,
  decision: { certainty: 'certain' | 'probable'; rule: string },
  words: ReadonlySet<string>,
): void {
  const seam = seamOf(growing.before.tail, line.text, words);
  if (seam.dropsHyphen) dropHyphen(growing);
  growing.seams.push({
    at: growing.length,
    certainty: decision.certainty,
    before: growing.before.tail.slice(-CONTEXT),
    after: line.text.slice(0, CONTEXT),
    rule: decision.rule,
  });
  if (seam.glue !== '') {
    const last = growing.segments.at(-1);
    if (last !== undefined) {
      growing.segments.push({ line: last.line, start: last.start + last.length, length: 0, shown: seam.glue.length });
    }
  }
  growing.texts.push(seam.glue, line.text);
  growing.segments.push(...line.segments);
  growing.length += seam.glue.length + line.text.length;
  growing.before = extendBefore(growing.before, line);
  growing.last = line;
}

/** Takes the hyphen at the end out of the text; its segment stays and shows nothing. */
function dropHyphen(growing: Growing): void {
  const text = growing.texts.pop() ?? '';
  const segment = growing.segments.pop();
  growing.texts.push(text.slice(0, -1));
  growing.length -= 1;
  if (segment === undefined) return;
  const { line, start, length } = segment;
  growing.segments.push({ line, start, length: length - 1 }, { line, start: start + length - 1, length: 1, shown: 0 });
}

function finish(growing: Growing): Rejoined {
  const { first, last, texts, segments, seams } = growing;
  return { ...first, lines: [first.lines[0], last.lines[1]], text: texts.join(''), segments, seams };
}
