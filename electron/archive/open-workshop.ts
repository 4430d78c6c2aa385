import { monotonicFactory } from 'ulid';
import type { Clock } from '../../shared/document/identity.ts';
import type { Language } from '../../shared/wording/speak.ts';
import { bringUp } from './annotate/bring-up.ts';
import { openJournal } from './annotate/journal.ts';
import { chooseArchive, type Access, type Choice } from './choose-archive.ts';
import { ArchiveFailure } from './failure.ts';
import { StoryReader } from './import/story-reader.ts';
import { openCatalogue } from './index/catalogue.ts';
import type { Progress } from './index/messages.ts';
import { dataFolder, derivedFiles, type Surroundings } from './places.ts';
import { changeSettings, readSettings } from './settings.ts';
import type { Fs } from './store/fs-port.ts';
import { nodeFs } from './store/node-fs.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { Workshop } from './workshop.ts';

/** How a host opens the archive. */
export interface OpenOptions {
  readonly around: Surroundings;
  readonly access: Access;
  readonly language: Language;
  /** The host's name, told to a second opener. */
  readonly program: string;
  /** The folder named by hand, as an absolute path; else the environment and the settings say. */
  readonly folder?: string;
  /** Told of what went wrong beside a save that stands: the index or the journal did not follow. */
  readonly onTrouble: (failure: ArchiveFailure) => void;
  /** The disk, where a test stands between; the real one otherwise. */
  readonly fs?: Fs;
  /** How far a longer comparison of the index with the disk has come. */
  readonly onProgress?: (progress: Progress) => void;
}

const clock: Clock = { now: () => Date.now() };

/** Opens the store of the chosen archive, and what belongs to it in the per-user data folder. */
export async function openWorkshop(options: OpenOptions): Promise<Workshop> {
  const { around, access, language, program, onTrouble, onProgress, fs = nodeFs } = options;
  const choice = chooseArchive(options.folder, access, await readSettings(fs, around), around, language);
  const store = await openStore({
    folder: choice.folder,
    fs,
    clock,
    newId,
    program,
    mode: access === 'read' ? 'read' : 'write',
    create: choice.mayCreate,
    bringUp,
  });
  try {
    await settle(fs, around, choice, store);
    const files = derivedFiles(dataFolder(around), { id: store.archive.id, folder: store.folder });
    const catalogue = await openCatalogue({
      indexFile: files.index,
      archiveFolder: store.folder,
      archiveId: store.archive.id,
      readOnly: store.readOnly !== null,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    const journal = await openJournal({ fs, path: files.journal });
    return new Workshop({
      fs,
      store,
      catalogue,
      journal,
      clock,
      newId,
      reader: new StoryReader(),
      memoryFolder: files.exports,
      onTrouble,
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Ids of one process ascend even within a millisecond, so that their order is the order of making. */
const ascending = monotonicFactory();
const newId = () => ascending().toLowerCase();

/** Refuses another archive in the place of the one remembered, and remembers a first one. */
async function settle(fs: Fs, around: Surroundings, choice: Choice, { archive, folder }: Store): Promise<void> {
  if (choice.id !== null && choice.id !== archive.id) throw new ArchiveFailure('archive-moved', { folder });
  if (choice.isToBeRemembered) await changeSettings(fs, around, { archive: { folder, id: archive.id } });
}
