// npm test: sets up what a fresh machine lacks, then runs types, lint, format and every test.
// Last line: "N passed, N failed", over the tests and the three checks.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root, runNode24 } from './node24.mjs';

ensureInstalled();

const tool = (name, file) => join(root, 'node_modules', name, file);
const checks = [
  ['types', [tool('typescript', 'bin/tsc'), '--build']],
  ['lint', [tool('eslint', 'bin/eslint.js'), '.']],
  ['format', [tool('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.']],
];

let passed = 0;
let failed = 0;
for (const [name, args] of checks) {
  const started = Date.now();
  const code = await runNode24(args);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (code === 0) passed += 1;
  else failed += 1;
}

const folder = mkdtempSync(join(tmpdir(), 'zhaji-test-'));
const report = join(folder, 'vitest.json');
const only = process.argv.slice(2);
const code = await runNode24([
  '--disable-warning=ExperimentalWarning',
  tool('vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${report}`,
  ...only,
]);
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  // A file that could not even be loaded, or an error outside every test, has no failed test to show for it.
  if (code !== 0 && numFailedTests === 0) failed += Math.max(1, numFailedTestSuites);
} catch {
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
