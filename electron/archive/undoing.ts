import { OperationName, type UndoResult } from '../../shared/contract/archive.ts';
import type { Step } from './annotate/journal-state.ts';
import { change, Draft } from './editing.ts';
import { ArchiveFailure } from './failure.ts';
import type { Workshop } from './workshop.ts';

/** Takes back the latest operation. Throws `undo-empty`, or `undo-conflict` with nothing changed. */
export async function undo(workshop: Workshop): Promise<UndoResult> {
  const entry = workshop.journal.peekUndo();
  if (entry === null) throw new ArchiveFailure('undo-empty');
  const redo = await perform(workshop, entry.operation, entry.steps);
  await workshop.aside(() => workshop.journal.undone(redo));
  return resultOf(entry);
}

/** Does again what was undone last. Throws `redo-empty`, or `undo-conflict` with nothing changed. */
export async function redo(workshop: Workshop): Promise<UndoResult> {
  const entry = workshop.journal.peekRedo();
  if (entry === null) throw new ArchiveFailure('redo-empty');
  const back = await perform(workshop, entry.operation, entry.steps);
  await workshop.aside(() => workshop.journal.redone(back));
  return resultOf(entry);
}

function resultOf({ operation, steps }: { operation: string; steps: readonly Step[] }): UndoResult {
  // A journal may have been written by another version, whose names we need not know.
  return {
    operation: OperationName.catch('revert').parse(operation),
    articles: [...new Set(steps.map(({ id }) => id))],
  };
}

/** Performs the steps and returns those that take them back. Where one does not fit any more, none is performed. */
async function perform(workshop: Workshop, operation: string, steps: readonly Step[]): Promise<Step[]> {
  const articles = [...Map.groupBy(steps, ({ id }) => id)];
  const performAll = (own: readonly Step[]) => (draft: Draft) => {
    for (const step of own) draft.perform(step.operation);
  };
  try {
    for (const [id, own] of articles) performAll(own)(new Draft(await workshop.store.read(id), workshop.now()));
    const back: Step[] = [];
    for (const [id, own] of articles) back.unshift(...(await change(workshop, id, performAll(own))).steps);
    return back;
  } catch (error) {
    if (!(error instanceof ArchiveFailure) || error.code !== 'undo-conflict') throw error;
    throw new ArchiveFailure('undo-conflict', { ...error.data, operation }, error);
  }
}
