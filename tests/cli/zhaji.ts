import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(dirname(import.meta.dirname));

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
  remove(): Promise<void>;
}

export async function makeDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaji-cli-'));
  const archive = join(folder, '资料库');
  const type: Desk['type'] = (words, given = {}) => run(folder, words, given);
  return {
    folder,
    archive,
    type,
    zhaji: (...words) => type([...words, '--archive', archive, '--json']),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function run(
  folder: string,
  words: readonly string[],
  given: { input?: string; env?: Record<string, string> },
): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'electron', 'cli', 'main.ts'), ...words],
    {
      cwd: folder,
      env: {
        ...process.env,
        ZHAJI_DATA: join(folder, 'data'),
        XDG_DOCUMENTS_DIR: folder,
        INIT_CWD: folder,
        LANG: 'zh_CN.UTF-8',
        ...given.env,
      },
    },
  );
  child.stdin.end(given.input ?? '');
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => out.push(piece));
  child.stderr.on('data', (piece: Buffer) => err.push(piece));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const stdout = Buffer.concat(out).toString();
      resolve({
        code,
        stdout,
        stderr: Buffer.concat(err).toString(),
        json: words.includes('--json') ? JSON.parse(stdout) : null,
      });
    });
  });
}
