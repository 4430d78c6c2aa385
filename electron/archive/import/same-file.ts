import type { Draft } from './draft.ts';
import { SURE_YEAR, type YearEvidence, type YearReading } from './year.ts';

/** The certainty of a year that only the neighbours in the file speak for. */
const CERTAINTY = 0.7;

/** A year of its own that is less certain than this gives way to the neighbours'. */
const WEAK = 0.5;

/** What a sure neighbour says: its year, and the piece of the file that says so. */
interface Neighbour {
  readonly index: number;
  readonly year: number;
  readonly evidence: YearEvidence;
}

/**
 * Gives articles that say nothing (or little) of their year that of their neighbours, since stories are kept together
 * by day: rule `same-file`, with a quote of the nearest one. Neighbours that disagree say nothing.
 */
export function shareYears(drafts: readonly Draft[], lines: readonly string[]): Draft[] {
  const sure = drafts.flatMap((draft, index) => neighbourOf(draft, index, lines));
  const years = new Set(sure.map(({ year }) => year));
  const [year] = years;
  if (year === undefined || years.size > 1) return [...drafts];
  let at = 0;
  return drafts.map((draft, index) => {
    while (distance(sure[at + 1], index) < distance(sure[at], index)) at += 1;
    const nearest = sure[at];
    if (nearest === undefined || !isOpen(draft, year)) return draft;
    const reading: YearReading = {
      year: { value: year, certainty: CERTAINTY, evidence: [nearest.evidence] },
      others: [],
      bound: draft.year?.bound ?? null,
      isContested: false,
    };
    return { ...draft, year: reading };
  });
}

/** How many articles lie between; none is infinitely far. */
function distance(neighbour: Neighbour | undefined, index: number): number {
  return neighbour === undefined ? Number.POSITIVE_INFINITY : Math.abs(neighbour.index - index);
}

function isOpen(draft: Draft, year: number): boolean {
  if (draft.metadata.published !== null) return false;
  return draft.year === null || (draft.year.year.certainty < WEAK && (draft.year.bound ?? 0) <= year);
}

function neighbourOf(draft: Draft, index: number, lines: readonly string[]): Neighbour[] {
  const { published, evidence } = draft.metadata;
  const [date] = evidence.published ?? [];
  if (published !== null && date?.line != null && date.start !== null && date.length !== null) {
    const quote = (lines[date.line - 1] ?? '').slice(date.start, date.start + date.length);
    return [{ index, year: Number(published.slice(0, 4)), evidence: { rule: 'same-file', line: date.line, quote } }];
  }
  const own = draft.year?.year;
  const [first] = own?.evidence ?? [];
  if (own === undefined || own.certainty < SURE_YEAR || first === undefined) return [];
  return [{ index, year: own.value, evidence: { ...first, rule: 'same-file' } }];
}
