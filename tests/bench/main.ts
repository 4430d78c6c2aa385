// npm run bench: prints figures, with the floor measured in the same run beside each. Asserts nothing: machines differ.
import { cpus, platform, release } from 'node:os';
import { benchImport, importLine } from './import.ts';
import { benchOpen, openLines } from './open.ts';
import { benchSave, saveLine } from './save.ts';

console.log(
  `${platform()} ${release()}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
);
for (const figures of await benchSave()) console.log(saveLine(figures));
console.log(importLine(await benchImport()));
console.log(openLines(await benchOpen()));
