import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edit } from '../electron/archive/annotate/edit.ts';
import type { Pair } from '../shared/document/pair.ts';
import { settlement } from '../electron/archive/annotate/settlement.ts';
import { decode } from '../electron/archive/import/decode.ts';
import { readArticles } from '../electron/archive/import/read-articles.ts';
import { articleText } from '../shared/document/article.ts';
import { noMarks } from '../shared/document/marks.ts';
import { essence, flaws } from './annotate-operations.ts';
import { NOW } from './annotate-proofs.ts';
import { makeArticle } from './make.ts';

const cases = join(import.meta.dirname, 'cases');
const files = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /story\.(?:txt|md)$/u.test(name),
);

/** The articles of a file, as they would be stored. */
function imported(name: string): Pair[] {
  const decoded = decode(readFileSync(join(cases, name)));
  return readArticles(decoded, { name }).map(({ content }) => {
    const { blocks, questions } = content;
    const counted = { nextBlock: blocks.length + 1, nextQuestion: questions.length + 1 };
    const article = makeArticle({ ...content, ...counted });
    return { article, marks: noMarks(article) };
  });
}

describe.each(files)('%s', (name) => {
  const pairs = imported(name);

  test('every join can be undone and made again', () => {
    for (const pair of pairs) {
      let open = pair;
      let seam = open.article.joins.find(({ undone }) => undone !== true);
      for (; seam !== undefined; seam = open.article.joins.find(({ undone }) => undone !== true)) {
        open = edit(open, { type: 'split-block', block: seam.block }, { now: NOW });
      }
      expect(flaws(open)).toEqual([]);
      expect(open.article.blocks.length).toBe(pair.article.blocks.length + pair.article.joins.length);
      let closed = open;
      seam = closed.article.joins.findLast(({ undone }) => undone === true);
      for (; seam !== undefined; seam = closed.article.joins.findLast(({ undone }) => undone === true)) {
        closed = edit(closed, { type: 'join-block', block: seam.block }, { now: NOW });
      }
      expect(flaws(closed)).toEqual([]);
      expect(articleText(closed.article)).toBe(articleText(pair.article));
      const seams = ({ article }: Pair) => article.joins.map(({ block, at }) => [block, at]).toSorted();
      expect(seams(closed)).toEqual(seams(pair));
    }
  });

  test('every question takes every answer, and gives it back', () => {
    for (const pair of pairs) {
      for (const { id: question, choices } of pair.article.questions) {
        for (const choice of choices) {
          if (settlement(pair.article, question, choice).by !== 'edit') continue;
          const answered = edit(pair, { type: 'answer-question', question, choice }, { now: NOW });
          expect(answered.article.questions.map(({ id }) => id)).not.toContain(question);
          expect(flaws(answered)).toEqual([]);
          expect(essence(edit(answered, answered.inverse, { now: NOW }))).toEqual(essence(pair));
        }
      }
    }
  });
});
