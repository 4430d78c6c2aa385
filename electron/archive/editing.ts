import type { OperationName } from '../../shared/contract/archive.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import { edit } from './annotate/edit.ts';
import type { Operation } from './annotate/operation.ts';
import type { Step } from './annotate/journal-state.ts';
import type { Revert } from './annotate/revert.ts';
import { asFailure } from './failure.ts';
import type { Pair } from '../../shared/document/pair.ts';
import type { Workshop } from './workshop.ts';

/** A pair while it is being worked on: each operation sees what those before it made. */
export class Draft {
  /** What takes back all that was performed, the last operation first. */
  readonly undo: Revert[] = [];
  /** The name of the operation performed first; null where there was none. */
  operation: OperationName | null = null;
  readonly #now: string;
  #pair: Pair;

  constructor(pair: Pair, now: string) {
    this.#pair = pair;
    this.#now = now;
  }

  get pair(): Pair {
    return this.#pair;
  }

  /** Performs an operation; one that refuses (by throwing) leaves the draft as it was. */
  perform(operation: Operation): void {
    const before = this.#pair;
    const { article, marks, inverse } = edit(before, operation, { now: this.#now });
    this.operation ??= operation.type;
    if (article === before.article && marks === before.marks) return;
    this.undo.unshift(inverse);
    this.#pair = { article, marks };
  }
}

/** A saved change of one article: the pair as stored, and what the journal wants (no steps: nothing changed). */
export interface Change {
  readonly pair: Pair;
  readonly operation: OperationName | null;
  readonly steps: readonly Step[];
  /** Resolves (and never rejects) when the change is in the lists, which an answer waits for. */
  readonly indexed: Promise<void>;
}

/**
 * Works on one article and saves the result at once: all of it or none. When this resolves, the change lasts, and is on
 * its way into the lists. The journal is left to the caller, because one entry may cover several articles.
 */
export async function change(workshop: Workshop, id: string, work: (draft: Draft) => void): Promise<Change> {
  let draft: Draft | undefined;
  const pair = await workshop.store.change(id, (before) => {
    draft = new Draft(before, workshop.now());
    work(draft);
    return oneRevision(before, draft.pair);
  });
  const { operation = null, undo = [] } = draft ?? {};
  const indexed = undo.length > 0 ? workshop.index(pair) : Promise.resolve();
  return { pair, operation, steps: undo.map((revert) => ({ id, operation: revert })), indexed };
}

/** However many operations were performed, a save raises a document's revision by one. */
function oneRevision(before: Pair, after: Pair): Pair {
  const { article, marks } = after;
  return {
    article: article === before.article ? article : { ...article, revision: before.article.revision + 1 },
    marks: marks === before.marks ? marks : { ...marks, revision: before.marks.revision + 1 },
  };
}

/** Makes the operation to perform from the pair as it is now; it may refuse by throwing. */
export type Edit = (pair: Pair) => Operation;

/** One edit of one article, with its entry in the journal. `session`: see the journal. */
export function editArticle(workshop: Workshop, id: string, make: Edit, session?: string): Promise<Pair> {
  return workshop.inTurn(() => editAndRecord(workshop, id, make, session));
}

async function editAndRecord(workshop: Workshop, id: string, make: Edit, session?: string): Promise<Pair> {
  const { pair, operation, steps, indexed } = await change(workshop, id, (draft) => draft.perform(make(draft.pair)));
  const entry = { steps: [...steps], ...(session === undefined ? {} : { session }) };
  const recorded = operation === null ? Promise.resolve() : workshop.record({ operation, ...entry });
  await Promise.all([indexed, recorded]);
  return pair;
}

/** What became of an edit of many articles. */
export interface ManyEdited {
  readonly pairs: Pair[];
  readonly failures: ({ id: string } & Failure)[];
}

/** The same edit of many articles as one entry of the journal; one that refuses does not keep the others back. */
export function editArticles(workshop: Workshop, ids: readonly string[], make: Edit): Promise<ManyEdited> {
  return workshop.inTurn(() => editAllAndRecord(workshop, ids, make));
}

async function editAllAndRecord(workshop: Workshop, ids: readonly string[], make: Edit): Promise<ManyEdited> {
  const result: ManyEdited = { pairs: [], failures: [] };
  const steps: Step[] = [];
  let name: OperationName | null = null;
  for (const id of new Set(ids)) {
    try {
      const done = await change(workshop, id, (draft) => draft.perform(make(draft.pair)));
      await done.indexed;
      name = done.operation;
      result.pairs.push(done.pair);
      steps.push(...done.steps);
    } catch (error) {
      result.failures.push({ id, ...asFailure(error).toValue() });
    }
  }
  if (name !== null) await workshop.record({ operation: name, steps });
  return result;
}
