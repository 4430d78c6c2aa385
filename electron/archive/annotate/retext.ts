import { articleText, type ArticleDocument, type Change } from '../../../shared/document/article.ts';
import { moveAnnotations } from './move-annotations.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Draft } from './edited.ts';

/** The pair with a changed article, whose text `changes` led to; the annotations follow. */
export function retext(pair: Pair, article: ArticleDocument, changes: readonly Change[]): Draft {
  const { marks } = pair;
  if (changes.length === 0 || marks.annotations.length === 0) return { article, marks, changes };
  const annotations = moveAnnotations(marks.annotations, articleText(article), changes);
  return { article, marks: { ...marks, annotations }, changes };
}
