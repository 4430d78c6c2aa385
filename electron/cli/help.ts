import type { Say } from '../../shared/wording/speak.ts';
import {
  commandNames,
  commonOptions,
  optionForms,
  type Command,
  type CommandName,
  type OptionName,
} from './command.ts';

const PROGRAM = 'npm run -s zhaji --';

/** Puts the right column of a table at the same place in every line. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}

/** The overview: every command with what it does. */
export function overview(say: Say): string[] {
  return [
    say('command.program'),
    '',
    `${say('command.usage')}: ${PROGRAM} COMMAND … [--archive DIR] [--json] [--lang zh|en]`,
    '',
    `${say('command.commands')}:`,
    ...columns([
      ...commandNames.map((name): [string, string] => [name, say(`command.${name}`)]),
      ['help', say('command.help')],
    ]),
    '',
    say('command.more-help', { program: PROGRAM }),
  ];
}

/** The help of one command: what it does, how it is written, and each argument and option. */
export function commandHelp(name: CommandName, command: Command, say: Say): string[] {
  const places = command.places.map((place) => `${place.name}${place.many ? '…' : ''}`);
  const optionRow = (option: OptionName): [string, string] => [
    [`--${option}`, optionForms[option]].filter((part) => part !== null).join(' '),
    say(`command.option-${option}`),
  ];
  const usage = [PROGRAM, name, ...places, ...(command.options.length > 0 ? ['[…]'] : [])].join(' ');
  return [
    say(`command.${name}`),
    '',
    `${say('command.usage')}: ${usage}`,
    ...(command.places.length === 0
      ? []
      : [
          '',
          `${say('command.arguments')}:`,
          ...columns(
            command.places.map((place): [string, string] => [place.name, say(`command.argument-${place.name}`)]),
          ),
        ]),
    '',
    `${say('command.options')}:`,
    ...columns([...command.options, ...commonOptions].map(optionRow)),
  ];
}
