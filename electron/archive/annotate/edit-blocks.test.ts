import { describe, expect, test } from 'vitest';
import { makeArticle } from '../../../tests/make.ts';
import { articleText } from '../../../shared/document/article.ts';
import { noMarks } from '../../../shared/document/marks.ts';
import { edit } from './edit.ts';
import { NOW, pairOf, perform, highlight, correction } from '../../../tests/perform.ts';

describe('blocks', () => {
  const pair = pairOf(['会议在', '福建泉州召开', 'The policy', 'makers met in 2019', '2020年']);

  test('a join closes Chinese without a blank and English with one; highlights across it stay whole', () => {
    const marked = perform(pair, highlight(pair, '在\n福建泉州'), highlight(pair, 'policy\nmakers', 2));
    const { article, marks } = perform(
      marked,
      { type: 'join-block', block: 'b1' },
      { type: 'join-block', block: 'b3' },
    );
    expect(article.blocks.map(({ id, text }) => [id, text])).toEqual([
      ['b1', '会议在福建泉州召开'],
      ['b3', 'The policy makers met in 2019'],
      ['b5', '2020年'],
    ]);
    expect(marks.annotations.map(({ quote }) => quote)).toEqual(['在福建泉州', 'policy makers']);
    expect(article.joins).toEqual([
      { block: 'b1', certainty: 'certain', before: '会议在', after: '福建泉州召开', at: 3 },
      { block: 'b3', certainty: 'certain', before: 'The policy', after: 'makers met i', at: 10 },
    ]);
    expect(article.blocks[0]?.lines).toEqual([1, 2]);
  });

  test('a split undoes the last join first and remembers it; joined again, the memory is gone', () => {
    const joined = perform(
      pair,
      { type: 'join-block', block: 'b3' },
      { type: 'join-block', block: 'b1' },
      { type: 'join-block', block: 'b1' },
    );
    const once = perform(joined, { type: 'split-block', block: 'b1' });
    expect(once.article.blocks.map(({ id, text }) => [id, text])).toEqual([
      ['b1', '会议在福建泉州召开'],
      ['b6', 'The policy makers met in 2019'],
      ['b5', '2020年'],
    ]);
    expect(once.article.joins).toMatchObject([
      { block: 'b1', at: 3 },
      { block: 'b1', at: 9, undone: true },
      { block: 'b6', at: 10 },
    ]);
    const twice = perform(once, { type: 'split-block', block: 'b1' }, { type: 'split-block', block: 'b6' });
    expect(articleText(twice.article)).toBe(articleText(pair.article));
    const again = perform(once, { type: 'join-block', block: 'b1' });
    expect(again.article.joins.filter(({ undone }) => undone)).toEqual([]);
    expect(articleText(again.article)).toBe(articleText(joined.article));
  });

  test('seams behind a cut with blanks count from the second part', () => {
    const english = pairOf(['One two', 'three four', 'five six']);
    const joined = perform(english, { type: 'join-block', block: 'b1' }, { type: 'join-block', block: 'b1' });
    const { article } = perform(joined, { type: 'split-block', block: 'b1', at: 3 });
    expect(article.blocks.map(({ text }) => text)).toEqual(['One', 'two three four five six']);
    const seams = article.joins.map(({ block, at }) =>
      article.blocks.find(({ id }) => id === block)?.text.slice(0, at),
    );
    expect(seams).toEqual(['two', 'two three four']);
  });

  test('a correction in one half stays with it when the block is split, and so does what was imported', () => {
    const whole = pairOf(['会议在福州召开，代表出席。']);
    const corrected = perform(whole, correction(whole, '福州', '泉州市'));
    const { article } = perform(corrected, { type: 'split-block', block: 'b1', at: 9 });
    expect(article.blocks.map(({ text, imported }) => [text, imported])).toEqual([
      ['会议在泉州市召开，', '会议在福州召开，'],
      ['代表出席。', undefined],
    ]);
    expect(article.blocks.map(({ segments }) => segments)).toEqual([
      [{ line: 1, start: 0, length: 8 }],
      [{ line: 1, start: 8, length: 5 }],
    ]);
  });

  test('a correction moves the seams behind it', () => {
    const joined = perform(pair, { type: 'join-block', block: 'b1' });
    const { article } = perform(joined, correction(joined, '会议', '工作会议'));
    expect(article.joins[0]?.at).toBe(5);
    expect(
      perform({ article, marks: joined.marks }, { type: 'split-block', block: 'b1' }).article.blocks[0]?.text,
    ).toBe('工作会议在');
  });
});

describe('a heading that was none', () => {
  test('becomes a paragraph when one is joined to it, and a heading again', () => {
    const article = makeArticle();
    const pair = { article, marks: noMarks(article) };
    const joined = edit(pair, { type: 'join-block', block: 'b1' }, { now: NOW });
    expect(joined.article.blocks[0]).toMatchObject({
      kind: 'paragraph',
      text: '一、概况各地加快推进项目建设，服务企业发展。',
    });
    expect(joined.article.blocks[0]).not.toHaveProperty('level');
    expect(edit(joined, joined.inverse, { now: NOW }).article.blocks).toEqual(article.blocks);
  });
});
