import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Id, Sha256 } from '../../../shared/document/identity.ts';
import { diskFailure, errorCode, replaceFile, type Disk } from '../store/durable-write.ts';
import type { FileHandle } from '../store/fs-port.ts';
import { readFile } from '../store/read-file.ts';
import { nameKey } from './file-name.ts';

/** The name of a file in the folder or (`a/b.md`) below it, without a way out. */
const InnerName = z.string().refine((name) => name.split('/').every(isPlain));

function isPlain(part: string): boolean {
  return !['', '.', '..'].includes(part) && basename(part) === part;
}

/**
 * What was last written for an article: its file and the hash of the bytes, null where the file was found and never
 * written by us; and the same of a file that stands beside one changed by hand.
 */
const Memory = z.strictObject({
  id: Id,
  file: InnerName,
  sha256: Sha256.nullable(),
  beside: z.strictObject({ file: InnerName, sha256: Sha256 }).nullable(),
});
export type Memory = z.infer<typeof Memory>;

/** What is remembered of one target folder. */
export interface ExportMemory {
  of(id: string): Memory | undefined;
  /** The article that has a file of this name (in any case of letters), as far as is known. */
  ownerOf(name: string): string | undefined;
  remember(memory: Memory): Promise<void>;
  close(): Promise<void>;
}

/** So many lines may be out of date before the file is written anew. */
const SLACK = 1000;

function parseLine(line: string): Memory | null {
  try {
    return Memory.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function toLine(memory: Memory): string {
  return `${JSON.stringify(memory)}\n`;
}

async function readLines(disk: Disk, path: string): Promise<string[]> {
  try {
    const { bytes } = await readFile(disk.fs, path);
    return new TextDecoder().decode(bytes).split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Writes a whole line; one that an earlier crash has torn ends before it. */
async function appendLine(handle: FileHandle, line: string): Promise<void> {
  const bytes = new TextEncoder().encode(line);
  for (let done = 0; done < bytes.length;) done += await handle.write(bytes.subarray(done));
}

/** The file for a target: named by its hash, since a real path can be longer than a name. */
function memoryFile(memoryFolder: string, target: string): string {
  return join(memoryFolder, `${createHash('sha256').update(target).digest('hex').slice(0, 32)}.jsonl`);
}

async function open(disk: Disk, path: string): Promise<ExportMemory> {
  await disk.fs.makeFolder(dirname(path));
  const memories = new Map<string, Memory>();
  const owners = new Map<string, string>();
  const lines = await readLines(disk, path);
  const own = (memory: Memory): void => {
    const before = memories.get(memory.id);
    for (const file of [before?.file, before?.beside?.file]) if (file !== undefined) owners.delete(nameKey(file));
    memories.set(memory.id, memory);
    owners.set(nameKey(memory.file), memory.id);
    if (memory.beside !== null) owners.set(nameKey(memory.beside.file), memory.id);
  };
  for (const memory of lines.map(parseLine)) if (memory !== null) own(memory);
  if (lines.length > 2 * memories.size + SLACK) {
    const whole = Array.from(memories.values(), toLine).join('');
    await replaceFile(disk, path, new TextEncoder().encode(whole));
  }
  const handle = await disk.fs.open(path, 'append');
  if (lines.at(-1)) await appendLine(handle, '\n');
  return {
    of: (id) => memories.get(id),
    ownerOf: (name) => owners.get(nameKey(name)),
    async remember(memory) {
      own(memory);
      try {
        await appendLine(handle, toLine(memory));
      } catch (error) {
        throw diskFailure(error, path);
      }
    },
    close: () => handle.close(),
  };
}

/**
 * Opens what is remembered of a target (its real path): JSON lines, the last one of an article counts. A line is added
 * after each file, so that an export that is broken off forgets at most one; lines that cannot be read are passed over,
 * since forgetting only makes the export more careful. Rejects with `disk-…`.
 */
export async function openExportMemory(disk: Disk, memoryFolder: string, target: string): Promise<ExportMemory> {
  const path = memoryFile(memoryFolder, target);
  try {
    return await open(disk, path);
  } catch (error) {
    throw diskFailure(error, path);
  }
}
