import { OperationName } from '../../shared/contract/archive.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import type { Say, WordKey } from '../../shared/wording/speak.ts';
import { termWording } from '../../shared/wording/term.ts';
import type { usage } from './typed.ts';

type Problem = Parameters<typeof usage>[0];

const problems: Record<Problem, WordKey> = {
  'usage-command': 'command.usage-command',
  'usage-missing': 'command.usage-missing',
  'usage-extra': 'command.usage-extra',
  'usage-option': 'command.usage-option',
  'usage-value': 'command.usage-value',
  'usage-nothing': 'command.usage-nothing',
};

/** A failure in words: what happened, what is safe, what to do. */
export function wordFailure({ code, data }: Failure, say: Say): string {
  const { problem } = data;
  if (code === 'usage-wrong' && typeof problem === 'string' && isProblem(problem)) {
    return say('failure.usage-wrong', { problem: say(problems[problem], data) });
  }
  const message = say(`failure.${code}`, inWords(data, say));
  const hasChoices = code === 'argument-wrong' && data['choices'] !== undefined;
  return hasChoices ? `${message} ${say('command.show-choices', data)}` : message;
}

/** The data with the codes in it (a reason, a kind of file, an operation) put into words; what is no code of ours stays as it is. */
function inWords(data: Failure['data'], say: Say): Record<string, unknown> {
  const entries = Object.entries(data).map(([name, value]): [string, unknown] => {
    const isCode = (name === 'reason' || name === 'kind') && typeof value === 'string' && isTerm(value);
    if (isCode) return [name, say(`term.${value}`)];
    const operation = name === 'operation' ? OperationName.safeParse(value).data : undefined;
    return [name, operation === undefined ? value : say(`command.operation-${operation}`)];
  });
  return Object.fromEntries(entries);
}

function isTerm(value: string): value is keyof typeof termWording.zh {
  return Object.hasOwn(termWording.zh, value);
}

function isProblem(problem: string): problem is Problem {
  return Object.hasOwn(problems, problem);
}
