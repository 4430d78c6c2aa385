import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CheckResult } from '../../shared/contract/archive.ts';
import { ExportResult } from '../../shared/contract/export.ts';
import { ImportResult } from '../../shared/contract/import.ts';
import { languages, speak } from '../../shared/wording/speak.ts';
import { commandNames } from '../../electron/cli/command.ts';
import { commands } from '../../electron/cli/commands.ts';
import { commandHelp, overview } from '../../electron/cli/help.ts';
import { makeDesk, type Desk } from './zhaji.ts';

const story = '# 一条消息\n\n本报北京7月3日电 今天有一条足够长的消息，它说的是一件事。\n';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

let desk: Desk;
beforeEach(async () => {
  desk = await makeDesk();
});
afterEach(() => desk.remove());

const file = (name: string, content: string | Buffer) => {
  const path = join(desk.folder, name);
  writeFileSync(path, content);
  return path;
};

/** Every file below a folder with its bytes, so that "nothing was written" can be said. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^archive\.(lock|holder)/u.test(entry.name))
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'latin1')]),
  );
}

async function withOneArticle(): Promise<string> {
  const run = await desk.zhaji('import', file('ok.txt', story));
  return run.json.articles[0].id as string;
}

const documentOf = (id: string, folder = 'articles') =>
  Object.keys(contents(join(desk.archive, folder))).find((path) => path.endsWith(`${id}.json`)) ?? '';

describe('files that cannot be imported', () => {
  test('each is told with its name, and the good one goes in', async () => {
    mkdirSync(join(desk.folder, 'folder.txt'));
    symlinkSync('loop.txt', join(desk.folder, 'loop.txt'));
    execFileSync('mkfifo', [join(desk.folder, 'pipe.txt')]);
    const bad: [string, string][] = [
      [file('empty.txt', ''), 'file-empty'],
      [file('blank.txt', ' \n　\n'), 'file-empty'],
      [file('picture.txt', png), 'file-binary'],
      [
        file('garbage.txt', Buffer.from([0x81, 0xff, 0xff, 0xfe, 0x80, 0xff, 0x81, 0x20, 0xff, 0xff])),
        'file-undecodable',
      ],
      [file('endless.txt', `${'长'.repeat(2_000_001)}\n`), 'article-too-long'],
      [join(desk.folder, 'folder.txt'), 'file-not-regular'],
      [join(desk.folder, 'pipe.txt'), 'file-not-regular'],
      [join(desk.folder, 'loop.txt'), 'file-unreadable'],
      [join(desk.folder, 'gone.txt'), 'file-missing'],
    ];
    const run = await desk.zhaji('import', ...bad.map(([path]) => path), file('ok.txt', story));
    expect(run.code).toBe(3);
    const { articles, failures } = ImportResult.parse(run.json);
    expect(articles.map(({ title }) => title)).toEqual(['一条消息']);
    expect(failures.map(({ file: path, code }) => [path, code])).toEqual(bad);
    expect(failures.every((failure) => failure.data['file'] === failure.file)).toBe(true);
  });

  test('a word for each of them, in both languages', async () => {
    for (const [lang, word] of [
      ['zh', '没有文字'],
      ['en', 'no text'],
    ] as const) {
      const run = await desk.type(['import', file('empty.txt', ''), '--archive', desk.archive, '--lang', lang]);
      expect(run.stdout).toContain(word);
      expect(run.stdout).not.toMatch(/\{\{|\?（/u);
    }
  });
});

describe('documents that are not as they should be', () => {
  const cases: [string, (text: string) => string, string][] = [
    ['cut off', (text) => text.slice(0, 300), 'document-damaged'],
    ['empty', () => '', 'document-damaged'],
    ['null', () => 'null', 'document-damaged'],
    ['of a newer version', (text) => text.replace('"schema": 1', '"schema": 99'), 'document-newer'],
    ['of another article', (text) => text.replace(/"id": "0/u, '"id": "1'), 'document-foreign'],
  ];

  test('each is told and left as it is, and the others work', async () => {
    const stories = [...cases.map(([name]) => name), 'whole'].map((name, n) =>
      file(`${n}.txt`, story.replaceAll('一', name)),
    );
    const ids = ImportResult.parse((await desk.zhaji('import', ...stories)).json).articles.map(({ id }) => id ?? '');
    const other = ids.pop() ?? '';
    expect(ids.length).toBe(cases.length);
    const paths = ids.map((id) => documentOf(id));
    paths.forEach((path, n) => writeFileSync(path, cases[n]![1](readFileSync(path, 'utf8'))));
    const before = paths.map((path) => readFileSync(path));
    const codes = cases.map(([, , code]) => code);
    for (const words of [['show'], ['tag', '标签']]) {
      const [name = '', ...rest] = words;
      const runs = await inTurns(2, ids, (id) => desk.zhaji(name, id, ...rest));
      expect(runs.map((run) => run.json.failure.code as string)).toEqual(codes);
    }
    expect((await desk.zhaji('tag', other, '标签')).code).toBe(0);
    const [check, out] = [await desk.zhaji('check'), await desk.zhaji('export', '--out', join(desk.folder, 'out'))];
    const problems = new Map(
      CheckResult.parse(check.json).problems.map((each) => [join(desk.archive, each.file), each.code]),
    );
    expect([check.code, problems]).toEqual([3, new Map(paths.map((path, n) => [path, codes[n]]))]);
    const failures = new Map(ExportResult.parse(out.json).failures.map(({ id, code }) => [id, code]));
    expect([out.code, out.json.written.length]).toEqual([3, 1]);
    expect(failures).toEqual(new Map(ids.map((id, n) => [id, codes[n]])));
    expect(paths.map((path) => readFileSync(path))).toEqual(before);
  });

  test('a document that is gone is not replaced by an empty one', async () => {
    const id = await withOneArticle();
    await desk.zhaji('tag', id, '标签');
    renameSync(documentOf(id), join(desk.folder, 'taken.json'));
    const run = await desk.zhaji('star', id);
    expect([run.code === 0, run.json.failure.code]).toEqual([
      false,
      expect.stringMatching(/document-missing|article-missing/u),
    ]);
    expect(documentOf(id)).toBe('');
  });
});

describe('archives that cannot be used', () => {
  test('missing: nothing is created', async () => {
    const run = await desk.zhaji('list');
    expect([run.code, run.json.failure.code]).toEqual([1, 'archive-missing']);
    const none = await desk.type(['list', '--json']);
    expect([none.code, none.json.failure.code]).toEqual([1, 'archive-none']);
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  test('the one remembered is missing: no other takes its place', async () => {
    const made = await desk.type(['import', file('ok.txt', story), '--json']);
    expect([made.code, readdirSync(desk.folder).includes('札记')]).toEqual([0, true]);
    renameSync(join(desk.folder, '札记'), join(desk.folder, 'moved'));
    const run = await desk.type(['import', file('ok.txt', story), '--json']);
    expect([run.code, run.json.failure.code, readdirSync(desk.folder).includes('札记')]).toEqual([
      1,
      'archive-missing',
      false,
    ]);
  });

  test('a folder with other files is refused', async () => {
    mkdirSync(desk.archive);
    writeFileSync(join(desk.archive, 'thesis.docx'), 'x');
    const run = await desk.zhaji('import', file('ok.txt', story));
    expect([run.code, run.json.failure.code, readdirSync(desk.archive)]).toEqual([
      1,
      'archive-foreign',
      ['thesis.docx'],
    ]);
  });

  test('of a newer version', async () => {
    const id = await withOneArticle();
    const path = join(desk.archive, 'archive.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"schema": 1', '"schema": 2'));
    expect((await desk.zhaji('tag', id, '标签')).json.failure.code).toBe('archive-newer');
  });

  test('held by another process: told by whom, and readable all the same', async () => {
    const id = await withOneArticle();
    // A batch that waits for its input holds the archive.
    const holder = desk.start(['annotate', '--batch', '--archive', desk.archive]);
    await vi.waitUntil(() => existsSync(join(desk.archive, 'archive.holder.json')), { timeout: 20_000 });
    try {
      const run = await desk.zhaji('tag', id, '标签');
      expect([run.code, run.json.failure.code, run.json.failure.data.pid]).toEqual([1, 'archive-locked', holder.pid]);
      expect((await desk.zhaji('show', id)).json.marks.tags).toEqual([]);
      expect((await desk.zhaji('list')).json.total).toBe(1);
    } finally {
      holder.kill('SIGKILL');
      await new Promise((resolve) => holder.once('close', resolve));
    }
    expect((await desk.zhaji('tag', id, '标签')).code).toBe(0);
  });
});

describe('commands that are not right', () => {
  const wrong: [string[], number, string][] = [
    [['fly'], 2, 'usage-wrong'],
    [['import'], 2, 'usage-wrong'],
    [['tag', 'ID'], 2, 'usage-wrong'],
    [['undo', 'twice'], 2, 'usage-wrong'],
    [['list', '--colour', 'red'], 2, 'usage-wrong'],
    [['list', '--limit'], 2, 'usage-wrong'],
    [['list', '--limit', 'many'], 2, 'argument-wrong'],
    [['list', '--state', 'lost'], 2, 'argument-wrong'],
    [['list', '--cursor', '!'], 2, 'argument-wrong'],
    [['show', '../../etc/passwd'], 3, 'article-missing'],
    [['show', '01j0000000000000000000000z'], 3, 'article-missing'],
    [['annotate', '$ID', '--quote', ''], 2, 'argument-wrong'],
    [['annotate', '$ID', '--quote', '消息', '--kind', '6'], 2, 'argument-wrong'],
    [['annotate', '$ID', '--quote', '消息', '--tag', 'a//b'], 2, 'argument-wrong'],
    [['unannotate', '$ID', 'x'], 3, 'annotation-missing'],
    [['tag', '$ID', ' '], 2, 'argument-wrong'],
    [['state', '$ID', 'gone'], 2, 'argument-wrong'],
    [['set', '$ID'], 2, 'usage-wrong'],
    [['set', '$ID', '--published', '2026-02-30'], 2, 'argument-wrong'],
    [['correct', '$ID', '--from', '', '--to', 'x'], 2, 'argument-wrong'],
    [['correct', '$ID', '--from', '没有', '--to', 'x'], 3, 'quote-missing'],
    [['join', '$ID', 'b9'], 3, 'block-missing'],
    [['join', '$ID', 'b1'], 3, 'join-impossible'],
    [['split', '$ID', 'b1'], 3, 'split-impossible'],
    [['split', '$ID', 'b1', '--at', '100000'], 3, 'split-impossible'],
    [['answer', '$ID', 'q7', 'dismiss'], 3, 'question-missing'],
    [['answer', '$ID', 'article-border', 'unite'], 3, 'unite-impossible'],
    [['answer', '$ID', 'article-border', 'b1'], 3, 'split-impossible'],
    [['answer', '$ID', 'article-border', 'b9'], 3, 'block-missing'],
    [['export'], 2, 'usage-wrong'],
    [['export', '--out', ''], 2, 'argument-wrong'],
    [['export', '--out', '$ARCHIVE/notes'], 3, 'path-inside-archive'],
  ];

  test('each is refused with its code, and nothing is written', async () => {
    const id = await withOneArticle();
    const before = contents(desk.archive);
    const found = await inTurns(2, wrong, async ([words, code, failure]) => {
      const run = await desk.zhaji(...words.map((word) => word.replace('$ID', id).replace('$ARCHIVE', desk.archive)));
      const value = run.json.failure ?? run.json.failures?.[0];
      const isWorded =
        run.stderr === '' ? run.json.failures !== undefined : !/\{\{|command\.|failure\./u.test(run.stderr);
      return [words, run.code, value?.code, isWorded].join() === [words, code, failure, true].join()
        ? null
        : [words, run.code, value, run.stderr];
    });
    expect(found.filter((one) => one !== null)).toEqual([]);
    expect(contents(desk.archive)).toEqual(before);
  });

  test.each(languages)('help for every command: %s', async (lang) => {
    const say = speak(lang);
    const all = commandNames.map((name) => commandHelp(name, commands[name], say).join('\n'));
    for (const text of [...all, overview(say).join('\n')]) {
      expect(text).not.toMatch(/command\.|\{\{/u);
      expect(text.length).toBeGreaterThan(100);
    }
    const runs = await inTurns(2, [['help'], ['help', 'import'], ['export', '--help']], (words) =>
      desk.type([...words, '--lang', lang]),
    );
    expect(runs.map(({ code, stdout }) => [code, stdout.trimEnd()])).toEqual([
      [0, overview(say).join('\n')],
      [0, all[commandNames.indexOf('import')]],
      [0, all[commandNames.indexOf('export')]],
    ]);
  });
});

/** So many at a time, results in order. */
async function inTurns<T, R>(atOnce: number, all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < all.length; i += atOnce) results.push(...(await Promise.all(all.slice(i, i + atOnce).map(work))));
  return results;
}
