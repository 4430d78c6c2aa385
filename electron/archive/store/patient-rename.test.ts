import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchedFs } from '../../../tests/faults/watched-fs.ts';
import { tempFolder } from '../../../tests/faults/workload.ts';
import type { Fs } from './fs-port.ts';
import { nodeFs } from './node-fs.ts';
import { withPatientRename } from './patient-rename.ts';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = tempFolder());
  writeFileSync(join(folder, 'from'), '');
});
afterEach(() => remove());

/** A Windows whose virus scanner holds the file until a moment; time goes by only while somebody waits. */
class Windows {
  time = 0;
  tries = 0;
  readonly fs: Fs;

  constructor(code: string, busyUntil: number) {
    const scanned = watchedFs(nodeFs, {
      before: ({ name }) => {
        if (name !== 'rename') return;
        this.tries += 1;
        if (this.time < busyUntil) throw Object.assign(new Error(code), { code });
      },
    });
    this.fs = withPatientRename(scanned, {
      now: () => this.time,
      pause: (milliseconds) => {
        this.time += milliseconds;
        return Promise.resolve();
      },
    });
  }

  rename(): Promise<void> {
    return this.fs.rename(join(folder, 'from'), join(folder, 'to'));
  }
}

test.each(['EPERM', 'EACCES', 'EBUSY'])('%s is waited for, in steps of 10 ms', async (code) => {
  const windows = new Windows(code, 250);
  await windows.rename();
  expect(windows).toMatchObject({ time: 250, tries: 26 });
  expect(existsSync(join(folder, 'to'))).toBe(true);
});

test('after 60 s the failure is given out', async () => {
  const windows = new Windows('EBUSY', Infinity);
  await expect(windows.rename()).rejects.toMatchObject({ code: 'EBUSY' });
  expect(windows).toMatchObject({ time: 60_000, tries: 6001 });
});

test('what does not pass by itself is given out at once', async () => {
  const windows = new Windows('ENOSPC', 250);
  await expect(windows.rename()).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(windows.tries).toBe(1);
});
