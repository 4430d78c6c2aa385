import type { FileHandle, Fs } from '../../electron/archive/store/fs-port.ts';

/** One call of the port: its name (of a handle's: `write`, `sync` …) and the file it is about (of two: the new name). */
export interface Call {
  readonly name: keyof Fs | keyof FileHandle;
  readonly path: string;
}

/** What a test does around the calls of a port. Throwing from `before` makes the call fail without having happened. */
export interface Watch {
  before?(call: Call): void;
  after?(call: Call): void;
  /** Whether this write takes only the first half of its bytes. */
  isShort?(call: Call): boolean;
}

/** The port with a watcher at every call. */
export function watchedFs(fs: Fs, watch: Watch): Fs {
  const around = async <T>(name: Call['name'], path: string, task: () => Promise<T>): Promise<T> => {
    watch.before?.({ name, path });
    const result = await task();
    watch.after?.({ name, path });
    return result;
  };
  const watchedHandle = (handle: FileHandle, path: string): FileHandle => ({
    write: (bytes) =>
      around('write', path, () => {
        const isShort = bytes.length > 1 && watch.isShort?.({ name: 'write', path });
        return handle.write(isShort ? bytes.subarray(0, bytes.length >> 1) : bytes);
      }),
    read: (into, position) => around('read', path, () => handle.read(into, position)),
    status: () => around('status', path, () => handle.status()),
    sync: () => around('sync', path, () => handle.sync()),
    // A file that says so on closing is closed all the same.
    close: async () => {
      await handle.close();
      await around('close', path, () => Promise.resolve());
    },
  });
  return {
    open: (path, how) => around('open', path, async () => watchedHandle(await fs.open(path, how), path)),
    status: (path) => around('status', path, () => fs.status(path)),
    linkStatus: (path) => around('linkStatus', path, () => fs.linkStatus(path)),
    rename: (from, to) => around('rename', to, () => fs.rename(from, to)),
    link: (from, to) => around('link', to, () => fs.link(from, to)),
    remove: (path) => around('remove', path, () => fs.remove(path)),
    makeFolder: (path) => around('makeFolder', path, () => fs.makeFolder(path)),
    list: (path) => around('list', path, () => fs.list(path)),
    syncFolder: (path) => around('syncFolder', path, () => fs.syncFolder(path)),
    realPath: (path) => around('realPath', path, () => fs.realPath(path)),
  };
}

/** The port without waiting for the disk: for tests of what happens, not of what lasts. */
export function unsyncedFs(fs: Fs): Fs {
  return {
    ...fs,
    open: async (path, how) => ({ ...(await fs.open(path, how)), sync: () => Promise.resolve() }),
    syncFolder: () => Promise.resolve(),
  };
}
