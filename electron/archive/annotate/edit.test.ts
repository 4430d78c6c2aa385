import { describe, expect, test } from 'vitest';
import { richPair } from '../../../tests/annotate-operations.ts';
import { dice, makeArticle, makeBlock, makeId, makeProse } from '../../../tests/make.ts';
import { articleText, type ArticleDocument } from '../../../shared/document/article.ts';
import { noMarks } from '../../../shared/document/marks.ts';
import { findQuote, makeAnchor } from '../../../shared/text/anchor.ts';
import { ArchiveFailure } from '../failure.ts';
import { edit } from './edit.ts';
import type { Operation } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import { settlement } from './settlement.ts';

const NOW = '2026-03-03T08:00:00.000Z';
const LATER = '2026-03-04T08:00:00.000Z';

function pairOf(texts: string[], overrides: Partial<ArticleDocument> = {}): Pair {
  const article = makeArticle({ blocks: texts.map((text, index) => makeBlock(index + 1, text)), ...overrides });
  return { article, marks: noMarks(article) };
}

function perform(pair: Pair, ...operations: Operation[]): Pair {
  return operations.reduce<Pair>((current, operation) => edit(current, operation, { now: NOW }), pair);
}

/** The highlight of the first place of a quote; `id` is a small number. */
function highlight({ article }: Pair, quote: string, id = 1): Operation {
  const text = articleText(article);
  const start = text.indexOf(quote);
  const anchor = makeAnchor(text, start, start + quote.length)!;
  return { type: 'add-annotation', id: makeId(id), anchor, kind: 1, note: null, tags: [] };
}

function correction({ article }: Pair, removed: string, inserted: string): Operation {
  return { type: 'correct-text', start: findQuote(articleText(article), removed)[0]?.start ?? 0, removed, inserted };
}

/** The code of the failure, or null. */
function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ArchiveFailure) return error.code;
    throw error;
  }
}

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

describe('questions', () => {
  const pair = richPair(1, dice(1));
  const answer = (question: string, choice: string) =>
    perform(pair, { type: 'answer-question', question, choice }).article;

  test('a choice that is not listed is refused', () => {
    expect(codeOf(() => answer('q2', 'join'))).toBe('choice-wrong');
  });

  test('each can be dismissed, and nothing else changes', () => {
    for (const { id } of pair.article.questions) {
      const article = answer(id, 'dismiss');
      expect(article.questions).toEqual(pair.article.questions.filter((question) => question.id !== id));
      expect({ ...article, questions: [], revision: 0, modifiedAt: '' }).toEqual({
        ...pair.article,
        questions: [],
        revision: 0,
        modifiedAt: '',
      });
    }
  });

  test('a title', () => {
    const article = answer('q1', '乙');
    expect(article).toMatchObject({ title: '乙', titleState: 'given' });
    expect(article.evidence.title).toEqual([{ rule: 'by-hand', line: null, start: null, length: null }]);
  });

  test('a year takes the earliest day along', () => {
    expect(answer('q5', '2025')).toMatchObject({ year: { value: 2025, certainty: 1 }, earliest: '2025-02-28' });
  });

  test('a join opened and a border closed', () => {
    expect(answer('q2', 'split').blocks).toHaveLength(9);
    expect(answer('q2', 'split').joins.find(({ block }) => block === 'b3')?.undone).toBe(true);
    expect(answer('q3', 'join').blocks.map(({ id }) => id)).not.toContain('b8');
  });

  test('a question that names the second block of a border means the same border', () => {
    const questions = pair.article.questions.map((question) =>
      question.id === 'q3' ? { ...question, block: 'b8' } : question,
    );
    const article = { ...pair.article, questions };
    const joined = perform({ ...pair, article }, { type: 'answer-question', question: 'q3', choice: 'join' }).article;
    expect(joined.blocks).toEqual(answer('q3', 'join').blocks);
  });

  test('a caption that is a paragraph', () => {
    expect(answer('q4', 'paragraph').blocks[3]).toEqual({
      ...makeBlock(4, '图为施工现场。张三摄'),
      lines: [7, 7],
      segments: pair.article.blocks[3]?.segments,
    });
  });

  test('a duplicate goes to the trash', () => {
    const { marks } = perform(pair, { type: 'answer-question', question: 'q6', choice: 'trash' });
    expect(marks.trashedAt).toBe(NOW);
  });

  test('what reaches beyond the pair is told apart, and refused here', () => {
    expect(settlement(pair.article, 'q7', 'divide')).toEqual({ by: 'divide', block: 'b6', title: '乙' });
    expect(settlement(pair.article, 'q8', 'gb18030')).toEqual({ by: 'encoding', encoding: 'gb18030' });
    expect(settlement(pair.article, 'q7', 'dismiss')).toEqual({ by: 'edit' });
    expect(codeOf(() => answer('q7', 'divide'))).toBe('choice-wrong');
  });

  test('fields set by hand settle their question and outlive a reading under another encoding', () => {
    const set = perform(pair, { type: 'set-fields', fields: { title: '题', published: '2025-03-04' } });
    expect(set.article.questions.map(({ code }) => code)).not.toContain('title-proposed');
    expect(set.article).toMatchObject({ year: null, earliest: null });
    const { schema, type, id, original, importedAt, modifiedAt, ...rest } = pair.article;
    const { revision, textRevision, splices, nextBlock, nextQuestion, encoding, ...content } = rest;
    const { article } = perform(set, { type: 'replace-text', content: { ...content, source: '新' }, encoding: 'big5' });
    expect(article).toMatchObject({
      title: '题',
      titleState: 'given',
      published: '2025-03-04',
      source: '新',
      encoding: 'big5',
    });
    expect(article.questions.map(({ code }) => code)).not.toContain('title-proposed');
    expect(article.blocks[0]?.id).toBe('b9');
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
