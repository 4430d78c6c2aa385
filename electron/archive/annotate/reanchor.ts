import type { Annotation } from '../../../shared/document/marks.ts';
import { contextOf, wholeRange } from '../../../shared/text/anchor.ts';
import type { Locator } from '../../../shared/text/locate.ts';

/**
 * The annotation as its words are found in a text whose changes are not known. What is lost keeps quote and place; a
 * passage that was only found approximately stays marked so.
 */
export function reanchor(annotation: Annotation, text: string, locate: Locator): Annotation {
  const { located, ...found } = locate(annotation);
  if (located === 'lost') return { ...annotation, located };
  const range = wholeRange(text, found);
  const isVague = annotation.located === 'approximate' && located === 'exact';
  return {
    ...annotation,
    quote: text.slice(range.start, range.end),
    ...contextOf(text, range),
    start: range.start,
    end: range.end,
    located: isVague ? 'approximate' : located,
  };
}
