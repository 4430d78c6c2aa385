import type { ExportFolder } from './export-folder.ts';
import type { ExportMemory, Memory } from './export-memory.ts';
import { nameKey, withSuffix } from './file-name.ts';

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
export interface Output {
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

/** Whether a file that is not remembered carries the article's id in its front matter: exported from elsewhere. */
function isOfArticle(bytes: Uint8Array, id: string): boolean {
  const frontMatter = /^---\n[^]*?\n---\n/.exec(new TextDecoder().decode(bytes))?.[0] ?? '';
  return frontMatter.includes(`\nzhaji-id: "${id}"\n`);
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
    if (isOfArticle(found.bytes, output.id)) return writeBeside(output, remember(present, null), run);
  }
  throw new Error('There is always a further name.');
}

/**
 * Brings the file of one article up to date, under the name that it got first, whatever the article's title is now. A
 * file that is neither what was last written nor what is to be written is the user's: the new text goes beside it.
 */
export async function placeFile(output: Output, run: Run): Promise<Outcome> {
  const { folder, memory } = run;
  const known = memory.of(output.id);
  if (known === undefined) return writeNew(output, run);
  const found = await folder.inspect(known.file);
  if (found.kind === 'nothing') {
    run.free.delete(nameKey(output.name));
    return writeNew(output, run);
  }
  const isCurrent = found.kind === 'file' && found.sha256 === output.sha256;
  const isOurs = found.kind === 'file' && [known.sha256, known.beside?.sha256].includes(found.sha256);
  if (!isCurrent && !isOurs) return writeBeside(output, known, run);
  if (!isCurrent) await folder.replace(known.file, output.bytes);
  if (known.sha256 !== output.sha256) await memory.remember({ ...known, sha256: output.sha256 });
  return { kind: isCurrent ? 'kept' : 'written', file: known.file };
}
