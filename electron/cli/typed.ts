import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ArchiveFailure } from '../archive/failure.ts';
import { commonOptions, optionForms, type Command, type CommandName, type OptionName, type Typed } from './command.ts';

const isOption = (name: string): name is OptionName => Object.hasOwn(optionForms, name);

/** No argument of a process can hold this character. */
const VEIL = '\u0000';

/** Keeps a text that merely begins with a dash (`- a list`, `-5`) from being taken for options, of which none is one letter. */
const veil = (word: string) => (/^-(?!-[a-z]|-$)/u.test(word) ? VEIL + word : word);
const unveil = (word: string) => (word.startsWith(VEIL) ? word.slice(1) : word);

/**
 * Sorts the words after the command's name. Throws `usage-wrong`, with the wording's key as `problem`, for what does
 * not fit the command. A text may begin with `-` (a note that is a list).
 */
export function sortTyped(commandName: CommandName, command: Command, words: readonly string[]): Typed {
  const known: readonly OptionName[] = [...commonOptions, ...command.options];
  const { tokens } = parseArgs({
    args: words.map(veil),
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      known.map((name) => [name, { type: optionForms[name] === null ? ('boolean' as const) : ('string' as const) }]),
    ),
  });
  const places: string[] = [];
  const options: Partial<Record<OptionName, string[]>> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') {
      places.push(unveil(token.value));
    } else if (token.kind === 'option') {
      const { name, value } = token;
      if (!isOption(name) || !known.includes(name))
        throw usage('usage-option', { command: commandName, option: token.rawName });
      const wantsValue = optionForms[name] !== null;
      const isSwallowed = value?.startsWith('--') === true && isOption(value.slice(2)) && token.inlineValue === false;
      if (wantsValue === (value === undefined) || isSwallowed) throw usage('usage-value', { option: token.rawName });
      (options[name] ??= []).push(unveil(value ?? ''));
    }
  }
  const missing = command.places[places.length];
  if (missing !== undefined && !missing.optional && options.help === undefined)
    throw usage('usage-missing', { name: missing.name });
  const extra = command.places.at(-1)?.many ? undefined : places[command.places.length];
  if (extra !== undefined) throw usage('usage-extra', { value: extra });
  return { places, options };
}

/** Refuses other words beside an option that stands alone (`annotate --batch`). */
export function sole(typed: Typed, name: OptionName): void {
  const [extra] = typed.places;
  if (extra !== undefined) throw usage('usage-extra', { value: extra });
  const other = Object.keys(typed.options).find(
    (given) => given !== name && !commonOptions.some((common) => common === given),
  );
  if (other !== undefined) throw usage('usage-extra', { value: `--${other}` });
}

/** A failure that says what is wrong with the words typed: `problem` is a key of the command wording. */
export function usage(
  problem: 'usage-command' | 'usage-missing' | 'usage-extra' | 'usage-option' | 'usage-value' | 'usage-nothing',
  data: Record<string, string> = {},
): ArchiveFailure {
  return new ArchiveFailure('usage-wrong', { problem, ...data });
}

/** The argument at a place; the command's `places` guarantee that it is there. */
export function place(typed: Typed, index: number): string {
  return typed.places[index] ?? '';
}

/** The last value given for an option. */
export function option(typed: Typed, name: OptionName): string | undefined {
  return typed.options[name]?.at(-1);
}

/** The value of an option that must be there. */
export function requiredOption(typed: Typed, name: OptionName): string {
  const value = option(typed, name);
  if (value === undefined) throw usage('usage-missing', { name: `--${name}` });
  return value;
}

/** Checks a typed value against its schema; what does not fit is `argument-wrong`, which names the argument. */
export function checked<T>(schema: z.ZodType<T>, argument: string, value: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ArchiveFailure('argument-wrong', { argument, value });
}

const Whole = z
  .string()
  .regex(/^\d{1,15}$/u)
  .transform(Number)
  .pipe(z.int().min(1));

/** A whole number, 1 or more, typed for an option. */
export function wholeNumber(typed: Typed, name: OptionName): number | undefined {
  const value = option(typed, name);
  return value === undefined ? undefined : checked(Whole, `--${name}`, value);
}
