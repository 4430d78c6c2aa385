import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openArchive, type Archive } from '../../electron/archive/archive.ts';
import { dice, makeProse } from '../make.ts';

/** Articles per second: imported whole (read, understood, stored, listed), and the bare writing of the same bytes. */
export interface ImportFigures {
  readonly files: number;
  readonly imported: number;
  readonly floor: number;
}

const PARAGRAPHS = 8;
const PARAGRAPH = 200;

/** Imports generated text files, one story of about 1,600 characters each, into a new archive. */
export async function benchImport(files = 1000): Promise<ImportFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'zhaji-bench-'));
  try {
    const paths = writeStories(join(folder, 'in'), files);
    const archive = await openBenchArchive(folder, join(folder, 'archive'));
    const start = performance.now();
    const { articles } = await archive.importFiles(paths, { keepDuplicates: false });
    const imported = (articles.length / (performance.now() - start)) * 1000;
    await archive.close();
    return { files, imported, floor: await floorRate(join(folder, 'archive'), join(folder, 'floor')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The figures in one line. */
export function importLine({ files, imported, floor }: ImportFigures): string {
  const share = ((imported / floor) * 100).toFixed(0);
  return `import  ${files} files: ${imported.toFixed(0)} articles/s; floor (the same files written durably, one after the other) ${floor.toFixed(0)}/s; ${share} % of it`;
}

/** An archive with a per-user data folder of its own. */
export function openBenchArchive(data: string, folder: string): Promise<Archive> {
  const around = { platform: process.platform, env: { ZHAJI_DATA: join(data, 'data') }, home: data, cwd: data };
  const onTrouble = (failure: Error): never => {
    throw failure;
  };
  return openArchive({ around, folder, access: 'create', language: 'zh', program: 'bench', onTrouble });
}

function writeStories(folder: string, count: number): string[] {
  mkdirSync(folder);
  const roll = dice(7);
  return Array.from({ length: count }, (_, i) => {
    const paragraphs = Array.from({ length: PARAGRAPHS }, () => makeProse(PARAGRAPH, roll));
    const path = join(folder, `${i}.txt`);
    writeFileSync(
      path,
      `# 第${i}条消息\n\n本报北京${1 + roll(12)}月${1 + roll(28)}日电 ${paragraphs.join('\n\n')}\n\n来源：某某日报\n`,
    );
    return path;
  });
}

/** Each article's document and original once more, by temporary file, fsync, rename and fsync of the folder. */
async function floorRate(archive: string, folder: string): Promise<number> {
  mkdirSync(folder);
  const bytes = ['articles', 'originals'].map((part) =>
    readdirSync(join(archive, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );
  const [articles = [], originals = []] = bytes;
  const start = performance.now();
  for (const [i, article] of articles.entries()) {
    await plainSave(join(folder, `${i}.json`), article);
    await plainSave(join(folder, `${i}.txt`), originals[i] ?? new Uint8Array());
  }
  return (articles.length / (performance.now() - start)) * 1000;
}

/** The least that a durable save does. */
export async function plainSave(file: string, bytes: Uint8Array): Promise<void> {
  const temp = `${file}.${randomUUID()}.tmp`;
  const handle = await open(temp, 'wx', 0o600);
  await handle.writeFile(bytes);
  await handle.sync();
  await handle.close();
  await rename(temp, file);
  const parent = await open(dirname(file), 'r');
  await parent.sync();
  await parent.close();
}
