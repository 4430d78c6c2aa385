import type { FailureCode } from '../../shared/contract/failure.ts';

/** All done · a failure (archive, disk, program) · a malformed command · some inputs failed or were refused. */
export type ExitCode = 0 | 1 | 2 | 3;

const malformed: ReadonlySet<FailureCode> = new Set<FailureCode>(['usage-wrong', 'argument-wrong']);

/** What the archive understood and declined to do, with nothing written. */
const refused: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'article-missing',
  'annotation-missing',
  'annotation-changed',
  'quote-missing',
  'quote-ambiguous',
  'block-missing',
  'join-impossible',
  'split-impossible',
  'unite-impossible',
  'question-missing',
  'choice-wrong',
  'undo-empty',
  'redo-empty',
  'undo-conflict',
  'path-inside-archive',
]);

/** The exit code of a command that ended with a failure. */
export function exitCodeOf(code: FailureCode): ExitCode {
  if (malformed.has(code)) return 2;
  return refused.has(code) ? 3 : 1;
}
