import { z } from 'zod';
import { Id } from '../../../shared/document/identity.ts';
import { Operation } from './operation.ts';
import { mergeSteps } from './merge-steps.ts';

/** What is to be done to one article (its id) to undo or redo an entry. */
export const Step = z.strictObject({ id: Id, operation: Operation });
export type Step = z.infer<typeof Step>;

/**
 * Something that was done and can be undone, or was undone and can be redone. `operation` is its name; `steps` lead back
 * (or forth again), in this order. Entries of one `session` (an editor that saves as one types) may become one.
 */
export const Entry = z.strictObject({ operation: z.string(), session: z.string().optional(), steps: z.array(Step) });
export type Entry = z.infer<typeof Entry>;

/** One line of the file. A line that says what happened needs the lines before it; `redoable` and `record` stand alone. */
export const Line = z.discriminatedUnion('did', [
  z.strictObject({ did: z.literal('record'), ...Entry.shape }),
  z.strictObject({ did: z.literal('redoable'), ...Entry.shape }),
  z.strictObject({ did: z.literal('undo'), steps: z.array(Step) }),
  z.strictObject({ did: z.literal('redo'), steps: z.array(Step) }),
  z.strictObject({ did: z.literal('forget'), what: z.enum(['undo', 'redo']) }),
]);
export type Line = z.infer<typeof Line>;

/** Both stacks, the latest entry last. */
export interface JournalState {
  readonly undo: readonly Entry[];
  readonly redo: readonly Entry[];
}

/** Operations that stay undoable. */
export const MOST_ENTRIES = 200;

/** The journal after one more line. A line that does not fit what came before it changes nothing. */
export function follow(state: JournalState, line: Line): JournalState {
  switch (line.did) {
    case 'record': {
      const { did: _, ...entry } = line;
      return { undo: recorded(state, entry).slice(-MOST_ENTRIES), redo: [] };
    }
    case 'redoable': {
      const { did: _, ...entry } = line;
      return { undo: state.undo, redo: [...state.redo, entry] };
    }
    case 'undo': {
      const entry = state.undo.at(-1);
      if (entry === undefined) return state;
      return { undo: state.undo.slice(0, -1), redo: [...state.redo, closed(entry, line.steps)] };
    }
    case 'redo': {
      const entry = state.redo.at(-1);
      if (entry === undefined) return state;
      return { undo: [...state.undo, closed(entry, line.steps)], redo: state.redo.slice(0, -1) };
    }
    case 'forget':
      return { ...state, [line.what]: state[line.what].slice(0, -1) };
  }
}

/** The undo stack with one more entry, or with the latest one led further where both are saves of one note. */
function recorded({ undo, redo }: JournalState, entry: Entry): readonly Entry[] {
  const latest = undo.at(-1);
  const isSameSession = latest?.session !== undefined && latest.session === entry.session && redo.length === 0;
  const isSameWork = isSameSession && latest.operation === entry.operation;
  const steps = isSameWork ? mergeSteps(latest.steps, entry.steps) : null;
  return steps === null ? [...undo, entry] : [...undo.slice(0, -1), { ...entry, steps }];
}

/** An entry that went from one stack to the other: nothing is added to it any more. */
function closed({ operation }: Entry, steps: Step[]): Entry {
  return { operation, steps };
}

/** The lines that lead from an empty journal to this state. */
export function linesOf({ undo, redo }: JournalState): Line[] {
  return [
    ...undo.map((entry): Line => ({ did: 'record', ...entry })),
    ...redo.map((entry): Line => ({ did: 'redoable', ...entry })),
  ];
}
