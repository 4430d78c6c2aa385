import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = dirname(import.meta.dirname);

/**
 * Who may import what: folder → beginnings of what its files may import (own folder always). `:` stands for Node's own
 * modules; a bare name for a package. The first folder that fits a file holds.
 */
const walls: [folder: string, may: string[]][] = [
  ['shared/wording', ['i18next', 'shared/document', 'shared/contract']],
  ['shared/text', ['zod', 'shared/document', '@sanity/diff-match-patch', 'approx-string-match']],
  ['shared/contract', ['zod', 'shared/document']],
  ['shared/document', ['zod']],
  [
    'electron/archive',
    ['shared', ':', 'zod', 'lowdb', 'yaml', 'ulid', 'mdast', 'micromark', '@sanity/diff-match-patch'],
  ],
  [
    'electron/cli',
    [
      'shared',
      ':',
      'zod',
      'electron/archive/archive.ts',
      'electron/archive/failure.ts',
      'electron/archive/places.ts',
      'electron/archive/settings.ts',
    ],
  ],
];

/** Inside the archive only the façade knows all parts; a part may know those below it. */
const parts: [folder: string, may: string[]][] = [
  ['electron/archive/store', ['electron/archive/failure.ts']],
  [
    'electron/archive/annotate',
    [
      'electron/archive/failure.ts',
      'electron/archive/store/fs-port.ts',
      'electron/archive/store/durable-write.ts',
      'electron/archive/store/read-file.ts',
    ],
  ],
  [
    'electron/archive/import',
    [
      'electron/archive/failure.ts',
      'electron/archive/store/fs-port.ts',
      'electron/archive/store/durable-write.ts',
      'electron/archive/store/read-file.ts',
    ],
  ],
  ['electron/archive/export', ['electron/archive/failure.ts', 'electron/archive/store']],
  [
    'electron/archive/index',
    [
      'electron/archive/failure.ts',
      'electron/archive/store',
      'electron/archive/import/fingerprint.ts',
      'electron/archive/annotate/bring-up.ts',
    ],
  ],
];

const isTest = (file: string) => file.endsWith('.test.ts');

function sources(): { file: string; imports: string[] }[] {
  return ['shared', 'electron']
    .flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${top}/${name.split(sep).join('/')}`,
      ),
    )
    .filter((file) => /\.tsx?$/u.test(file) && !isTest(file))
    .map((file) => ({ file, imports: importsOf(file) }));
}

/** What a file imports: project files by their path from the root, packages and Node's modules by name. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/\b(?:from\s+|import\s+|import\()'([^'\n]+)'/gu)].map(([, name = '']) =>
    name.startsWith('.')
      ? relative(root, join(root, dirname(file), name))
          .split(sep)
          .join('/')
      : name.replace(/^node:/u, ':'),
  );
}

const within = (folder: string, file: string) => file.startsWith(`${folder}/`);
const allowed = (name: string, may: string[]) => may.some((start) => name.startsWith(start));

describe('the arrows point one way', () => {
  const files = sources();

  test('there are files to look at', () => expect(files.length).toBeGreaterThan(20));

  test.each(walls)('%s imports only what it may', (folder, may) => {
    const wrong = files
      .filter(({ file }) => within(folder, file))
      .flatMap(({ file, imports }) =>
        imports.filter((name) => !within(folder, name) && !allowed(name, may)).map((name) => `${file} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  test.each(parts)('%s knows only the parts below it', (folder, may) => {
    const wrong = files
      .filter(({ file }) => within(folder, file))
      .flatMap(({ file, imports }) =>
        imports
          .filter((name) => within('electron/archive', name) && !within(folder, name) && !allowed(name, may))
          .map((name) => `${file} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  test('every folder with code has its wall', () => {
    const free = files.filter(({ file }) => !walls.some(([folder]) => within(folder, file))).map(({ file }) => file);
    expect(free).toEqual([]);
  });
});
