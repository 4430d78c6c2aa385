import { homedir } from 'node:os';
import process from 'node:process';
import { chooseLanguage, languages, speak, type Language, type Say } from '../../shared/wording/speak.ts';
import { asFailure } from '../archive/failure.ts';
import { systemLocale, type Surroundings } from '../archive/places.ts';
import { readLanguage } from '../archive/settings.ts';
import { commandNames, commonOptions, type CommandName } from './command.ts';
import { commands } from './commands.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { commandHelp, overview } from './help.ts';
import { openHost, type OpenHost } from './open-host.ts';
import { option, sortTyped, usage } from './typed.ts';
import { wordFailure } from './word-failure.ts';

const around: Surroundings = { platform: process.platform, env: process.env, home: homedir(), cwd: process.cwd() };

/** Runs one command line and resolves to its exit code. Answers go to stdout, everything else to stderr. */
async function main(words: readonly string[]): Promise<ExitCode> {
  const asJson = words.includes('--json');
  let say = speak('zh');
  let opened: OpenHost | undefined;
  try {
    const language = await languageOf(words);
    say = speak(language);
    const [name = 'help', ...rest] = nameFirst(words);
    if (['help', '--help', '-h'].includes(name)) return print(help(rest, say));
    if (!isCommand(name)) throw usage('usage-command', { command: name });
    const command = commands[name];
    const typed = sortTyped(name, command, rest);
    if (typed.options.help !== undefined) return print(commandHelp(name, command, say));
    opened = openHost(around, language, say, option(typed, 'archive'));
    const { value, lines, isPartial } = await command.run(typed, opened.host);
    await opened.close();
    print(asJson ? [JSON.stringify(value, null, 2)] : lines);
    return isPartial === true ? 3 : 0;
  } catch (thrown) {
    const failure = asFailure(thrown);
    await opened?.close().catch(() => undefined);
    process.stderr.write(`${wordFailure(failure, say)}\n`);
    if (failure.code === 'internal-error') process.stderr.write(`${failure.stack ?? ''}\n`);
    if (asJson) print([JSON.stringify({ failure: failure.toValue() }, null, 2)]);
    return exitCodeOf(failure.code);
  }
}

function isCommand(name: string): name is CommandName {
  return commandNames.some((known) => known === name);
}

/** Options that every command has may also stand before its name. */
function nameFirst(words: readonly string[]): string[] {
  let at = 0;
  for (let word = words[at]; word?.startsWith('--'); word = words[at]) {
    const option = commonOptions.find((known) => word === `--${known}`);
    if (option === 'help' || (option === undefined && !/^--(?:archive|lang)=/u.test(word))) break;
    at += option === 'archive' || option === 'lang' ? 2 : 1;
  }
  return [...words.slice(at), ...words.slice(0, at)];
}

/** The language asked for, before anything else is read: a wrong command is refused in it, too. */
async function languageOf(words: readonly string[]): Promise<Language> {
  const at = words.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const typed = at < 0 ? undefined : (words[at]?.split('=', 2)[1] ?? words[at + 1]);
  const asked = languages.find((language) => language === typed);
  const language = chooseLanguage(asked, await readLanguage(around), systemLocale(around));
  if (typed === undefined || asked !== undefined) return language;
  throw usage('usage-value', { option: '--lang' });
}

function help([name]: readonly string[], say: Say): string[] {
  if (name === undefined || name.startsWith('-')) return overview(say);
  if (!isCommand(name)) throw usage('usage-command', { command: name });
  return commandHelp(name, commands[name], say);
}

function print(lines: readonly string[]): ExitCode {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

// A reader that has seen enough (`list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
