import { describe, expect, test } from 'vitest';
import { dice, makeBlock, makeId, makeProse } from '../../../tests/make.ts';
import { articleText } from '../../../shared/document/article.ts';
import { type Pair } from '../../../shared/document/pair.ts';
import { makeAnchor } from '../../../shared/text/anchor.ts';
import { edit } from './edit.ts';
import { type Operation } from './operation.ts';
import { NOW, LATER, pairOf, perform, highlight, correction, codeOf } from '../../../tests/perform.ts';

describe('what is counted', () => {
  const start = pairOf(['各地加快推进重点项目建设。', '专家认为，效果正在显现。']);
  const marked = perform(start, highlight(start, '加快推进'));

  test('a mark changes the marks alone', () => {
    const { article, marks } = edit(start, { type: 'set-star', starred: true }, { now: NOW });
    expect(article).toBe(start.article);
    expect(marks).toMatchObject({ revision: 1, modifiedAt: NOW, starred: true, textRevision: 1 });
  });

  test('a correction counts the text, adds a splice and brings marks that were stored to it', () => {
    const { article, marks } = edit(marked, correction(marked, '推进', '推动'), { now: LATER });
    expect(article).toMatchObject({ revision: 2, textRevision: 2, modifiedAt: LATER });
    expect(article.splices).toEqual([{ textRevision: 2, changes: [{ start: 5, removed: '进', inserted: '动' }] }]);
    expect(marks).toMatchObject({ revision: 2, textRevision: 2 });
    expect(marks.annotations[0]).toMatchObject({ revision: 1, quote: '加快推动', start: 2, end: 6, located: 'exact' });
    expect(article.blocks[0]).toMatchObject({
      text: '各地加快推动重点项目建设。',
      imported: '各地加快推进重点项目建设。',
    });
  });

  test('marks that were never stored stay so', () => {
    const { marks } = edit(start, correction(start, '推进', '推动'), { now: NOW });
    expect(marks).toMatchObject({ revision: 0, textRevision: 2 });
  });

  test('what changes nothing leaves both documents the very same', () => {
    const operations: Operation[] = [
      { type: 'set-star', starred: false },
      { type: 'set-state', state: 'to-read' },
      { type: 'set-note', note: ' \n', was: null },
      { type: 'remove-tags', tags: ['没有'] },
      { type: 'restore' },
      { type: 'set-fields', fields: {} },
      { type: 'correct-text', start: 2, removed: '加快', inserted: '加快' },
      { type: 'change-annotation', id: makeId(1), base: 1, copy: makeId(2), kind: 1 },
      highlight(start, '加快推进'),
    ];
    for (const operation of operations) {
      const { article, marks, inverse } = edit(marked, operation, { now: LATER });
      expect(article, operation.type).toBe(marked.article);
      expect(marks, operation.type).toBe(marked.marks);
      expect(inverse).toEqual({ type: 'revert' });
    }
  });

  test('a correction that names half a character means the whole one', () => {
    const emoji = pairOf(['甲😀乙']);
    const cases: [start: number, removed: string, inserted: string, text: string][] = [
      [2, '\uDE00', '笑', '甲笑乙'],
      [1, '\uD83D', '', '甲乙'],
      [2, '\uDE00乙', '😁', '甲😁'],
      [2, '', '丙', '甲丙😀乙'],
    ];
    for (const [start, removed, inserted, text] of cases) {
      const { article } = perform(emoji, { type: 'correct-text', start, removed, inserted });
      expect(articleText(article)).toBe(text);
    }
  });

  test('a text corrected back is the imported one again', () => {
    const there = perform(start, correction(start, '推进', '推动'));
    const back = perform(there, correction(there, '推动', '推进'));
    expect(back.article.blocks).toEqual(start.article.blocks);
  });
});

