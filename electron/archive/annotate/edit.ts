import { answerQuestion } from './answer-question.ts';
import { correctText } from './correct-text.ts';
import { addAnnotation, changeAnnotation, removeAnnotation } from './edit-annotation.ts';
import { editMarks } from './edit-marks.ts';
import { joinBlock } from './join-block.ts';
import { makeInverse } from './make-inverse.ts';
import type { Operation } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Draft, Edited } from './edited.ts';
import { replaceText } from './replace-text.ts';
import { revertOperation } from './revert-operation.ts';
import { setFields } from './set-fields.ts';
import { splitBlock } from './split-block.ts';
import { stamp } from './stamp.ts';

/**
 * Every change of an article and its marks goes through here: a pure function that returns the changed pair and the
 * operation that takes the change back. Documents that do not change are returned as they are (so `article` and `marks`
 * both the same object means: nothing to store, nothing to undo).
 *
 * `pair.marks` must fit the article's text (see `bringUp`). Throws `ArchiveFailure`: `annotation-missing`,
 * `annotation-changed`, `quote-missing`, `block-missing`, `join-impossible`, `split-impossible`, `question-missing`,
 * `choice-wrong`, `argument-wrong`, `undo-conflict`.
 */
export function edit(pair: Pair, operation: Operation, context: Context): Edited {
  const draft = perform(pair, operation, context);
  const after = stamp(pair, draft, context);
  return { ...after, inverse: makeInverse(pair, after, draft.changes) };
}

function perform(pair: Pair, operation: Operation, context: Context): Draft {
  switch (operation.type) {
    case 'add-annotation':
      return addAnnotation(pair, operation, context);
    case 'change-annotation':
      return changeAnnotation(pair, operation, context);
    case 'remove-annotation':
      return removeAnnotation(pair, operation);
    case 'set-note':
    case 'set-state':
    case 'set-star':
    case 'add-tags':
    case 'remove-tags':
    case 'trash':
    case 'restore':
      return editMarks(pair, operation, context);
    case 'set-fields':
      return setFields(pair, operation);
    case 'correct-text':
      return correctText(pair, operation);
    case 'join-block':
      return joinBlock(pair, operation);
    case 'split-block':
      return splitBlock(pair, operation);
    case 'answer-question':
      return answerQuestion(pair, operation, context);
    case 'replace-text':
      return replaceText(pair, operation);
    case 'revert':
      return revertOperation(pair, operation, context);
  }
}
