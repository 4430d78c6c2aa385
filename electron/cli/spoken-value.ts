import { Kind, State, states } from '../../shared/document/marks.ts';
import { commandAnswerWording } from '../../shared/wording/command-answer.ts';
import { ArchiveFailure } from '../archive/failure.ts';

const kinds = ['1', '2', '3', '4', '5'] as const;

/** A state as typed: its code, or its word in either language (待读, read, 归档). `argument-wrong` with the choices. */
export function spokenState(argument: string, typed: string): State {
  return State.parse(
    codeOf(argument, typed, states, (state) => [words.zh[`state-${state}`], words.en[`state-${state}`]]),
  );
}

/** A kind of highlight as typed: its number, or its name in either language (2, 数据, Figure). */
export function spokenKind(argument: string, typed: string): Kind {
  const code = codeOf(argument, typed, kinds, (kind) => [words.zh[`kind-${kind}`], words.en[`kind-${kind}`]]);
  return Kind.parse(Number(code));
}

const words = commandAnswerWording;

function codeOf<T extends string>(
  argument: string,
  typed: string,
  codes: readonly T[],
  namesOf: (code: T) => string[],
): T {
  const wanted = typed.trim().toLowerCase();
  const found = codes.find((code) => code === wanted || namesOf(code).some((name) => name.toLowerCase() === wanted));
  if (found !== undefined) return found;
  throw new ArchiveFailure('argument-wrong', { argument, value: typed, choices: [...codes] });
}
