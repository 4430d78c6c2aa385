import { basename, dirname } from 'node:path';
import type { FileHandle, FileStatus, Fs } from '../../electron/archive/store/fs-port.ts';

/** A folder (names → node numbers) or a file (its bytes). */
export type MemoryNode = Map<string, number> | Uint8Array;

/**
 * One step that a disk was asked for. Content and names lie in nodes, as in a real file system, and are made to last
 * separately: `data` by `sync` of the file, `entry` by `sync` of the folder. `ack` is a program's promise to its user.
 */
export type Step =
  | { readonly name: 'data'; readonly node: number; readonly bytes: Uint8Array }
  | { readonly name: 'entry'; readonly node: number; readonly entry: string; readonly to: number | null }
  | { readonly name: 'sync'; readonly node: number }
  | { readonly name: 'ack'; readonly label: string };

/** The number of the root folder's node. */
export const ROOT = 0;

function nodeError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

/** A disk in memory behind the port, which writes down every step that matters to a power cut. */
export class MemoryDisk {
  readonly nodes: Map<number, MemoryNode>;
  readonly steps: Step[] = [];

  constructor(nodes: Map<number, MemoryNode> = new Map([[ROOT, new Map()]])) {
    this.nodes = nodes;
  }

  /** Notes that a program has told its user that `label` is saved. */
  acknowledge(label: string): void {
    this.steps.push({ name: 'ack', label });
  }

  /** The file's bytes; throws ENOENT. */
  bytes(path: string): Uint8Array {
    const node = this.#node(this.#find(path));
    if (node instanceof Map) throw nodeError('EISDIR', path);
    return node;
  }

  /** Replaces the file's bytes in place, making it where there is none: what `writeFile` does. */
  overwrite(path: string, bytes: Uint8Array): void {
    const at = this.#folder(path).get(basename(path)) ?? this.#make(path, new Uint8Array());
    this.#setData(at, bytes);
  }

  rename(from: string, to: string): void {
    const node = this.#find(from);
    this.#setEntry(to, node);
    this.#setEntry(from, null);
  }

  /** The disk behind the port. */
  get fs(): Fs {
    return {
      open: (path, how) => this.#later(() => this.#open(path, how)),
      status: (path) => this.#later(() => this.#status(this.#find(path))),
      linkStatus: (path) => this.#later(() => this.#status(this.#find(path))),
      rename: (from, to) => this.#later(() => this.rename(from, to)),
      link: (from, to) =>
        this.#later(() => {
          const node = this.#find(from);
          if (this.#folder(to).has(basename(to))) throw nodeError('EEXIST', to);
          this.#setEntry(to, node);
        }),
      remove: (path) => this.#later(() => this.#remove(path)),
      makeFolder: (path) => this.#later(() => this.makeFolder(path)),
      list: (path) => this.#later(() => [...this.#folderAt(path).keys()].sort()),
      syncFolder: (path) => this.#later(() => this.#sync(this.#find(path))),
      realPath: (path) => this.#later(() => path),
    };
  }

  makeFolder(path: string): void {
    if (path === dirname(path)) return;
    this.makeFolder(dirname(path));
    if (!this.#folder(path).has(basename(path))) this.#make(path, new Map());
  }

  /** Answers as a disk does: in a later turn. */
  async #later<T>(task: () => T): Promise<T> {
    await Promise.resolve();
    return task();
  }

  #open(path: string, how: 'read' | 'create' | 'append'): FileHandle {
    const existing = this.#folder(path).get(basename(path));
    if (how === 'create' && existing !== undefined) throw nodeError('EEXIST', path);
    const node = existing ?? (how === 'read' ? this.#find(path) : this.#make(path, new Uint8Array()));
    return {
      write: (bytes) =>
        this.#later(() => {
          this.#setData(node, Buffer.concat([this.#data(node), bytes]));
          return bytes.length;
        }),
      read: (into, position) =>
        this.#later(() => {
          const piece = this.#data(node).subarray(position, position + into.length);
          into.set(piece);
          return piece.length;
        }),
      status: () => this.#later(() => this.#status(node)),
      sync: () => this.#later(() => this.#sync(node)),
      close: () => Promise.resolve(),
    };
  }

  #find(path: string): number {
    if (path === dirname(path)) return ROOT;
    const found = this.#folder(path).get(basename(path));
    if (found === undefined) throw nodeError('ENOENT', path);
    return found;
  }

  /** The entries of the folder that `path` is in. */
  #folder(path: string): Map<string, number> {
    return this.#folderAt(dirname(path));
  }

  #folderAt(path: string): Map<string, number> {
    const node = this.#node(this.#find(path));
    if (!(node instanceof Map)) throw nodeError('ENOTDIR', path);
    return node;
  }

  #node(number: number): MemoryNode {
    const node = this.nodes.get(number);
    if (node === undefined) throw new Error(`There is no node ${number}.`);
    return node;
  }

  #data(number: number): Uint8Array {
    const node = this.#node(number);
    return node instanceof Map ? new Uint8Array() : node;
  }

  #status(number: number): FileStatus {
    const node = this.#node(number);
    const kind = node instanceof Map ? 'folder' : 'file';
    return { kind, size: node instanceof Map ? 0 : node.length, modified: number, identity: `${number}` };
  }

  #make(path: string, node: MemoryNode): number {
    const number = this.nodes.size;
    this.nodes.set(number, node);
    this.#setEntry(path, number);
    return number;
  }

  #remove(path: string): void {
    this.#find(path);
    this.#setEntry(path, null);
  }

  #sync(node: number): void {
    this.steps.push({ name: 'sync', node });
  }

  #setEntry(path: string, to: number | null): void {
    const folder = this.#folder(path);
    if (to === null) folder.delete(basename(path));
    else folder.set(basename(path), to);
    this.steps.push({ name: 'entry', node: this.#find(dirname(path)), entry: basename(path), to });
  }

  #setData(node: number, bytes: Uint8Array): void {
    this.nodes.set(node, bytes);
    this.steps.push({ name: 'data', node, bytes });
  }
}
