import type { AnnotationRequest, AnnotationResult } from '../../shared/contract/annotation.ts';
import { articleText } from '../../shared/document/article.ts';
import type { Anchor, Annotation } from '../../shared/document/marks.ts';
import { findQuote, makeAnchor } from '../../shared/text/anchor.ts';
import type { Step } from './annotate/journal-state.ts';
import { change, editArticle, type Change } from './editing.ts';
import { ArchiveFailure, asFailure } from './failure.ts';
import type { Pair } from '../../shared/document/pair.ts';
import type { Workshop } from './workshop.ts';

/** A request of a batch with the number of its line. */
export interface NumberedRequest {
  readonly line: number;
  readonly request: AnnotationRequest;
}

/**
 * Highlights passages named by their words: one save per article, one entry of the journal in all. A quote that is
 * missing or ambiguous is a failure of its line; the other lines are done.
 */
export function annotate(workshop: Workshop, requests: readonly NumberedRequest[]): Promise<AnnotationResult> {
  return workshop.inTurn(() => annotateAndRecord(workshop, requests));
}

async function annotateAndRecord(workshop: Workshop, requests: readonly NumberedRequest[]): Promise<AnnotationResult> {
  const result: AnnotationResult = { annotations: [], failures: [] };
  const steps: Step[] = [];
  for (const [id, group] of Map.groupBy(requests, ({ request }) => request.id)) {
    try {
      steps.push(...(await annotateArticle(workshop, id, group, result)).steps);
    } catch (error) {
      result.failures.push(...group.map(({ line }) => ({ line, ...asFailure(error).toValue() })));
    }
  }
  await workshop.record({ operation: 'add-annotation', steps });
  return result;
}

async function annotateArticle(
  workshop: Workshop,
  id: string,
  group: readonly NumberedRequest[],
  result: AnnotationResult,
): Promise<Change> {
  const failures: AnnotationResult['failures'] = [];
  const added: string[] = [];
  const saved = await change(workshop, id, (draft) => {
    for (const { line, request } of group) {
      try {
        const { kind = 1, note = null, tags = [] } = request;
        const anchor = findPassage(draft.pair, request.quote, request.occurrence);
        const same = draft.pair.marks.annotations.find((one) => isSame(one, { ...anchor, kind, note, tags }));
        const annotation = same?.id ?? workshop.newId();
        if (same === undefined) draft.perform({ type: 'add-annotation', id: annotation, anchor, kind, note, tags });
        added.push(annotation);
      } catch (error) {
        failures.push({ line, ...asFailure(error).toValue() });
      }
    }
  });
  await saved.indexed;
  result.failures.push(...failures);
  const byId = new Map(saved.pair.marks.annotations.map((annotation) => [annotation.id, annotation]));
  result.annotations.push(...added.flatMap((annotation) => byId.get(annotation) ?? []));
  return saved;
}

/** A batch that is run again finds its highlights there and adds none twice. */
function isSame(one: Annotation, other: Pick<Annotation, 'start' | 'end' | 'kind' | 'note' | 'tags'>): boolean {
  const isSamePassage = one.start === other.start && one.end === other.end && one.located !== 'lost';
  return isSamePassage && one.kind === other.kind && one.note === other.note && one.tags.join() === other.tags.join();
}

/**
 * The passage that the words name. Throws `quote-missing`, or `quote-ambiguous` with the count where the words stand
 * several times and `occurrence` (from 1, in the order of the text) does not say which, or names one too many.
 */
function findPassage({ article }: Pair, quote: string, occurrence: number | undefined): Anchor {
  const text = articleText(article);
  const found = findQuote(text, quote);
  const count = found.length;
  const isUnclear = occurrence === undefined ? count > 1 : count > 0 && occurrence > count;
  if (isUnclear) throw new ArchiveFailure('quote-ambiguous', { quote, count });
  const passage = found[(occurrence ?? 1) - 1];
  const anchor = passage === undefined ? null : makeAnchor(text, passage.start, passage.end);
  if (anchor === null) throw new ArchiveFailure('quote-missing', { quote, count });
  return anchor;
}

/** Corrects a slip: `from`, at its `occurrence` where it stands several times, gives way to `to`. */
export function correctText(
  workshop: Workshop,
  id: string,
  from: string,
  to: string,
  occurrence: number | undefined,
): Promise<Pair> {
  return editArticle(workshop, id, (pair) => {
    const { quote, start } = findPassage(pair, from, occurrence);
    return { type: 'correct-text', start, removed: quote, inserted: to };
  });
}
