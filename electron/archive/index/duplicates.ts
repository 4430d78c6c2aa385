import { Row } from '../../../shared/contract/row.ts';
import type { Fingerprint } from '../import/fingerprint.ts';
import { numberOf, textOf } from './database.ts';
import type { Index } from './database.ts';
import type { Duplicates } from './messages.ts';
import { parseStored } from './write.ts';

/** Candidates given at most: a text that was reprinted a hundred times is found by its likest reprints. */
const MOST = 20;

/** Articles that are the same text as the one of this fingerprint, or may be nearly the same. */
export function duplicates(index: Index, { exact, bands }: Fingerprint): Duplicates {
  const same = index
    .sql('SELECT row, trashed FROM article WHERE exact = ? ORDER BY trashed, number LIMIT 1')
    .get(exact);
  const row = same === undefined ? null : parseStored(Row, textOf(same['row']));
  return {
    exact: row === null ? null : { id: row.id, title: row.title, trashed: same?.['trashed'] === 1 },
    near: candidates(index, exact, bands),
  };
}

/** The listed articles that were read from the file with this SHA-256, in the order of their import. */
export function siblings(index: Index, original: string): string[] {
  const found = index.sql('SELECT id FROM article WHERE original = ? AND trashed = 0 ORDER BY id').all(original);
  return found.map(({ id }) => textOf(id));
}

/** Those that share a band, the ones that share most of them first. */
function candidates(index: Index, exact: string, bands: readonly number[]): string[] {
  const agreeing = new Map<number, number>();
  const withBand = index.sql('SELECT number FROM band WHERE key = ?');
  for (const band of bands) {
    for (const found of withBand.all(band)) {
      const number = numberOf(found['number']);
      agreeing.set(number, (agreeing.get(number) ?? 0) + 1);
    }
  }
  const article = index.sql('SELECT id FROM article WHERE number = ? AND trashed = 0 AND exact <> ?');
  const near: string[] = [];
  for (const [number] of Array.from(agreeing).sort(([, a], [, b]) => b - a)) {
    const found = article.get(number, exact);
    if (found !== undefined) near.push(textOf(found['id']));
    if (near.length === MOST) break;
  }
  return near;
}
