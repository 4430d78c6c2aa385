import type { Language } from '../../shared/wording/speak.ts';
import { ArchiveFailure } from './failure.ts';
import { firstArchiveFolder, typedPath, type Surroundings } from './places.ts';
import type { Settings } from './settings.ts';

/** What a host wants of the archive: only to read; to write; to write, and make one where there is none. */
export type Access = 'read' | 'write' | 'create';

/** The archive folder to open, and what is already known of it. */
export interface Choice {
  readonly folder: string;
  /** The id that the folder must have; null where a person named the folder, or it is the first. */
  readonly id: string | null;
  readonly mayCreate: boolean;
  /** Whether the settings take this archive over once it is open. */
  readonly isToBeRemembered: boolean;
}

/**
 * Which archive to open: the folder given, else `ZHAJI_ARCHIVE`, else the one in the settings, else (to create) the first
 * one in the user's documents. An archive in the settings is never created anew in its place: a missing disk must not
 * look like an empty archive. A folder named by hand is remembered where nothing was; otherwise it only overrides.
 * Throws `archive-none` where there is nothing to open and nothing may be created.
 */
export function chooseArchive(
  given: string | undefined,
  access: Access,
  settings: Settings,
  around: Surroundings,
  language: Language,
): Choice {
  const named = given ?? (around.env['ZHAJI_ARCHIVE'] ? typedPath(around, around.env['ZHAJI_ARCHIVE']) : undefined);
  const mayCreate = access === 'create';
  if (named !== undefined)
    return { folder: named, id: null, mayCreate, isToBeRemembered: settings.archive === null && mayCreate };
  if (settings.archive !== null) return { ...settings.archive, mayCreate: false, isToBeRemembered: false };
  if (!mayCreate) throw new ArchiveFailure('archive-none');
  return { folder: firstArchiveFolder(around, language), id: null, mayCreate, isToBeRemembered: true };
}
