import { join } from 'node:path';
import type { Fs } from '../store/fs-port.ts';

/** Bytes at the beginning of a file in which its front matter names the article. */
const HEAD = 4096;

/** So many files and folders are looked at: what is further down in a huge folder counts as gone. */
const MOST = 50_000;

/** Files that are open at one time. */
const AT_ONCE = 64;

const idLine = /^zhaji-id:\s*(["']?)([0-9a-z]{26})\1\s*$/;

/** The article that a file's front matter names; line ends and quotes may be those of another editor. */
export function articleIdIn(beginning: Uint8Array): string | null {
  const [first, ...lines] = new TextDecoder().decode(beginning).split(/\r?\n/);
  if (first?.trimEnd() !== '---') return null;
  for (const line of lines) {
    const id = idLine.exec(line)?.[2];
    if (id !== undefined) return id;
    if (line.trimEnd() === '---') return null;
  }
  return null;
}

/**
 * The Markdown files below a folder that name an article in their front matter, by its id: names relative to the folder,
 * with `/`, those nearest to it first. Links are not followed, hidden folders not looked into; what cannot be read is
 * passed over.
 */
export async function findExported(fs: Fs, root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const folders = [''];
  let left = MOST;
  for (const folder of folders) {
    const names = await fs.list(join(root, folder)).catch(() => []);
    const files = names.filter((name) => !name.startsWith('.')).map((name) => folder + name);
    for (let start = 0; start < Math.min(files.length, left); start += AT_ONCE) {
      const some = files.slice(start, Math.min(start + AT_ONCE, left));
      for (const { file, kind, id } of await Promise.all(some.map((one) => lookAt(fs, root, one)))) {
        if (kind === 'folder') folders.push(`${file}/`);
        if (id !== null) found.set(id, [...(found.get(id) ?? []), file]);
      }
    }
    left = Math.max(0, left - files.length);
  }
  return found;
}

async function lookAt(fs: Fs, root: string, file: string): Promise<{ file: string; kind: string; id: string | null }> {
  const path = join(root, file);
  const kind = await kindOf(fs, path);
  const isMarkdown = kind === 'file' && file.toLowerCase().endsWith('.md');
  return { file, kind, id: isMarkdown ? articleIdIn(await beginningOf(fs, path)) : null };
}

async function kindOf(fs: Fs, path: string): Promise<string> {
  try {
    return (await fs.linkStatus(path)).kind;
  } catch {
    return 'other';
  }
}

async function beginningOf(fs: Fs, path: string): Promise<Uint8Array> {
  try {
    const handle = await fs.open(path, 'read');
    try {
      const bytes = new Uint8Array(HEAD);
      return bytes.subarray(0, await handle.read(bytes, 0));
    } finally {
      await handle.close();
    }
  } catch {
    return new Uint8Array();
  }
}
