import { articleText, type ArticleDocument } from '../../../shared/document/article.ts';
import type { Annotation, MarksDocument } from '../../../shared/document/marks.ts';
import { locator } from '../../../shared/text/locate.ts';
import { applyChanges, ChangeMismatch, invertChanges } from '../../../shared/text/splice.ts';
import { inTextOrder, moveAnnotations } from './move-annotations.ts';
import { reanchor } from './reanchor.ts';

/**
 * The marks as they fit the article's text. The article is written before its marks, so after a crash marks may lag
 * behind: the missing splices are replayed by the code that a correction uses. Where they are not known any more (a
 * document put back from elsewhere), every passage is looked for by its words. Revision and `modifiedAt` stay: the next
 * save stores the result. Marks that fit are returned as they are.
 */
export function bringUp(article: ArticleDocument, marks: MarksDocument): MarksDocument {
  if (marks.textRevision === article.textRevision) return marks;
  const annotations = marks.annotations.length === 0 ? [] : (replay(article, marks) ?? locateAll(article, marks));
  return { ...marks, annotations, textRevision: article.textRevision };
}

/** The annotations led through the splices they have not seen; null where these are not all there. */
function replay(article: ArticleDocument, marks: MarksDocument): Annotation[] | null {
  const missing = article.splices.filter((splice) => splice.textRevision > marks.textRevision);
  if (missing.length === 0 || missing.length !== article.textRevision - marks.textRevision) return null;
  const steps: { text: string; changes: (typeof missing)[number]['changes'] }[] = [];
  try {
    let text = articleText(article);
    for (const { changes } of missing.toReversed()) {
      steps.push({ text, changes });
      text = applyChanges(text, invertChanges(changes));
    }
  } catch (error) {
    if (error instanceof ChangeMismatch) return null;
    throw error;
  }
  return steps.reduceRight<Annotation[]>(
    (annotations, { text, changes }) => moveAnnotations(annotations, text, changes),
    marks.annotations,
  );
}

function locateAll(article: ArticleDocument, marks: MarksDocument): Annotation[] {
  const text = articleText(article);
  const locate = locator(text);
  return inTextOrder(marks.annotations.map((annotation) => reanchor(annotation, text, locate)));
}