describe('refusals', () => {
  const table = { ...makeBlock(3, '项目\t金额\n甲\t100'), kind: 'table' as const };
  const base = pairOf([], { blocks: [makeBlock(1, '在福建'), makeBlock(2, '泉州试点。'), table], nextBlock: 4 });
  const pair = perform(base, highlight(base, '福建'));
  const nowhere = { quote: '别处的话', prefix: '', suffix: '', start: 0, end: 4 };
  const cases: [what: string, operation: Operation, code: string][] = [
    ['words that are not there', { ...highlight(pair, '福建', 2), anchor: nowhere } as Operation, 'quote-missing'],
    ['an id taken by another annotation', highlight(pair, '泉州', 1), 'annotation-changed'],
    ['an annotation that is gone', { type: 'remove-annotation', id: makeId(9), base: 1 }, 'annotation-missing'],
    ['removing what has changed', { type: 'remove-annotation', id: makeId(1), base: 2 }, 'annotation-changed'],
    ['text that is not there', { type: 'correct-text', start: 0, removed: '别', inserted: '' }, 'quote-missing'],
    ['all of a block', { type: 'correct-text', start: 0, removed: '在福建', inserted: '' }, 'argument-wrong'],
    ['all but blanks', { type: 'correct-text', start: 0, removed: '在福建', inserted: ' 　' }, 'argument-wrong'],
    ['over a border', { type: 'correct-text', start: 2, removed: '建\n泉', inserted: '' }, 'argument-wrong'],
    ['over a border, same text', { type: 'correct-text', start: 3, removed: '\n', inserted: '' }, 'argument-wrong'],
    ['a line break', { type: 'correct-text', start: 0, removed: '在', inserted: '在\n' }, 'argument-wrong'],
    ['half a character', { type: 'correct-text', start: 0, removed: '在', inserted: '\uD83D' }, 'argument-wrong'],
    ['joining nothing', { type: 'join-block', block: 'b9' }, 'block-missing'],
    ['joining the last', { type: 'join-block', block: 'b3' }, 'join-impossible'],
    ['joining a table', { type: 'join-block', block: 'b2' }, 'join-impossible'],
    ['splitting where nothing was joined', { type: 'split-block', block: 'b1' }, 'split-impossible'],
    ['splitting at the end', { type: 'split-block', block: 'b1', at: 3 }, 'split-impossible'],
    ['splitting a row', { type: 'split-block', block: 'b3', at: 3 }, 'split-impossible'],
    [
      'a question that is not asked',
      { type: 'answer-question', question: 'q1', choice: 'dismiss' },
      'question-missing',
    ],
  ];
  for (const [what, operation, code] of cases) {
    test(what, () => expect(codeOf(() => edit(pair, operation, { now: NOW }))).toBe(code));
  }
});

describe('two editors', () => {
  const base = pairOf(['各地加快推进重点项目建设。']);
  const pair = perform(base, highlight(base, '加快推进'));
  const change = (revision: number, note: string, copy = 2): Operation => ({
    type: 'change-annotation',
    id: makeId(1),
    base: revision,
    copy: makeId(copy),
    note,
  });

  test('different annotations never conflict', () => {
    const both = perform(pair, highlight(pair, '重点项目', 3), change(1, '甲'), {
      ...change(1, '乙'),
      id: makeId(3),
    } as Operation);
    expect(both.marks.annotations.map(({ note }) => note)).toEqual(['甲', '乙']);
  });

  test('a change made on an older revision is kept beside the newer one', () => {
    const { marks } = perform(pair, change(1, '甲'), change(1, '乙'));
    expect(marks.annotations.map(({ id, note, revision, quote }) => [id, note, revision, quote])).toEqual([
      [makeId(1), '甲', 2, '加快推进'],
      [makeId(2), '乙', 1, '加快推进'],
    ]);
  });

  test('the same change sent twice changes nothing the second time', () => {
    expect(perform(pair, change(1, '甲'), change(1, '甲')).marks.annotations).toHaveLength(1);
  });

  test("the article's note keeps both texts", () => {
    const first = perform(pair, { type: 'set-note', note: '甲', was: null });
    expect(perform(first, { type: 'set-note', note: '乙', was: null }).marks.note).toBe('甲\n\n乙');
    expect(perform(first, { type: 'set-note', note: '乙', was: '甲' }).marks.note).toBe('乙');
    expect(perform(first, { type: 'set-note', note: null, was: null }).marks.note).toBe('甲');
  });
});

