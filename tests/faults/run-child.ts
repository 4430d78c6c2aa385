import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A program of this folder that is running, with the lines it prints. */
export interface Running {
  readonly child: ChildProcess & { stdin: Writable; stdout: Readable };
  /** The next line; rejects when the program ends without one. */
  nextLine(): Promise<string>;
  /** All further lines, once the program has ended. */
  rest(): Promise<string[]>;
  /** kill -9, and the wait for the end. */
  kill(): Promise<void>;
}

/** Starts `script` (a file name in this folder) under this very Node. */
export function runChild(script: string, args: readonly string[]): Running {
  const path = join(import.meta.dirname, script);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${script} ended.`);
      return value;
    },
    async rest() {
      const found: string[] = [];
      for (let line = await lines.next(); !line.done; line = await lines.next()) found.push(line.value);
      await closed;
      return found;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/**
 * Starts two programs that save into the same place, lets them loose at once when both are ready, and resolves to the
 * numbers of the saves that either acknowledged.
 */
export async function race(engine: 'store' | 'lowdb', place: string, count: number): Promise<number[]> {
  const racers = [0, 1000].map((first) => runChild('race-child.ts', [engine, place, `${first}`, `${count}`]));
  for (const racer of racers) await racer.nextLine();
  for (const racer of racers) racer.child.stdin.write('go\n');
  const lines = await Promise.all(racers.map((racer) => racer.rest()));
  return lines
    .flat()
    .filter((line) => line !== 'refused')
    .map(Number);
}
