import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Article } from '../../shared/contract/article.ts';
import { ImportResult } from '../../shared/contract/import.ts';
import { essentials, evidenceFlaws, goldenEssentials, threeStories } from '../golden.ts';
import { makeDesk, type Desk } from './zhaji.ts';

const lines = readFileSync(threeStories, 'utf8').split('\n');

/** What the command line answers is compared with what a person reads in the file. */
describe('three stories of one file', () => {
  let desk: Desk;
  let archived: Article[] = [];
  beforeAll(async () => {
    desk = await makeDesk();
  });
  afterAll(() => desk.remove());

  test.each([
    ['tried', ['--dry-run']],
    ['imported', []],
  ])('%s', async (_, options) => {
    const run = await desk.zhaji('import', threeStories, ...options);
    const { articles, duplicates, failures } = ImportResult.parse(run.json);
    expect([run.code, duplicates, failures]).toEqual([0, [], []]);
    expect(essentials(articles)).toEqual(goldenEssentials());
    expect(evidenceFlaws(articles, lines)).toEqual([]);
    archived = articles;
  });

  test('and so they are kept', async () => {
    const runs = await Promise.all(archived.map(({ id }) => desk.zhaji('show', id ?? '')));
    expect(runs.map((run) => Article.parse(run.json.article))).toEqual(archived);
  });
});
