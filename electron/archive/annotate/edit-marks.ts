import type { MarksDocument } from '../../../shared/document/marks.ts';
import type { MarksOperation } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Draft } from './edited.ts';

/** Changes of the marks outside the annotations. What is so already stays untouched. */
export function editMarks(pair: Pair, operation: MarksOperation, context: Context): Draft {
  return { ...pair, marks: changed(pair.marks, operation, context), changes: [] };
}

function changed(marks: MarksDocument, operation: MarksOperation, { now }: Context): MarksDocument {
  switch (operation.type) {
    case 'set-note': {
      const note = noteAfter(marks.note, operation);
      return note === marks.note ? marks : { ...marks, note };
    }
    case 'set-state':
      return operation.state === marks.state ? marks : { ...marks, state: operation.state };
    case 'set-star':
      return operation.starred === marks.starred ? marks : { ...marks, starred: operation.starred };
    case 'add-tags': {
      const tags = [...new Set([...marks.tags, ...operation.tags])];
      return tags.length === marks.tags.length ? marks : { ...marks, tags };
    }
    case 'remove-tags': {
      const tags = marks.tags.filter((tag) => !operation.tags.includes(tag));
      return tags.length === marks.tags.length ? marks : { ...marks, tags };
    }
    case 'trash':
      return marks.trashedAt === null ? { ...marks, trashedAt: now } : marks;
    case 'restore':
      return marks.trashedAt === null ? marks : { ...marks, trashedAt: null };
  }
}

/** A blank note is none. A note that was changed elsewhere meanwhile is kept above the new one. */
function noteAfter(current: string | null, { note, was }: { note: string | null; was: string | null }): string | null {
  const wanted = presentNote(note);
  if (current === presentNote(was) || current === null || current === wanted) return wanted;
  return wanted === null ? current : `${current}\n\n${wanted}`;
}

/** The note, or null where it is blank. */
export function presentNote(note: string | null): string | null {
  return note === null || /^\s*$/u.test(note) ? null : note;
}
