/** What a directory entry or a path is. Sizes in bytes, times in milliseconds since 1970. */
export interface FileStatus {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  readonly modified: number;
  /** Device and inode as one string: equal for two names of one file. */
  readonly identity: string;
}

/** An open file. */
export interface FileHandle {
  /** Writes some of `bytes` at the end of what was written so far and returns how many: it may be fewer than asked. */
  write(bytes: Uint8Array): Promise<number>;
  /** Reads up to `into.length` bytes at `position` and returns how many; 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  status(): Promise<FileStatus>;
  /** Flushes the file to the disk (F_FULLFSYNC on macOS). */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The only door to the disk. Every method rejects with a Node error that carries `code` (ENOENT, EIO …). Tests stand
 * between it and the real disk: they fail the Nth call, shorten writes, forget what was not synced.
 */
export interface Fs {
  /** `create` makes a new file and fails with EEXIST where one is; `append` makes it where there is none. */
  open(path: string, how: 'read' | 'create' | 'append'): Promise<FileHandle>;
  /** Follows links. */
  status(path: string): Promise<FileStatus>;
  /** Does not follow links. */
  linkStatus(path: string): Promise<FileStatus>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for the file (hard link); fails with EEXIST where `to` exists. */
  link(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes the folder and those above it, 0700. */
  makeFolder(path: string): Promise<void>;
  /** Names in the folder, sorted by code unit. */
  list(path: string): Promise<string[]>;
  /** Makes creations, renames and removals in the folder last through a power cut (does nothing on Windows). */
  syncFolder(path: string): Promise<void>;
  realPath(path: string): Promise<string>;
}
