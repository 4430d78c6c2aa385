import type { ListFilter } from '../../../shared/contract/row.ts';
import type { Entry } from './row.ts';

/** Articles that are listed, and those in the trash: every list and every count is of one of them. */
export type Shelf = 'listed' | 'trash';

/** A set of articles that lists are cut by, kept ready with its size. */
export interface Facet {
  readonly shelf: Shelf;
  readonly kind: 'all' | 'state' | 'starred' | 'source' | 'no-source' | 'tag';
  /** The state, source or tag; empty for the others. */
  readonly value: string;
}

/**
 * Everything that an article belongs to. One in the trash without any text is what a division taken back, or a union, has
 * left of a second half: its words are in the first, and it belongs to no list.
 */
export function facetsOf({ row, isTrashed }: Pick<Entry, 'row' | 'isTrashed'>): Facet[] {
  if (isTrashed && row.characters + row.captions === 0) return [];
  const shelf = isTrashed ? 'trash' : 'listed';
  const tags = new Set(row.tags.flatMap(tagAndParents));
  return [
    { shelf, kind: 'all', value: '' },
    { shelf, kind: 'state', value: row.state },
    ...(row.starred ? [{ shelf, kind: 'starred', value: '' } as const] : []),
    row.source === null ? { shelf, kind: 'no-source', value: '' } : { shelf, kind: 'source', value: row.source },
    ...Array.from(tags, (value) => ({ shelf, kind: 'tag', value }) as const),
  ];
}

/** What an article must belong to in order to pass the filter. */
export function facetsAsked(filter: ListFilter): [Facet, ...Facet[]] {
  const shelf = filter.trashed === true ? 'trash' : 'listed';
  const asked: Facet[] = [];
  if (filter.state !== undefined) asked.push({ shelf, kind: 'state', value: filter.state });
  if (filter.starred !== undefined) asked.push({ shelf, kind: 'starred', value: '' });
  if (filter.source !== undefined) asked.push({ shelf, kind: 'source', value: filter.source });
  if (filter.tag !== undefined) asked.push({ shelf, kind: 'tag', value: filter.tag });
  const [first, ...others] = asked;
  return first === undefined ? [{ shelf, kind: 'all', value: '' }] : [first, ...others];
}

/** 经济/财税/减税 → 经济, 经济/财税, 经济/财税/减税 */
function tagAndParents(tag: string): string[] {
  const levels = tag.split('/');
  return levels.map((_, i) => levels.slice(0, i + 1).join('/'));
}
