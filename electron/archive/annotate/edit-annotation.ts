import { isDeepStrictEqual } from 'node:util';
import { articleText } from '../../../shared/document/article.ts';
import type { Annotation } from '../../../shared/document/marks.ts';
import { makeAnchor } from '../../../shared/text/anchor.ts';
import { locate } from '../../../shared/text/locate.ts';
import { ArchiveFailure } from '../failure.ts';
import { presentNote } from './edit-marks.ts';
import { inTextOrder } from './move-annotations.ts';
import type { AddAnnotation, ChangeAnnotation, RemoveAnnotation } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Draft } from './edited.ts';

/**
 * Adds a highlight. Its words must stand in the text, at their place or among their neighbours: `quote-missing`. Sent a
 * second time (its answer was lost), it changes nothing; another annotation under the same id is `annotation-changed`.
 */
export function addAnnotation(pair: Pair, operation: AddAnnotation, { now }: Context): Draft {
  const { article, marks } = pair;
  const text = articleText(article);
  const { start, end, located } = locate(text, operation.anchor);
  const isFound = located === 'exact' || located === 'context';
  const anchor = isFound ? makeAnchor(text, start, end) : null;
  if (anchor === null) {
    throw new ArchiveFailure('quote-missing', { id: article.id, quote: operation.anchor.quote });
  }
  const { id, kind, tags } = operation;
  const annotation: Annotation = {
    id,
    revision: 1,
    kind,
    ...anchor,
    note: presentNote(operation.note),
    tags: [...new Set(tags)],
    createdAt: now,
    modifiedAt: now,
    located: 'exact',
  };
  const existing = marks.annotations.find((other) => other.id === id);
  if (existing === undefined) return withAnnotations(pair, [...marks.annotations, annotation]);
  if (hasSameContent(existing, annotation) && existing.quote === annotation.quote) return { ...pair, changes: [] };
  throw new ArchiveFailure('annotation-changed', { id: article.id, annotation: id });
}

/** Changes kind, note or tags. Made on an older revision, it becomes a second annotation, so that both are kept. */
export function changeAnnotation(pair: Pair, operation: ChangeAnnotation, { now }: Context): Draft {
  const { annotations } = pair.marks;
  const current = findAnnotation(pair, operation.id);
  const wanted: Annotation = {
    ...current,
    kind: operation.kind ?? current.kind,
    note: operation.note === undefined ? current.note : presentNote(operation.note),
    tags: operation.tags === undefined ? current.tags : [...new Set(operation.tags)],
    modifiedAt: now,
  };
  if (hasSameContent(current, wanted)) return { ...pair, changes: [] };
  if (operation.base !== current.revision) {
    if (annotations.some((other) => other.id === operation.copy)) {
      throw new ArchiveFailure('annotation-changed', { id: pair.article.id, annotation: operation.id });
    }
    const copy: Annotation = { ...wanted, id: operation.copy, revision: 1, createdAt: now };
    return withAnnotations(pair, [...annotations, copy]);
  }
  const changed: Annotation = { ...wanted, revision: current.revision + 1 };
  return withAnnotations(
    pair,
    annotations.map((other) => (other === current ? changed : other)),
  );
}

/** Takes an annotation away, unless it has changed since the one who asks saw it. */
export function removeAnnotation(pair: Pair, { id, base }: RemoveAnnotation): Draft {
  const current = findAnnotation(pair, id);
  if (base !== current.revision) {
    throw new ArchiveFailure('annotation-changed', { id: pair.article.id, annotation: id });
  }
  return withAnnotations(
    pair,
    pair.marks.annotations.filter((other) => other !== current),
  );
}

/** Whether two annotations say the same, wherever they stand. */
export function hasSameContent(one: Annotation, other: Annotation): boolean {
  return one.kind === other.kind && one.note === other.note && isDeepStrictEqual(one.tags, other.tags);
}

function findAnnotation({ article, marks }: Pair, id: string): Annotation {
  const found = marks.annotations.find((annotation) => annotation.id === id);
  if (found === undefined) throw new ArchiveFailure('annotation-missing', { id: article.id, annotation: id });
  return found;
}

function withAnnotations({ article, marks }: Pair, annotations: readonly Annotation[]): Draft {
  return { article, marks: { ...marks, annotations: inTextOrder(annotations) }, changes: [] };
}
