import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { z } from 'zod';

/**
 * The lock files that this process holds, by identity (device and inode). On POSIX, closing *any* descriptor of a file
 * frees every lock the process has on it, so no port of this process may open one of them under any name. The list is
 * environment data because workers share the process and its locks, but not its modules: a worker gets a copy of the
 * list as it stood when the worker was made.
 */
const KEY = 'zhaji.held-locks';
const Identities = z.array(z.string()).catch([]);

function heldLocks(): string[] {
  return Identities.parse(getEnvironmentData(KEY));
}

/** From now on no port opens, renames or removes the file of this identity. */
export function guardLock(identity: string): void {
  setEnvironmentData(KEY, [...heldLocks(), identity]);
}

/** Ends {@link guardLock}, once the lock is given back. */
export function unguardLock(identity: string): void {
  setEnvironmentData(
    KEY,
    heldLocks().filter((held) => held !== identity),
  );
}

/** Whether this process holds its archive's lock by this file. */
export function isHeldLock(identity: string): boolean {
  return heldLocks().includes(identity);
}
