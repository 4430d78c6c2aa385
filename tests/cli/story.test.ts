import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Article } from '../../shared/contract/article.ts';
import { AnnotationResult } from '../../shared/contract/annotation.ts';
import { CheckResult, Stats, UndoResult } from '../../shared/contract/archive.ts';
import { ExportResult } from '../../shared/contract/export.ts';
import { ImportResult } from '../../shared/contract/import.ts';
import { Marks } from '../../shared/contract/marks.ts';
import { Page } from '../../shared/contract/row.ts';
import { makeDesk, type Desk } from './zhaji.ts';

const fixture = join(import.meta.dirname, '..', 'cases', 'three-stories', 'story.txt');

/** The whole way of an analyst, one command after the other, each a process of its own. */
describe('from a newspaper text to Markdown', () => {
  let desk: Desk;
  let id = '';
  beforeAll(async () => {
    desk = await makeDesk();
  });
  afterAll(() => desk.remove());

  test('a trial stores nothing', async () => {
    const run = await desk.zhaji('import', fixture, '--dry-run');
    const { articles } = ImportResult.parse(run.json);
    expect(run.code).toBe(0);
    expect(articles.map((article) => [article.id, article.importedAt, article.revision])).toEqual([
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(readdirSync(desk.folder)).not.toContain('资料库');
  });

  test('import', async () => {
    const run = await desk.zhaji('import', fixture);
    const { articles, duplicates, failures } = ImportResult.parse(run.json);
    expect([run.code, articles.length, duplicates, failures]).toEqual([0, 3, [], []]);
    id = articles[1]?.id ?? '';
    expect(articles[1]?.title).toBe('给外卖骑手交社保，进展如何');
  });

  test('what is there already is told and not stored twice, unless asked for', async () => {
    const again = ImportResult.parse((await desk.zhaji('import', fixture)).json);
    expect([again.articles.length, again.duplicates.map((duplicate) => duplicate.id === id)]).toEqual([
      0,
      [false, true, false],
    ]);
    const kept = ImportResult.parse((await desk.zhaji('import', fixture, '--keep-duplicates')).json);
    expect(kept.articles.length).toBe(3);
    expect(UndoResult.parse((await desk.zhaji('undo')).json)).toMatchObject({ operation: 'import' });
    const lists = await Promise.all([desk.zhaji('list'), desk.zhaji('list', '--trashed')]);
    expect(lists.map((list) => Page.parse(list.json).total)).toEqual([3, 3]);
  });

  test('a sentence that a column break had cut in two is highlighted as one', async () => {
    const quote = '这一举措于去年4月在福建泉州、江苏南通两地试点';
    const run = await desk.zhaji(
      'annotate',
      id,
      '--quote',
      quote,
      '--kind',
      '5',
      '--note',
      '- 两地\n- 试点',
      '--tag',
      '社会保障/试点',
    );
    const { annotations } = AnnotationResult.parse(run.json);
    expect(annotations).toMatchObject([
      { quote, kind: 5, note: '- 两地\n- 试点', tags: ['社会保障/试点'], located: 'exact' },
    ]);
  });

  test('an ambiguous or missing quote is refused', async () => {
    const many = await desk.zhaji('annotate', id, '--quote', '骑手');
    expect([many.code, many.json.failures[0].code, many.json.failures[0].data.count > 5]).toEqual([
      3,
      'quote-ambiguous',
      true,
    ]);
    const none = await desk.zhaji('annotate', id, '--quote', '没有这句话');
    expect([none.code, none.json.failures[0].code]).toEqual([3, 'quote-missing']);
    const third = await desk.zhaji('annotate', id, '--quote', '骑手', '--occurrence', '3');
    expect([third.code, third.json.annotations[0].quote]).toEqual([0, '骑手']);
    expect((await desk.zhaji('undo')).json.articles).toEqual([id]);
  });

  test('a batch does what it can', async () => {
    const lines = [
      JSON.stringify({ id, quote: '1000多万外卖骑手', kind: 2, tags: ['数字'] }),
      '{"id": 1}',
      'not json',
      '',
      JSON.stringify({ id, quote: '不在文中' }),
      JSON.stringify({ id: '01j0000000000000000000000z', quote: '不在' }),
      JSON.stringify({ id, quote: '劳动关系难认定', kind: 4, note: '谁来认定？' }),
    ];
    const run = await desk.type(['annotate', '--batch', '--archive', desk.archive, '--json'], {
      input: lines.join('\n'),
    });
    const { annotations, failures } = AnnotationResult.parse(run.json);
    expect(run.code).toBe(3);
    expect(annotations.map(({ quote }) => quote)).toEqual(['1000多万外卖骑手', '劳动关系难认定']);
    expect(failures.map(({ line, code }) => [line, code])).toEqual([
      [2, 'argument-wrong'],
      [3, 'argument-wrong'],
      [5, 'quote-missing'],
      [6, 'article-missing'],
    ]);
  });

  test('a correction takes the highlight along', async () => {
    const run = await desk.zhaji('correct', id, '--from', '江苏南通两地试点', '--to', '江苏南通两市试点');
    const marks = Marks.parse(run.json.marks);
    expect(marks.annotations.map(({ quote }) => quote)).toContain('这一举措于去年4月在福建泉州、江苏南通两市试点');
    expect(Article.parse(run.json.article).textRevision).toBe(2);
    const refused = await desk.zhaji('correct', id, '--from', '骑手', '--to', '骑士');
    expect([refused.code, refused.json.failure.code]).toEqual([3, 'quote-ambiguous']);
  });

  test('a join is undone and made again', async () => {
    const before = Article.parse((await desk.zhaji('show', id)).json.article);
    const join = before.joins[1];
    const split = Article.parse((await desk.zhaji('split', id, join?.block ?? '')).json.article);
    expect(split.blocks.length).toBe(before.blocks.length + 1);
    expect(split.joins.find(({ block }) => block === join?.block)?.undone).toBe(true);
    const joined = Article.parse((await desk.zhaji('join', id, join?.block ?? '')).json.article);
    expect(joined.blocks.map(({ text }) => text)).toEqual(before.blocks.map(({ text }) => text));
  });

  test('tags, note, state, star, metadata', async () => {
    expect(Marks.parse((await desk.zhaji('tag', id, '社会保障', '#就业/灵活就业')).json.marks).tags).toEqual([
      '社会保障',
      '就业/灵活就业',
    ]);
    expect(Marks.parse((await desk.zhaji('untag', id, '社会保障')).json.marks).tags).toEqual(['就业/灵活就业']);
    expect(Marks.parse((await desk.zhaji('note', id, '- 两条路径\n- 门槛')).json.marks).note).toBe(
      '- 两条路径\n- 门槛',
    );
    expect(Marks.parse((await desk.zhaji('state', id, 'kept')).json.marks).state).toBe('kept');
    expect(Marks.parse((await desk.zhaji('star', id)).json.marks).starred).toBe(true);
    expect(Marks.parse((await desk.zhaji('star', id, '--off')).json.marks).starred).toBe(false);
    const set = Article.parse((await desk.zhaji('set', id, '--published', '2026-05-14', '--column', '')).json.article);
    expect([set.published, set.column, set.evidence.published]).toEqual([
      '2026-05-14',
      null,
      [{ rule: 'by-hand', line: null, start: null, length: null }],
    ]);
    expect(Page.parse((await desk.zhaji('list', '--tag', '就业')).json).articles.map((row) => row.id)).toEqual([id]);
    expect((await desk.zhaji('tags')).json.tags.length).toBeGreaterThan(3);
  });

  test('ten undos and ten redos in a row, each a process of its own, end where they began', async () => {
    const shown = async () => JSON.parse(JSON.stringify((await desk.zhaji('show', id)).json, timeless)) as unknown;
    const before = await shown();
    for (let i = 0; i < 10; i += 1) expect((await desk.zhaji('undo')).code).toBe(0);
    expect(await shown()).not.toEqual(before);
    for (let i = 0; i < 10; i += 1) expect((await desk.zhaji('redo')).code).toBe(0);
    expect(await shown()).toEqual(before);
    expect((await desk.zhaji('redo')).json.failure.code).toBe('redo-empty');
  });

  test('the proposed title is answered, a question that is not there refused', async () => {
    const first = Page.parse((await desk.zhaji('list', '--source', '人民日报')).json).articles[0]?.id ?? '';
    const { article } = (await desk.zhaji('show', first)).json;
    const [choice] = Article.parse(article).questions.find(({ code }) => code === 'title-proposed')?.choices ?? [];
    const answered = Article.parse((await desk.zhaji('answer', first, 'title-proposed', choice ?? '')).json.article);
    expect([answered.title, answered.titleState]).toEqual([choice, 'given']);
    expect((await desk.zhaji('answer', first, 'q99', 'dismiss')).json.failure.code).toBe('question-missing');
  });

  test('export, twice the same; what was edited by hand is left alone', async () => {
    const out = join(desk.folder, 'out');
    const first = ExportResult.parse((await desk.zhaji('export', '--out', out)).json);
    expect([first.written.length, first.kept.length, first.conflicts.length]).toEqual([3, 0, 0]);
    const again = ExportResult.parse((await desk.zhaji('export', '--out', out)).json);
    expect([again.written.length, again.kept.length]).toEqual([0, 3]);
    const file = again.kept.find((kept) => kept.id === id)?.file ?? '';
    const path = join(out, file.split('/').at(-1) ?? '');
    const edited = `${readFileSync(path, 'utf8')}\n我的话\n`;
    writeFileSync(path, edited);
    await desk.zhaji('tag', id, '另一个');
    const third = ExportResult.parse((await desk.zhaji('export', '--article', id, '--out', out)).json);
    expect([third.written, third.conflicts.map((conflict) => conflict.id)]).toEqual([[], [id]]);
    expect(readFileSync(path, 'utf8')).toBe(edited);
  });

  test('trash and back', async () => {
    expect((await desk.zhaji('trash', id, '01j0000000000000000000000z')).json).toMatchObject({
      articles: [id],
      failures: [{ code: 'article-missing' }],
    });
    expect(Page.parse((await desk.zhaji('list')).json).total).toBe(2);
    expect((await desk.zhaji('restore', id)).json.articles).toEqual([id]);
    expect(Marks.parse((await desk.zhaji('show', id)).json.marks)).toMatchObject({ state: 'kept', trashedAt: null });
  });

  test('check, stats, rebuild', async () => {
    expect(CheckResult.parse((await desk.zhaji('check')).json)).toEqual({ healthy: true, problems: [] });
    const stats = Stats.parse((await desk.zhaji('stats')).json);
    expect((await desk.zhaji('rebuild')).code).toBe(0);
    expect(Stats.parse((await desk.zhaji('stats')).json)).toEqual(stats);
  });
});

/** Leaves out what a change always moves on. */
function timeless(key: string, value: unknown): unknown {
  return ['revision', 'textRevision', 'modifiedAt'].includes(key) ? undefined : value;
}
