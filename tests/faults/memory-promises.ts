// What lowdb's own adapter uses of `node:fs/promises` (always with `utf-8`), on a disk in memory.
import type { MemoryDisk } from './memory-disk.ts';

let mounted: MemoryDisk | null = null;

/** From now on the functions below work on this disk. */
export function mount(disk: MemoryDisk): void {
  mounted = disk;
}

function disk(): MemoryDisk {
  if (mounted === null) throw new Error('No disk is mounted.');
  return mounted;
}

export async function readFile(path: string): Promise<string> {
  await Promise.resolve();
  return new TextDecoder().decode(disk().bytes(path));
}

export async function writeFile(path: string, text: string): Promise<void> {
  await Promise.resolve();
  disk().overwrite(path, new TextEncoder().encode(text));
}

export async function rename(from: string, to: string): Promise<void> {
  await Promise.resolve();
  disk().rename(from, to);
}
