import { articleText, blockStarts, type Question } from '../shared/document/article.ts';
import { type Annotation, noMarks } from '../shared/document/marks.ts';
import type { Operation } from '../electron/archive/annotate/operation.ts';
import type { Pair } from '../shared/document/pair.ts';
import { contentOf, naughtyProse, randomCorrection, randomHighlight } from './annotate-proofs.ts';
import { type Dice, makeArticle, makeBlock, makeId } from './make.ts';

/** An article with every kind of block, seams made and undone, and a question of every code. */
export function richPair(n: number, roll: Dice): Pair {
  const first = naughtyProse(40, roll);
  const second = naughtyProse(60, roll);
  const joined = {
    ...makeBlock(3, first + second, 'paragraph', 3),
    lines: [3, 5] as [number, number],
    segments: [
      { line: 3, start: 0, length: first.length },
      { line: 5, start: 0, length: second.length },
    ],
  };
  const blocks = [
    makeBlock(1, '一、基本情况', 'heading'),
    makeBlock(2, naughtyProse(120, roll)),
    joined,
    { ...makeBlock(4, '图为施工现场。张三摄', 'caption', 7), credit: '张三' },
    makeBlock(5, '项目\t金额\n甲\t100', 'table', 9),
    makeBlock(6, naughtyProse(50, roll), 'list', 12),
    makeBlock(7, naughtyProse(90, roll), 'paragraph', 13),
    makeBlock(8, naughtyProse(70, roll), 'paragraph', 15),
  ];
  const article = makeArticle({
    id: makeId(n),
    blocks,
    titleState: 'proposed',
    year: { value: 2026, certainty: 0.7, evidence: [] },
    earliest: '2024-02-29',
    evidence: { year: [{ rule: 'latest-year', line: 3, start: 0, length: 4 }] },
    joins: [
      { block: 'b3', certainty: 'probable', before: first.slice(-6), after: second.slice(0, 6), at: first.length },
      { block: 'b7', certainty: 'certain', before: '前', after: '后', at: blocks[6]!.text.length, undone: true },
    ],
    questions: questionsOf(first, second, blocks[6]!.text, blocks[7]!.text),
    nextQuestion: 9,
  });
  return { article, marks: noMarks(article) };
}

function questionsOf(first: string, second: string, last: string, next: string): Question[] {
  return [
    { id: 'q1', code: 'title-proposed', data: { title: '甲' }, choices: ['甲', '乙', 'dismiss'] },
    {
      id: 'q2',
      code: 'join-probable',
      block: 'b3',
      data: { before: first.slice(-6), after: second.slice(0, 6) },
      choices: ['split', 'keep', 'dismiss'],
    },
    {
      id: 'q3',
      code: 'join-unsure',
      block: 'b7',
      data: { before: last.slice(-6), after: next.slice(0, 6) },
      choices: ['join', 'dismiss'],
    },
    { id: 'q4', code: 'caption-unsure', block: 'b4', data: {}, choices: ['paragraph', 'dismiss'] },
    { id: 'q5', code: 'year-inferred', data: { year: 2026 }, choices: ['2025', '2026', 'dismiss'] },
    { id: 'q6', code: 'near-duplicate', data: { title: '甲', percent: 95 }, choices: ['trash', 'dismiss'] },
    { id: 'q7', code: 'article-border', block: 'b6', data: { title: '乙', line: 12 }, choices: ['divide', 'dismiss'] },
    { id: 'q8', code: 'encoding-unsure', data: { encoding: 'utf-8' }, choices: ['gb18030', 'dismiss'] },
  ];
}

const TAGS = ['经济', '经济/财税', '能源', '就业'];
const NOTES = ['**要点**', '待核实', null, '  ', '第一段\n\n第二段'];

/** A random operation that may be tried on the pair; it may also be refused. `fresh` counts new ids. */
export function randomOperation(pair: Pair, roll: Dice, fresh: () => number): Operation {
  const makers = [annotationOperation, marksOperation, fieldsOperation, textOperation, blockOperation, answerOperation];
  const make = makers[roll(makers.length)]!;
  return make(pair, roll, fresh);
}

function annotationOperation(pair: Pair, roll: Dice, fresh: () => number): Operation {
  const { annotations } = pair.marks;
  const one: Annotation | undefined = annotations[roll(Math.max(1, annotations.length))];
  const added = randomHighlight(pair, fresh(), 80, roll);
  if (one === undefined || roll(2) === 0) return added ?? { type: 'set-star', starred: true };
  if (roll(3) === 0) return { type: 'remove-annotation', id: one.id, base: one.revision };
  return {
    type: 'change-annotation',
    id: one.id,
    base: roll(4) === 0 ? one.revision + 1 : one.revision,
    copy: makeId(6_000_000 + fresh()),
    note: NOTES[roll(NOTES.length)] ?? null,
    ...(roll(2) === 0 ? { tags: [TAGS[roll(TAGS.length)] ?? '能源'] } : {}),
    ...(roll(2) === 0 ? { kind: 3 as const } : {}),
  };
}

