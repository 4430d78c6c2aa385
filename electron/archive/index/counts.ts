import type { Counts } from '../../../shared/contract/row.ts';
import { numberOf, textOf } from './database.ts';
import type { Index } from './database.ts';
import type { Facet, Shelf } from './facets.ts';
import type { Totals } from './messages.ts';

/** How many articles there are of everything: read from sizes kept ready, no article is looked at. */
export function counts(index: Index): Counts {
  const listed = sizesOf(index, 'listed');
  const size = (kind: Facet['kind'], value: string): number =>
    listed.find((facet) => facet.kind === kind && facet.value === value)?.articles ?? 0;
  const sources = listed.flatMap(({ kind, value, articles }) =>
    kind === 'source' || kind === 'no-source' ? [{ source: kind === 'source' ? value : null, articles }] : [],
  );
  return {
    articles: size('all', ''),
    trashed: trashedOf(index),
    starred: size('starred', ''),
    states: { 'to-read': size('state', 'to-read'), read: size('state', 'read'), kept: size('state', 'kept') },
    sources: sources.sort((a, b) => b.articles - a.articles),
    tags: tags(index),
  };
}

/** Every tag outside the trash and every one above it, a parent right before its children. */
export function tags(index: Index): Counts['tags'] {
  return index
    .sql(
      `SELECT value, articles FROM facet WHERE shelf = 'listed' AND kind = 'tag' ORDER BY replace(value, '/', char(1))`,
    )
    .all()
    .map((found) => ({ tag: textOf(found['value']), articles: numberOf(found['articles']) }));
}

/** Sums over all articles. */
export function totals(index: Index): Totals {
  const sums = index.sql(`SELECT annotations, notes, characters, captions FROM total WHERE shelf = 'listed'`).get();
  const sum = (name: string): number => numberOf(sums?.[name]);
  return {
    articles: sizesOf(index, 'listed').find(({ kind }) => kind === 'all')?.articles ?? 0,
    trashed: trashedOf(index),
    annotations: sum('annotations'),
    notes: sum('notes'),
    characters: sum('characters'),
    captions: sum('captions'),
  };
}

/** All articles of the index, listed or in the trash. */
export function allArticles(index: Index): number {
  return numberOf(index.sql(`SELECT sum(articles) AS articles FROM facet WHERE kind = 'all'`).get()?.['articles'] ?? 0);
}

function trashedOf(index: Index): number {
  return sizesOf(index, 'trash').find(({ kind }) => kind === 'all')?.articles ?? 0;
}

/** All sizes but those of tags, in the order of their values. */
function sizesOf(index: Index, shelf: Shelf): { kind: string; value: string; articles: number }[] {
  return index
    .sql(`SELECT kind, value, articles FROM facet WHERE shelf = ? AND kind <> 'tag' ORDER BY kind, value`)
    .all(shelf)
    .map((found) => ({
      kind: textOf(found['kind']),
      value: textOf(found['value']),
      articles: numberOf(found['articles']),
    }));
}
