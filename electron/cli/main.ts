import { createInterface } from 'node:readline';
import { homedir } from 'node:os';
import process from 'node:process';
import { openArchive, type Archive } from '../archive/archive.ts';
import { asFailure } from '../archive/failure.ts';
import { systemLocale, typedPath, type Surroundings } from '../archive/places.ts';
import { readLanguage } from '../archive/settings.ts';
import { chooseLanguage, languages, speak, type Language } from '../../shared/wording/speak.ts';
import { commandNames, type Command, type CommandName, type Host } from './command.ts';
import { commands } from './commands.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { commandHelp, overview } from './help.ts';
import { checked, option, sortTyped, usage } from './typed.ts';
import { wordFailure } from './word-failure.ts';
import { z } from 'zod';

const around: Surroundings = { platform: process.platform, env: process.env, home: homedir(), cwd: process.cwd() };

const isCommand = (name: string): name is CommandName => commandNames.some((known) => known === name);

/** Runs one command line and resolves to its exit code. Answers go to stdout, everything else to stderr. */
async function main(words: readonly string[]): Promise<ExitCode> {
  const asJson = words.includes('--json');
  let language = await languageOf(words);
  let say = speak(language);
  let archive: Archive | undefined;
  try {
    const [name = 'help', ...rest] = words;
    if (name === 'help' || name === '--help' || name === '-h') return print(help(rest, say));
    if (!isCommand(name)) throw usage('usage-command', { command: name });
    const command: Command = commands[name];
    const typed = sortTyped(name, command, rest);
    if (typed.options.help !== undefined) return print(commandHelp(name, command, say));
    const asked = option(typed, 'lang');
    if (asked !== undefined) {
      language = checked(z.enum(languages), '--lang', asked);
      say = speak(language);
    }
    const host: Host = {
      language,
      say,
      path: (path) => typedPath(around, path),
      input: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
      progress: (text) => void (process.stderr.isTTY && process.stderr.write(`\r\u001B[K${text}`)),
      open: async (access) => {
        const folder = option(typed, 'archive');
        archive = await openArchive({
          around,
          access,
          language,
          program: 'zhaji-cli',
          ...(folder === undefined ? {} : { folder: typedPath(around, folder) }),
        });
        return archive;
      },
    };
    const outcome = await command.run(typed, host);
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    print(asJson ? [JSON.stringify(outcome.value, null, 2)] : outcome.lines);
    return outcome.isPartial ? 3 : 0;
  } catch (thrown) {
    const failure = asFailure(thrown);
    process.stderr.write(`${wordFailure(failure, say)}\n`);
    if (failure.code === 'internal-error' && failure.stack) process.stderr.write(`${failure.stack}\n`);
    if (asJson) print([JSON.stringify({ failure: failure.toValue() }, null, 2)]);
    return exitCodeOf(failure.code);
  } finally {
    await archive?.close();
  }
}

/** The language before the words are sorted: a wrong command is refused in the language asked for, too. */
async function languageOf(words: readonly string[]): Promise<Language> {
  const typed = words[words.indexOf('--lang') + 1];
  const asked = words.includes('--lang') ? languages.find((language) => language === typed) : undefined;
  return chooseLanguage(asked, await readLanguage(around), systemLocale(around));
}

function help([name]: readonly string[], say: ReturnType<typeof speak>): string[] {
  if (name === undefined || name.startsWith('-')) return overview(say);
  if (!isCommand(name)) throw usage('usage-command', { command: name });
  return commandHelp(name, commands[name], say);
}

function print(lines: readonly string[]): ExitCode {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
