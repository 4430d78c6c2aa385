import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import type { Language, Say } from '../../shared/wording/speak.ts';
import { openArchive, previewImport, type Access, type Archive, type OpenOptions } from '../archive/archive.ts';
import { ArchiveFailure } from '../archive/failure.ts';
import { typedPath, type Surroundings } from '../archive/places.ts';
import type { Host } from './command.ts';
import { wordFailure } from './word-failure.ts';

const PROGRAM = 'zhaji-cli';

/** A host for one command line, and the way to close what it opened. */
export interface OpenHost {
  readonly host: Host;
  close(): Promise<void>;
}

/** The outside as a command sees it: the archive (folder as typed, if it was), the terminal, standard input. */
export function openHost(around: Surroundings, language: Language, say: Say, folder: string | undefined): OpenHost {
  let archive: Archive | undefined;
  const progress = (text: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
  };
  const options = (access: Access): OpenOptions => ({
    around,
    access,
    language,
    program: PROGRAM,
    ...(folder === undefined ? {} : { folder: typedPath(around, folder) }),
    onTrouble: (failure) => void process.stderr.write(`${wordFailure(failure, say)}\n`),
    onProgress: ({ done, total }) => progress(say('command.rebuild-progress', { done, total })),
  });
  const open: Host['open'] = async (access) => {
    archive = await openInTurn(options(access));
    if (access !== 'read') refuseReader(archive);
    return archive;
  };
  const host: Host = {
    language,
    say,
    progress,
    path: (path) => typedPath(around, path),
    input: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
    preview: (files, manner) => previewImport(options('read'), files, manner),
    open,
    openWithLists: async (access) => {
      const opened = await open(access);
      await opened.ready();
      return opened;
    },
  };
  return {
    host,
    close: async () => {
      progress('');
      await archive?.close();
    },
  };
}

/** Another command line is done in a moment: it is waited for, this long at most, in milliseconds. */
const PATIENCE = 5000;
const PAUSE = 100;

/** Opens the archive; where it is to be written and another command line is at it, as soon as that is done. */
async function openInTurn(options: OpenOptions): Promise<Archive> {
  const start = performance.now();
  for (;;) {
    const archive = await openArchive(options);
    const isBusy = options.access !== 'read' && archive.readOnly?.holder?.program === PROGRAM;
    if (!isBusy || performance.now() - start >= PATIENCE) return archive;
    await archive.close();
    await setTimeout(PAUSE);
  }
}

/** A command that writes is refused at once where another program holds the archive, before it reads its input. */
function refuseReader({ readOnly, folder }: Archive): void {
  if (readOnly === null) return;
  const { reason, holder } = readOnly;
  if (reason === 'locked') throw new ArchiveFailure('archive-locked', { folder, ...holder });
  throw new ArchiveFailure('archive-read-only', { folder, reason });
}
