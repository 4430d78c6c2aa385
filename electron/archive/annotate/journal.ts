import { dirname } from 'node:path';
import { removeQuietly, replaceFile } from '../store/durable-write.ts';
import type { FileHandle, Fs } from '../store/fs-port.ts';
import { readFile } from '../store/read-file.ts';
import { follow, Line, linesOf, MOST_ENTRIES, type Entry, type JournalState, type Step } from './journal-state.ts';

/**
 * What was done, for the journal: the operation's name, the steps that undo it (one per article, the inverses that `edit`
 * returned), and the token of the editing session, if it was saved by an editor as one types.
 */
export type NewEntry = Entry;

/** What can be undone or redone next: the operation's name and the steps to pass to `edit`, article by article. */
export interface Undoable {
  readonly operation: string;
  readonly steps: readonly Step[];
}

/**
 * The last 200 operations of one archive, in one line. It is written after the documents and never decides what is true:
 * what is missing of it only shortens undo, and an inverse that no longer fits answers `undo-conflict`.
 */
export interface Journal {
  /** Adds what was done and forgets what could be redone. An entry without steps changed nothing and is not kept. */
  record(entry: NewEntry): Promise<void>;
  peekUndo(): Undoable | null;
  peekRedo(): Undoable | null;
  /** The latest entry was undone; `redo` are the inverses of its steps, in the order in which they are to be done. */
  undone(redo: readonly Step[]): Promise<void>;
  /** The latest undone entry was redone; `undo` are the inverses of its steps. */
  redone(undo: readonly Step[]): Promise<void>;
  /** The latest entry to undo (or redo) does not fit any more and is left out, so that those before it can be reached. */
  forget(what: 'undo' | 'redo'): Promise<void>;
  close(): Promise<void>;
}

/** After so many lines, or so many bytes, the file is written anew with what is still undoable. */
const MOST_LINES = 2 * MOST_ENTRIES;
const MOST_BYTES = 32 * 1024 * 1024;

/** Opens the journal at `path`; where it cannot be read, it begins anew. The folder is made when there is an entry. */
export async function openJournal({ fs, path }: { fs: Fs; path: string }): Promise<Journal> {
  const file = new JournalFile(fs, path);
  let state = await file.read();
  let work = Promise.resolve();
  const add = (line: Line): Promise<void> => {
    state = follow(state, line);
    // one write at a time; a failed one does not stop the next
    work = work.catch(() => undefined).then(() => file.append(line, state));
    return work;
  };
  return {
    record: (entry) => (entry.steps.length === 0 ? Promise.resolve() : add({ did: 'record', ...entry })),
    peekUndo: () => state.undo.at(-1) ?? null,
    peekRedo: () => state.redo.at(-1) ?? null,
    undone: (redo) => add({ did: 'undo', steps: [...redo] }),
    redone: (undo) => add({ did: 'redo', steps: [...undo] }),
    forget: (what) => add({ did: 'forget', what }),
    async close() {
      await work.catch(() => undefined);
      await file.close();
    },
  };
}

/** The file: JSON lines, appended to, and now and then written anew. */
class JournalFile {
  readonly #fs: Fs;
  readonly #path: string;
  #handle: FileHandle | null = null;
  #lines = 0;
  #bytes = 0;
  /** Whether the file ends in a torn line, which the next one must not be glued to. */
  #isTorn = false;

  constructor(fs: Fs, path: string) {
    this.#fs = fs;
    this.#path = path;
  }

  async read(): Promise<JournalState> {
    const text = await this.#text();
    this.#bytes = Buffer.byteLength(text);
    this.#isTorn = text !== '' && !text.endsWith('\n');
    let state: JournalState = { undo: [], redo: [] };
    for (const written of text.split('\n')) {
      if (written === '') continue;
      this.#lines++;
      const line = parseLine(written);
      if (line !== null) state = follow(state, line);
    }
    return state;
  }

  async #text(): Promise<string> {
    try {
      return new TextDecoder().decode((await readFile(this.#fs, this.#path)).bytes);
    } catch {
      return '';
    }
  }

  async append(line: Line, state: JournalState): Promise<void> {
    if (this.#lines >= MOST_LINES || this.#bytes >= MOST_BYTES) return this.#rewrite(state);
    const bytes = new TextEncoder().encode(`${this.#isTorn ? '\n' : ''}${JSON.stringify(line)}\n`);
    this.#isTorn = true;
    this.#handle ??= await this.#open();
    for (let done = 0; done < bytes.length;) {
      const written = await this.#handle.write(bytes.subarray(done));
      if (written <= 0) throw new Error('The disk took none of the bytes.');
      done += written;
    }
    this.#isTorn = false;
    this.#lines++;
    this.#bytes += bytes.length;
  }

  async #open(): Promise<FileHandle> {
    await this.#fs.makeFolder(dirname(this.#path));
    return this.#fs.open(this.#path, 'append');
  }

  /** Writes what is still undoable, as much of it as fits in half the limit, the latest first of all. */
  async #rewrite(state: JournalState): Promise<void> {
    await this.close();
    const written = linesOf(state).map((line) => `${JSON.stringify(line)}\n`);
    let room = MOST_BYTES / 2;
    const first = written.findLastIndex((line) => (room -= Buffer.byteLength(line)) < 0) + 1;
    const bytes = new TextEncoder().encode(written.slice(first).join(''));
    const temp = `${this.#path}.new`;
    await removeQuietly(this.#fs, temp);
    await replaceFile({ fs: this.#fs, temp: () => temp }, this.#path, bytes);
    this.#lines = written.length - first;
    this.#bytes = bytes.length;
    this.#isTorn = false;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }
}

/** The line, or null where it is torn, garbled or of another version. */
function parseLine(written: string): Line | null {
  try {
    return Line.safeParse(JSON.parse(written)).data ?? null;
  } catch {
    return null;
  }
}
