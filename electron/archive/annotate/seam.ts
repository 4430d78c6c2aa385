import type { Block, Join, Question } from '../../../shared/document/article.ts';

/** The characters that a question about a border shows on either side of it. */
function sidesOf({ data }: Question): { before: string; after: string } | null {
  const { before, after } = data;
  return typeof before === 'string' && typeof after === 'string' ? { before, after } : null;
}

/** Whether a question about two blocks is about the border between these two. It may name either of them. */
export function concernsBorder(question: Question, first: Block, second: Block): boolean {
  if (question.block !== first.id && question.block !== second.id) return false;
  const sides = sidesOf(question);
  if (sides === null) return question.block === first.id;
  return first.text.endsWith(sides.before) && second.text.startsWith(sides.after);
}

/** The seam that a question about a join means, as long as it is closed. */
export function seamInQuestion(question: Question, joins: readonly Join[]): Join | undefined {
  const sides = sidesOf(question);
  return joins.find(
    ({ block, before, after, undone }) =>
      block === question.block && before === sides?.before && after === sides.after && undone !== true,
  );
}