function marksOperation(pair: Pair, roll: Dice): Operation {
  const tags = [TAGS[roll(TAGS.length)] ?? '能源'];
  const note = NOTES[roll(NOTES.length)] ?? null;
  const all: Operation[] = [
    { type: 'set-note', note, was: roll(2) === 0 ? pair.marks.note : '别的' },
    { type: 'set-state', state: roll(2) === 0 ? 'read' : 'kept' },
    { type: 'set-star', starred: !pair.marks.starred },
    { type: 'add-tags', tags },
    { type: 'remove-tags', tags },
    { type: 'trash' },
    { type: 'restore' },
  ];
  return all[roll(all.length)]!;
}

function fieldsOperation(_: Pair, roll: Dice): Operation {
  const all: Extract<Operation, { type: 'set-fields' }>['fields'][] = [
    { title: `题${roll(9)}` },
    { source: null, agency: '某社' },
    { published: '2025-03-04' },
    { published: null },
    { year: 2020 + roll(6) },
    { year: null },
    { authors: [{ name: '李四', role: '记者' }], place: ['某省某市'] },
    { editorLines: ['责任编辑：王五'] },
  ];
  return { type: 'set-fields', fields: all[roll(all.length)]! };
}

function textOperation(pair: Pair, roll: Dice): Operation {
  if (roll(8) > 0) return randomCorrection(pair, roll);
  if (roll(2) === 0) {
    // a whole block retyped
    const index = roll(pair.article.blocks.length);
    const removed = pair.article.blocks[index]!.text;
    return {
      type: 'correct-text',
      start: blockStarts(pair.article.blocks)[index] ?? 0,
      removed,
      inserted: removed.slice(0, 20) + naughtyProse(30, roll).replace(/\s/gu, '') + removed.slice(25),
    };
  }
  return { type: 'replace-text', content: contentOf(richPair(1, roll).article), encoding: 'big5' };
}

/** A join or a split somewhere, with or without an offset. */
export function blockOperation({ article }: Pair, roll: Dice): Operation {
  const block = article.blocks[roll(article.blocks.length)]!;
  if (roll(2) === 0) return { type: 'join-block', block: block.id };
  const at = 1 + roll(Math.max(1, block.text.length));
  return { type: 'split-block', block: block.id, ...(roll(2) === 0 ? { at } : {}) };
}

function answerOperation({ article }: Pair, roll: Dice): Operation {
  const question = article.questions[roll(Math.max(1, article.questions.length))];
  if (question === undefined) return { type: 'set-star', starred: true };
  return {
    type: 'answer-question',
    question: question.id,
    choice: question.choices[roll(question.choices.length)] ?? 'dismiss',
  };
}

/** What an operation with its inverse must leave equal: all but revisions, moments of change and splices. */
export function essence({ article, marks }: Pair): unknown {
  const { revision, textRevision, modifiedAt, splices, ...content } = article;
  const { revision: _, textRevision: __, modifiedAt: ___, annotations, ...rest } = marks;
  return {
    ...content,
    ...rest,
    annotations: annotations.map(({ revision: _revision, modifiedAt: _moment, ...annotation }) => annotation),
  };
}

/** What must hold of every pair, whatever was done to it. */
export function flaws({ article, marks }: Pair): string[] {
  const text = articleText(article);
  const ids = article.blocks.map((block) => block.id);
  const found: string[] = [];
  if (new Set(ids).size !== ids.length) found.push('a block id stands twice');
  if (ids.some((id) => Number(id.slice(1)) >= article.nextBlock)) found.push('a block id is not counted');
  if (marks.textRevision !== article.textRevision) found.push('the marks do not fit the text');
  if (article.joins.some((join) => !ids.includes(join.block))) found.push('a seam has no block');
  for (const { id, block } of article.questions) {
    if (block !== undefined && !ids.includes(block)) found.push(`question ${id} has no block`);
  }
  for (const block of article.blocks) {
    if (!/\S/u.test(block.text)) found.push(`${block.id} is empty`);
    if (block.imported === block.text) found.push(`${block.id} keeps an imported text that it still has`);
    const shown = block.segments.reduce((total, segment) => total + (segment.shown ?? segment.length), 0);
    const imported = block.imported ?? block.text;
    if (shown !== imported.length) found.push(`${block.id} has other segments`);
  }
  for (const join of article.joins) {
    const block = article.blocks.find(({ id }) => id === join.block);
    if (block !== undefined && join.at > block.text.length) found.push(`a seam lies outside ${join.block}`);
  }
  for (const { id, start, end, quote, located } of marks.annotations) {
    if (located !== 'lost' && text.slice(start, end) !== quote) found.push(`${id} is not where it says`);
    if (start < 0 || end > text.length || start > end) found.push(`${id} lies outside`);
  }
  return found;
}
