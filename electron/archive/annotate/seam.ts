import type { Block, Question } from '../../../shared/document/article.ts';

/** The characters that a question about a seam shows on either side of it. */
export function seamOf(question: Question): { before: string; after: string } | null {
  const { before, after } = question.data;
  return typeof before === 'string' && typeof after === 'string' ? { before, after } : null;
}

/** Whether a question about two blocks is about the border between these two. It may name either of them. */
export function concernsSeam(question: Question, first: Block, second: Block): boolean {
  if (question.block !== first.id && question.block !== second.id) return false;
  const seam = seamOf(question);
  return seam === null
    ? question.block === first.id
    : first.text.endsWith(seam.before) && second.text.startsWith(seam.after);
}

/** Where in a block the seam lies that a question is about: the offset between `before` and `after`; null if nowhere. */
export function seamOffset(question: Question, text: string): number | null {
  const seam = seamOf(question);
  if (seam === null) return null;
  for (const glue of ['', ' ']) {
    const at = text.indexOf(seam.before + glue + seam.after);
    if (at >= 0) return at + seam.before.length;
  }
  return null;
}
