import type { ImportResult } from '../../shared/contract/import.ts';
import type { Language, Say } from '../../shared/wording/speak.ts';
import type { Access, Archive, ImportManner } from '../archive/archive.ts';

/** The names that commands are called by. Their help is the wording of the same name. */
export const commandNames = [
  'import',
  'list',
  'show',
  'annotate',
  'unannotate',
  'tag',
  'untag',
  'note',
  'state',
  'star',
  'set',
  'answer',
  'correct',
  'join',
  'split',
  'undo',
  'redo',
  'export',
  'trash',
  'restore',
  'tags',
  'check',
  'rebuild',
  'stats',
] as const;
export type CommandName = (typeof commandNames)[number];

/** The arguments that have a place. `many`: one or more, to the end. `optional`: the command says when it is needed. */
export interface Place {
  readonly name: 'FILE' | 'ID' | 'ANNOTATION' | 'TAG' | 'TEXT' | 'STATE' | 'QUESTION' | 'CHOICE' | 'BLOCK';
  readonly many?: true;
  readonly optional?: true;
}

/** Every option of any command, and what follows it: nothing, one word for a value, or a value that may be repeated. */
export const optionForms = {
  archive: 'DIR',
  json: null,
  lang: 'zh|en',
  help: null,
  'dry-run': null,
  'keep-duplicates': null,
  state: 'STATE',
  tag: 'TAG…',
  source: 'SOURCE',
  trashed: null,
  limit: 'N',
  cursor: 'CURSOR',
  quote: 'TEXT',
  occurrence: 'N',
  kind: '1..5',
  note: 'TEXT',
  batch: null,
  off: null,
  title: 'TEXT',
  agency: 'TEXT',
  column: 'TEXT',
  published: 'YYYY-MM-DD',
  url: 'URL',
  byline: 'TEXT',
  author: 'NAME…',
  place: 'TEXT…',
  edition: 'TEXT',
  'document-number': 'TEXT',
  from: 'TEXT',
  to: 'TEXT',
  at: 'OFFSET',
  article: 'ID…',
  out: 'DIR',
} as const;
export type OptionName = keyof typeof optionForms;

/** Options that every command has. */
export const commonOptions = ['archive', 'json', 'lang', 'help'] as const satisfies OptionName[];

/** What was typed, sorted: `places` in order, every option as the list of its values (`['']` for a bare one). */
export interface Typed {
  readonly places: readonly string[];
  readonly options: Partial<Readonly<Record<OptionName, readonly string[]>>>;
}

/** What a command may use of the outside. */
export interface Host {
  readonly language: Language;
  readonly say: Say;
  /** Opens the archive; where it is to be written, another program that holds it is a failure. */
  open(access: Access): Promise<Archive>;
  /** The same, for what reads lists: they know then of everything that other programs changed. */
  openWithLists(access: Access): Promise<Archive>;
  /** Shows what an import would bring. */
  preview(files: readonly string[], manner: ImportManner): Promise<ImportResult>;
  /** A typed path as an absolute one. */
  path(typed: string): string;
  /** Standard input, line by line. */
  input(): AsyncIterable<string>;
  /** Shows how far long work has come, on a terminal only. */
  progress(text: string): void;
}

/** What a command answers: one JSON value, the same in words, and whether some of what was asked was refused. */
export interface Outcome {
  readonly value: unknown;
  readonly lines: readonly string[];
  readonly isPartial?: boolean;
}

/** One command of the command line. */
export interface Command {
  readonly places: readonly Place[];
  readonly options: readonly OptionName[];
  run(typed: Typed, host: Host): Promise<Outcome>;
}
