import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,tests}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Much of the time is spent waiting for other processes and for the disk: two files at a time, also on two cores.
    maxWorkers: 2,
  },
});
