import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(dirname(import.meta.dirname));

/** Where Node keeps what it made of the sources, so that a process starts in half the time. */
const COMPILED = join(root, 'out', 'compiled');

/** What one command line printed and how it ended; `json` is its one JSON value, where `--json` was asked for. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly json: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** A person's machine for one test: an archive, a data folder and a working directory of its own. */
export interface Desk {
  readonly folder: string;
  readonly archive: string;
  /** Runs the real command line as a process, with `--archive` and `--json`. */
  zhaji(...words: string[]): Promise<Run>;
  /** The same without `--archive` and `--json`, with standard input and environment as given. */
  type(words: readonly string[], given?: { input?: string; env?: Record<string, string> }): Promise<Run>;
  /** Starts a command line and leaves it running, its standard input open. */
  start(words: readonly string[]): ChildProcessWithoutNullStreams;
  remove(): Promise<void>;
}

export async function makeDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaji-cli-'));
  const archive = join(folder, '资料库');
  const type: Desk['type'] = (words, given = {}) => {
    const child = start(folder, words, given.env);
    child.stdin.end(given.input ?? '');
    return finish(child, words.includes('--json'));
  };
  return {
    folder,
    archive,
    type,
    start: (words) => start(folder, words),
    zhaji: (...words) => type([...words, '--archive', archive, '--json']),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function start(
  folder: string,
  words: readonly string[],
  env: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  const program = join(root, 'electron', 'cli', 'main.ts');
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...words], {
    cwd: folder,
    env: {
      ...process.env,
      ZHAJI_DATA: join(folder, 'data'),
      XDG_DOCUMENTS_DIR: folder,
      INIT_CWD: folder,
      LANG: 'zh_CN.UTF-8',
      NODE_COMPILE_CACHE: COMPILED,
      ...env,
    },
  });
}

function finish(child: ChildProcessWithoutNullStreams, asJson: boolean): Promise<Run> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => out.push(piece));
  child.stderr.on('data', (piece: Buffer) => err.push(piece));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const stdout = Buffer.concat(out).toString();
      const json: unknown = asJson ? JSON.parse(stdout) : null;
      resolve({ code, stdout, stderr: Buffer.concat(err).toString(), json });
    });
  });
}
