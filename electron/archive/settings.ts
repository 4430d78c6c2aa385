import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { Id } from '../../shared/document/identity.ts';
import { languages, type Language } from '../../shared/wording/speak.ts';
import { ArchiveFailure } from './failure.ts';
import { dataFolder, type Surroundings } from './places.ts';
import { DocumentAdapter } from './store/document-adapter.ts';
import type { DocumentFormat } from './store/document-format.ts';
import type { Disk } from './store/durable-write.ts';
import type { Fs } from './store/fs-port.ts';
import { nodeFs } from './store/node-fs.ts';

/** What one person's Zhaji remembers between runs, whichever host runs: which archive is theirs, and their language. */
export const Settings = z.strictObject({
  schema: z.literal(1),
  type: z.literal('settings'),
  id: z.literal('settings'),
  /** The real path of the archive in use, and its id, so that another one in its place is noticed. */
  archive: z.strictObject({ folder: z.string(), id: Id }).nullable(),
  language: z.enum(languages).nullable(),
});
export type Settings = z.infer<typeof Settings>;

const format: DocumentFormat<Settings> = { type: 'settings', schema: Settings, steps: [] };
const fresh: Settings = { schema: 1, type: 'settings', id: 'settings', archive: null, language: null };

function lowOf(
  fs: Fs,
  around: Surroundings,
): { db: Low<Settings | null>; adapter: DocumentAdapter<Settings>; folder: string } {
  const folder = dataFolder(around);
  const disk: Disk = { fs, temp: (path) => `${path}.${randomUUID()}.tmp` };
  const adapter = new DocumentAdapter(disk, { format, file: join(folder, 'settings.json'), id: 'settings' });
  return { db: new Low<Settings | null>(adapter, null), adapter, folder };
}

/** The settings; those of a first run where there are none. A damaged file is a failure, since it names the archive. */
export async function readSettings(fs: Fs, around: Surroundings): Promise<Settings> {
  const { db } = lowOf(fs, around);
  try {
    await db.read();
  } catch (error) {
    if (error instanceof ArchiveFailure && error.code === 'document-missing') return fresh;
    throw error;
  }
  return db.data ?? fresh;
}

/** Stores changed settings durably. */
export async function changeSettings(
  fs: Fs,
  around: Surroundings,
  change: Partial<Pick<Settings, 'archive' | 'language'>>,
): Promise<void> {
  const settings = await readSettings(fs, around);
  const { db, folder } = lowOf(fs, around);
  await fs.makeFolder(folder);
  db.data = { ...settings, ...change };
  await db.write();
}

/** The language chosen in the settings; null where none is, or the settings cannot be read (that is told elsewhere). */
export async function readLanguage(around: Surroundings): Promise<Language | null> {
  try {
    return (await readSettings(nodeFs, around)).language;
  } catch {
    return null;
  }
}
