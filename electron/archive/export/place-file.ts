import type { ExportFolder, Found } from './export-folder.ts';
import type { ExportMemory, Memory } from './export-memory.ts';
import { nameKey, withSuffix } from './file-name.ts';
import { articleIdIn } from './find-exported.ts';

/** What became of one article; `file` and `beside` are names in the folder. */
export type Outcome =
  | { readonly kind: 'written' | 'kept'; readonly file: string }
  | { readonly kind: 'conflict'; readonly file: string; readonly beside: string };

/** One export into one folder. */
export interface Run {
  readonly folder: ExportFolder;
  readonly memory: ExportMemory;
  /** What goes before the extension of a file beside one changed by hand. */
  readonly besideWord: string;
  /** By name: the number below which every numbered form belongs to an article. */
  readonly free: Map<string, number>;
}

/** What is to be written for one article. */
interface Output {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

function isOthers({ memory }: Run, name: string, id: string): boolean {
  const owner = memory.ownerOf(name);
  return owner !== undefined && owner !== id;
}

/** `题名.md`, `题名 (2).md`, `题名 (3).md` … without those that other articles have. */
function* namesLike(name: string, id: string, run: Run): Generator<string> {
  const key = nameKey(name);
  for (let number = run.free.get(key) ?? 1; ; number += 1) {
    const candidate = number === 1 ? name : withSuffix(name, ` (${number})`);
    if (!isOthers(run, candidate, id)) yield candidate;
    else if (number === (run.free.get(key) ?? 1)) run.free.set(key, number + 1);
  }
}

/** Writes the new text beside a file that is left alone, or into the file that already stands beside it. */
async function writeBeside(output: Output, known: Memory, run: Run): Promise<Outcome> {
  const { folder, memory } = run;
  const conflict = async (beside: string): Promise<Outcome> => {
    await memory.remember({ ...known, beside: { file: beside, sha256: output.sha256 } });
    return { kind: 'conflict', file: known.file, beside };
  };
  if (known.beside !== null) {
    const found = await folder.inspect(known.beside.file);
    if (found.kind === 'file' && found.sha256 === known.beside.sha256) {
      if (found.sha256 !== output.sha256) await folder.replace(known.beside.file, output.bytes);
      return conflict(known.beside.file);
    }
  }
  for (const name of namesLike(withSuffix(known.file, run.besideWord), output.id, run)) {
    const present = folder.presentName(name);
    if (present === undefined ? await folder.create(name, output.bytes) : await holds(folder, present, output)) {
      return conflict(present ?? name);
    }
  }
  throw new Error('There is always a further name.');
}

async function holds(folder: ExportFolder, name: string, output: Output): Promise<boolean> {
  const found = await folder.inspect(name);
  return found.kind === 'file' && found.sha256 === output.sha256;
}

/** Writes the file of an article that has none, under the first name that is free. */
async function writeNew(output: Output, run: Run): Promise<Outcome> {
  const { folder, memory } = run;
  const remember = (file: string, hash: string | null): Memory => ({ id: output.id, file, sha256: hash, beside: null });
  for (const name of namesLike(output.name, output.id, run)) {
    const present = folder.presentName(name);
    if (present === undefined) {
      if (!(await folder.create(name, output.bytes))) continue;
      await memory.remember(remember(name, output.sha256));
      return { kind: 'written', file: name };
    }
    const found = await folder.inspect(present);
    if (found.kind !== 'file') continue;
    if (found.sha256 === output.sha256) {
      await memory.remember(remember(present, output.sha256));
      return { kind: 'kept', file: present };
    }
    // Exported from elsewhere.
    if (articleIdIn(found.bytes) === output.id) return writeBeside(output, remember(present, null), run);
  }
  throw new Error('There is always a further name.');
}

function isOurs(found: Found, { sha256, beside }: Memory): boolean {
  return found.kind === 'file' && [sha256, beside?.sha256].includes(found.sha256);
}

/** A file and what is remembered of it. */
interface Place {
  readonly known: Memory;
  readonly found: Found;
}

/** Where the user has put the file that is no longer under its name; of several, one that nobody has changed. */
async function findMoved(known: Memory, { folder }: Run): Promise<Place | null> {
  let changed: Place | null = null;
  for (const file of await folder.filesOf(known.id)) {
    const found = await folder.inspect(file);
    if (found.kind !== 'file') continue;
    const moved = { ...known, file, beside: known.beside?.file === file ? null : known.beside };
    if (isOurs(found, known)) return { known: { ...moved, sha256: found.sha256 }, found };
    changed ??= { known: moved, found };
  }
  return changed;
}

async function bringUpToDate(output: Output, { known, found }: Place, run: Run): Promise<Outcome> {
  const { folder, memory } = run;
  const isCurrent = found.kind === 'file' && found.sha256 === output.sha256;
  if (!isCurrent && !isOurs(found, known)) return writeBeside(output, known, run);
  if (!isCurrent) await folder.replace(known.file, output.bytes);
  const isNews = known.sha256 !== output.sha256 || memory.of(known.id)?.file !== known.file;
  if (isNews) await memory.remember({ ...known, sha256: output.sha256 });
  return { kind: isCurrent ? 'kept' : 'written', file: known.file };
}

/**
 * Brings the file of one article up to date, under the name that it got first or that the user gave it since, whatever
 * the article's title is now. A file that is neither what was last written nor what is to be written is the user's: the
 * new text goes beside it.
 */
export async function placeFile(output: Output, run: Run): Promise<Outcome> {
  const known = run.memory.of(output.id);
  if (known === undefined) return writeNew(output, run);
  const found = await run.folder.inspect(known.file);
  const place = found.kind === 'nothing' ? await findMoved(known, run) : { known, found };
  if (place !== null) return bringUpToDate(output, place, run);
  run.free.delete(nameKey(output.name));
  return writeNew(output, run);
}
