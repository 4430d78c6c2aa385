import { createHash } from 'node:crypto';
import { isAbsolute, join, resolve } from 'node:path';
import type { Language } from '../../shared/wording/speak.ts';

/** What decides where things live: the process's environment, passed in. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** The working directory. */
  readonly cwd: string;
}

/**
 * The folder of per-user data (settings, index, journal, export memory), the same for every host: `ZHAJI_DATA`, else
 * where the operating system keeps such things. It is never inside the archive.
 */
export function dataFolder({ platform, env, home, cwd }: Surroundings): string {
  const chosen = valueOf(env['ZHAJI_DATA']);
  if (chosen !== undefined) return typedPath({ env, cwd }, chosen);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Zhaji');
  if (platform === 'win32') return join(valueOf(env['LOCALAPPDATA']) ?? join(home, 'AppData', 'Local'), 'Zhaji');
  return join(folderOf(env['XDG_DATA_HOME']) ?? join(home, '.local', 'share'), 'zhaji');
}

/** Where a first archive is created: `札记` (or `Zhaji`, where the language is English) in the user's documents. */
export function firstArchiveFolder({ env, home }: Surroundings, language: Language): string {
  const documents = folderOf(env['XDG_DOCUMENTS_DIR']) ?? join(home, 'Documents');
  return join(documents, language === 'en' ? 'Zhaji' : '札记');
}

/** A path as typed, against the folder where the command was typed (npm changes the working directory). */
export function typedPath({ env, cwd }: Pick<Surroundings, 'env' | 'cwd'>, path: string): string {
  return resolve(valueOf(env['INIT_CWD']) ?? cwd, path);
}

/** The system's locale name, for the choice of language. */
export function systemLocale({ env, platform }: Surroundings): string | undefined {
  const posix = valueOf(env['LC_ALL']) ?? valueOf(env['LC_MESSAGES']) ?? valueOf(env['LANG']);
  if (posix !== undefined || (platform !== 'win32' && platform !== 'darwin')) return posix;
  return Intl.DateTimeFormat().resolvedOptions().locale;
}

/** A variable that is set to nothing counts as not set. */
function valueOf(variable: string | undefined): string | undefined {
  return variable === '' ? undefined : variable;
}

/** The XDG base directory specification takes a path that is not absolute for none. */
function folderOf(variable: string | undefined): string | undefined {
  return variable !== undefined && isAbsolute(variable) ? variable : undefined;
}

/**
 * Files of the per-user data folder that belong to one archive. The index also depends on where the archive lies: a
 * copied folder has the same id but a life of its own.
 */
export function derivedFiles(
  data: string,
  archive: { id: string; folder: string },
): { index: string; journal: string; exports: string } {
  const place = createHash('sha256').update(archive.folder).digest('hex').slice(0, 12);
  return {
    index: join(data, 'index', `${archive.id}-${place}.sqlite`),
    journal: join(data, 'journal', `${archive.id}.jsonl`),
    exports: join(data, 'exports', archive.id),
  };
}
