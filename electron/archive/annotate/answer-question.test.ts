import { describe, expect, test } from 'vitest';
import { richPair } from '../../../tests/annotate-operations.ts';
import { dice, makeBlock } from '../../../tests/make.ts';
import { settlement } from './settlement.ts';
import { NOW, perform, codeOf } from '../../../tests/perform.ts';

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
