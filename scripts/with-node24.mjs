// node scripts/with-node24.mjs FILE [ARGUMENT…]: runs a TypeScript program of this project from source.
import { ensureInstalled, runNode24 } from './node24.mjs';

ensureInstalled();
process.exitCode = await runNode24(['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)]);