describe('undo-conflict', () => {
  const base = pairOf(['各地加快推进重点项目建设。', '专家认为，效果正在显现。']);
  const pair = perform(base, highlight(base, '加快推进'), { type: 'add-tags', tags: ['经济'] });
  const cases: [what: string, done: Operation, meanwhile: Operation][] = [
    ['the note', { type: 'set-note', note: '甲', was: null }, { type: 'set-note', note: '乙', was: '甲' }],
    ['the title', { type: 'set-fields', fields: { title: '甲' } }, { type: 'set-fields', fields: { title: '乙' } }],
    [
      'the annotation',
      highlight(pair, '重点', 3),
      { type: 'change-annotation', id: makeId(3), base: 1, copy: makeId(4), note: '注' },
    ],
    [
      'the corrected word',
      correction(pair, '加快', '放慢'),
      { type: 'correct-text', start: 2, removed: '放慢', inserted: '暂停' },
    ],
    [
      'text before it in the block',
      correction(pair, '建设', '落地'),
      { type: 'correct-text', start: 0, removed: '各地', inserted: '全国各地' },
    ],
    [
      'the joined block',
      { type: 'join-block', block: 'b1' },
      { type: 'correct-text', start: 0, removed: '各地', inserted: '多地' },
    ],
  ];
  for (const [what, done, meanwhile] of cases) {
    test(what, () => {
      const after = edit(pair, done, { now: NOW });
      const other = perform(after, meanwhile);
      expect(codeOf(() => edit(other, after.inverse, { now: LATER }))).toBe('undo-conflict');
    });
  }

  test('changes elsewhere do not stand in the way', () => {
    const after = edit(pair, correction(pair, '显现', '出现'), { now: NOW });
    const other = perform(
      after,
      correction(after, '各地', '全国各地'),
      { type: 'set-star', starred: true },
      highlight(after, '专家', 5),
    );
    const back = edit(other, after.inverse, { now: LATER });
    expect(articleText(back.article)).toBe('全国各地加快推进重点项目建设。\n专家认为，效果正在显现。');
    expect(back.marks.annotations.map(({ quote }) => quote)).toEqual(['加快推进', '专家']);
  });
});

describe('speed', () => {
  const long = pairOf([makeProse(200_000, dice(9))]);
  const text = articleText(long.article);
  const annotations = Array.from({ length: 5_000 }, (_, at) => ({
    id: makeId(at),
    revision: 1,
    kind: 1 as const,
    ...makeAnchor(text, at * 40, at * 40 + 20)!,
    note: null,
    tags: [],
    createdAt: NOW,
    modifiedAt: NOW,
    located: 'exact' as const,
  }));
  const marked: Pair = { ...long, marks: { ...long.marks, revision: 1, annotations } };

  test('five corrections of a paragraph of 200,000 characters with 5,000 highlights, and back', () => {
    const start = performance.now();
    let pair = marked;
    for (let count = 0; count < 5; count++) {
      const at = 40_000 * count + 5;
      const operation: Operation = {
        type: 'correct-text',
        start: at,
        removed: text.slice(at, at + 3),
        inserted: '龘靐齉',
      };
      const after = edit(pair, operation, { now: NOW });
      expect(JSON.stringify(after.inverse).length).toBeLessThan(2_000);
      pair = edit(edit(after, after.inverse, { now: LATER }), operation, { now: LATER });
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
