// Opens the archive FOLDER for writing and prints `held` or `refused` with who holds it. Then for each line on stdin it
// reads every file of the archive, and the given names besides, through the port, as a copying program would; it prints
// the names that the port refused. Ends when stdin does.
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { ArchiveFailure } from '../../electron/archive/failure.ts';
import { nodeFs } from '../../electron/archive/store/node-fs.ts';
import { readFile } from '../../electron/archive/store/read-file.ts';
import { openTestStore } from './workload.ts';

const [folder = '', ...otherNames] = process.argv.slice(2);
const store = await openTestStore(folder);
console.log(store.readOnly === null ? 'held' : `refused ${JSON.stringify(store.readOnly)}`);

async function readAll(path: string): Promise<string[]> {
  const { kind } = await nodeFs.status(path);
  if (kind === 'folder') {
    const below = await nodeFs.list(path);
    return (await Promise.all(below.map((name) => readAll(join(path, name))))).flat();
  }
  try {
    await readFile(nodeFs, path);
    return [];
  } catch (error) {
    if (error instanceof ArchiveFailure && error.data['error'] === 'archive-lock') return [basename(path)];
    throw error;
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
while (!(await lines.next()).done) {
  const refused = await Promise.all([folder, ...otherNames].map(readAll));
  console.log(JSON.stringify(refused.flat().sort()));
}
await store.close();
