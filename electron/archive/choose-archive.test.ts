import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseArchive, type Access } from './choose-archive.ts';
import { dataFolder, firstArchiveFolder, systemLocale, type Surroundings } from './places.ts';
import type { Settings } from './settings.ts';

const home = join('/', 'home', 'li');
const around = (env: Surroundings['env'] = {}): Surroundings => ({
  platform: 'linux',
  env,
  home,
  cwd: join(home, 'project'),
});
const fresh: Settings = { schema: 1, type: 'settings', id: 'settings', archive: null, language: null };
const known: Settings = { ...fresh, archive: { folder: join('/', 'disk', '札记'), id: '01j0000000000000000000000a' } };

describe('which archive', () => {
  const cases: [
    string,
    string | undefined,
    Surroundings['env'],
    Access,
    Settings,
    Partial<ReturnType<typeof chooseArchive>>,
  ][] = [
    [
      'a first one in the documents',
      undefined,
      {},
      'create',
      fresh,
      { folder: join(home, 'Documents', '札记'), mayCreate: true, isToBeRemembered: true },
    ],
    [
      'the one remembered',
      undefined,
      {},
      'write',
      known,
      { folder: join('/', 'disk', '札记'), id: '01j0000000000000000000000a', mayCreate: false },
    ],
    [
      'never a new one in the place of the one remembered',
      undefined,
      {},
      'create',
      known,
      { folder: join('/', 'disk', '札记'), mayCreate: false },
    ],
    [
      'one named by hand',
      join('/', 'b'),
      { ZHAJI_ARCHIVE: join('/', 'c') },
      'create',
      known,
      { folder: join('/', 'b'), mayCreate: true, isToBeRemembered: false },
    ],
    [
      'one named in the environment, against the folder typed in',
      undefined,
      { ZHAJI_ARCHIVE: 'c', INIT_CWD: join('/', 'd') },
      'read',
      known,
      { folder: join('/', 'd', 'c'), mayCreate: false },
    ],
    [
      'one named by hand is remembered where nothing was',
      join('/', 'b'),
      {},
      'create',
      fresh,
      { isToBeRemembered: true },
    ],
    ['reading one remembers nothing', join('/', 'b'), {}, 'read', fresh, { isToBeRemembered: false }],
  ];
  test.each(cases)('%s', (_name, given, env, access, settings, expected) => {
    expect(chooseArchive(given, access, settings, around(env), 'zh')).toMatchObject(expected);
  });

  test('none', () => {
    expect(() => chooseArchive(undefined, 'write', fresh, around(), 'zh')).toThrow(
      expect.objectContaining({ code: 'archive-none' }),
    );
  });
});

describe('places', () => {
  test('the first archive is named in the language of the person', () => {
    expect(firstArchiveFolder(around({ XDG_DOCUMENTS_DIR: join('/', 'docs') }), 'en')).toBe(join('/', 'docs', 'Zhaji'));
  });
  const cases: [NodeJS.Platform, Surroundings['env'], string][] = [
    ['linux', {}, join(home, '.local', 'share', 'zhaji')],
    ['linux', { XDG_DATA_HOME: join('/', 'data') }, join('/', 'data', 'zhaji')],
    ['darwin', {}, join(home, 'Library', 'Application Support', 'Zhaji')],
    ['win32', { LOCALAPPDATA: join('/', 'local') }, join('/', 'local', 'Zhaji')],
    ['win32', { ZHAJI_DATA: 'here' }, join(home, 'project', 'here')],
    ['linux', { ZHAJI_DATA: 'here', INIT_CWD: join('/', 'typed') }, join('/', 'typed', 'here')],
    ['linux', { ZHAJI_DATA: '', XDG_DATA_HOME: '' }, join(home, '.local', 'share', 'zhaji')],
    ['linux', { XDG_DATA_HOME: 'relative' }, join(home, '.local', 'share', 'zhaji')],
  ];
  test.each(cases)('the data folder on %s with %j', (platform, env, folder) => {
    expect(dataFolder({ ...around(env), platform })).toBe(folder);
  });
});

describe("the system's language", () => {
  const cases: [Surroundings['env'], string | undefined][] = [
    [{}, undefined],
    [{ LANG: 'en_GB.UTF-8' }, 'en_GB.UTF-8'],
    [{ LC_ALL: '', LANG: 'en_GB.UTF-8' }, 'en_GB.UTF-8'],
    [{ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_GB.UTF-8' }, 'zh_CN.UTF-8'],
  ];
  test.each(cases)('%j', (env, locale) => {
    expect(systemLocale(around(env))).toBe(locale);
  });
});
