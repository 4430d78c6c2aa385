import { OperationName, type UndoResult } from '../../shared/contract/archive.ts';
import type { Step } from './annotate/journal-state.ts';
import type { Undoable } from './annotate/journal.ts';
import { change, Draft } from './editing.ts';
import { ArchiveFailure, asFailure } from './failure.ts';
import type { Workshop } from './workshop.ts';

/**
 * Takes back the latest operation. Throws `undo-empty`, or `undo-conflict` with nothing changed; the entry that does not
 * fit any more is then left out, so that the next undo reaches those before it.
 */
export function undo(workshop: Workshop): Promise<UndoResult> {
  return workshop.inTurn(async () => {
    const entry = workshop.journal.peekUndo();
    if (entry === null) throw new ArchiveFailure('undo-empty');
    const redo = await performOrForget(workshop, entry, 'undo');
    await workshop.aside(() => workshop.journal.undone(redo));
    return resultOf(entry);
  });
}

/** Does again what was undone last. Throws `redo-empty`, or `undo-conflict` as `undo` does. */
export function redo(workshop: Workshop): Promise<UndoResult> {
  return workshop.inTurn(async () => {
    const entry = workshop.journal.peekRedo();
    if (entry === null) throw new ArchiveFailure('redo-empty');
    const back = await performOrForget(workshop, entry, 'redo');
    await workshop.aside(() => workshop.journal.redone(back));
    return resultOf(entry);
  });
}

function resultOf({ operation, steps }: { operation: string; steps: readonly Step[] }): UndoResult {
  // A journal may have been written by another version, whose names we need not know.
  return {
    operation: OperationName.catch('revert').parse(operation),
    articles: [...new Set(steps.map(({ id }) => id))],
  };
}

/** What says that the thing an entry would change is not what it was, or not there. */
const misfits: ReadonlySet<string> = new Set(['undo-conflict', 'article-missing', 'document-missing']);

async function performOrForget(workshop: Workshop, entry: Undoable, what: 'undo' | 'redo'): Promise<Step[]> {
  try {
    return await perform(workshop, entry.steps);
  } catch (error) {
    const { code, data } = asFailure(error);
    if (!misfits.has(code)) throw error;
    await workshop.aside(() => workshop.journal.forget(what));
    throw new ArchiveFailure('undo-conflict', { ...data, operation: resultOf(entry).operation }, error);
  }
}

/** Performs the steps and returns those that take them back. Where one does not fit, none is performed. */
async function perform(workshop: Workshop, steps: readonly Step[]): Promise<Step[]> {
  const articles = [...Map.groupBy(steps, ({ id }) => id)];
  const performAll = (own: readonly Step[]) => (draft: Draft) => {
    for (const step of own) draft.perform(step.operation);
  };
  for (const [id, own] of articles) performAll(own)(new Draft(await workshop.store.read(id), workshop.now()));
  const back: Step[] = [];
  for (const [id, own] of articles) {
    const { steps: inverses, indexed } = await change(workshop, id, performAll(own));
    await indexed;
    back.unshift(...inverses);
  }
  return back;
}
