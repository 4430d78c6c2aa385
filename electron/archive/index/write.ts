import { z } from 'zod';
import { Row } from '../../../shared/contract/row.ts';
import { IndexDamaged, numberOf, textOf } from './database.ts';
import type { Index } from './database.ts';
import { facetsOf } from './facets.ts';
import type { Facet } from './facets.ts';
import type { Entry, TextFacts } from './row.ts';
import { NUMBERS_PER_DAY } from './schema.ts';

const StoredText = z.object({
  key: z.string(),
  fingerprint: z.object({ exact: z.string(), bands: z.array(z.number()) }),
  characters: z.number(),
  captions: z.number(),
  excerpt: z.string(),
});

/** What the index holds of an article, as far as a change needs it. */
interface Stored {
  readonly number: number;
  readonly row: Row;
  readonly isTrashed: boolean;
  readonly text: TextFacts;
}

/** Reads a JSON column; what does not fit its shape was not written by us. */
export function parseStored<T>(schema: z.ZodType<T>, json: string): T {
  try {
    return schema.parse(JSON.parse(json));
  } catch (error) {
    throw new IndexDamaged('unreadable column', { cause: error });
  }
}

/** The text facts that an earlier version of the article had, so that they need not be worked out again. */
export function knownText(index: Index, id: string): TextFacts | undefined {
  const found = index.sql('SELECT text FROM article WHERE id = ?').get(id);
  return found === undefined ? undefined : parseStored(StoredText, textOf(found['text']));
}

/** Whether the article is in the index. */
export function isListed(index: Index, id: string): boolean {
  return index.sql('SELECT 1 FROM article WHERE id = ?').get(id) !== undefined;
}

/** Takes in a new or changed article. To be called within a transaction. */
export function putEntry(index: Index, entry: Entry): void {
  let stored = storedOf(index, entry.row.id);
  if (stored !== null && Math.floor(stored.number / NUMBERS_PER_DAY) !== entry.day) {
    remove(index, stored);
    stored = null;
  }
  const number = stored?.number ?? nextNumber(index, entry.day);
  index
    .sql(
      `INSERT INTO article (number, id, trashed, dating, row, exact, original, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET trashed = excluded.trashed, dating = excluded.dating, row = excluded.row,
         exact = excluded.exact, original = excluded.original, text = excluded.text`,
    )
    .run(
      number,
      entry.row.id,
      entry.isTrashed ? 1 : 0,
      entry.dating,
      JSON.stringify(entry.row),
      entry.text.fingerprint.exact,
      entry.original,
      JSON.stringify(entry.text),
    );
  exchangeFacets(index, number, stored === null ? [] : facetsOf(stored), facetsOf(entry));
  if (stored?.text.key !== entry.text.key) {
    exchangeBands(index, number, stored?.text.fingerprint.bands ?? [], entry.text.fingerprint.bands);
  }
  if (stored !== null) addToTotal(index, stored, -1);
  addToTotal(index, entry, 1);
}

/** Forgets an article. To be called within a transaction. */
export function removeEntry(index: Index, id: string): void {
  const stored = storedOf(index, id);
  if (stored !== null) remove(index, stored);
}

function storedOf(index: Index, id: string): Stored | null {
  const found = index.sql('SELECT number, trashed, row, text FROM article WHERE id = ?').get(id);
  if (found === undefined) return null;
  return {
    number: numberOf(found['number']),
    isTrashed: found['trashed'] === 1,
    row: parseStored(Row, textOf(found['row'])),
    text: parseStored(StoredText, textOf(found['text'])),
  };
}

function remove(index: Index, stored: Stored): void {
  exchangeFacets(index, stored.number, facetsOf(stored), []);
  exchangeBands(index, stored.number, stored.text.fingerprint.bands, []);
  addToTotal(index, stored, -1);
  index.sql('DELETE FROM article WHERE number = ?').run(stored.number);
}

/** Within its day an article comes after all that arrived before it. */
function nextNumber(index: Index, day: number): number {
  const first = day * NUMBERS_PER_DAY;
  const last = index
    .sql('SELECT max(number) AS last FROM article WHERE number BETWEEN ? AND ?')
    .get(first, first + NUMBERS_PER_DAY - 1)?.['last'];
  const next = typeof last === 'number' ? last + 1 : first;
  if (next >= first + NUMBERS_PER_DAY) throw new IndexDamaged(`no number left on day ${day}`);
  return next;
}

function exchangeFacets(index: Index, number: number, before: readonly Facet[], after: readonly Facet[]): void {
  const key = ({ shelf, kind, value }: Facet): string => `${shelf} ${kind} ${value}`;
  const had = new Set(before.map(key));
  const has = new Set(after.map(key));
  for (const facet of before) if (!has.has(key(facet))) leaveFacet(index, number, facet);
  for (const facet of after) if (!had.has(key(facet))) joinFacet(index, number, facet);
}

function joinFacet(index: Index, number: number, { shelf, kind, value }: Facet): void {
  const facet = index
    .sql(
      `INSERT INTO facet (shelf, kind, value, articles) VALUES (?, ?, ?, 1)
       ON CONFLICT (shelf, kind, value) DO UPDATE SET articles = articles + 1 RETURNING id`,
    )
    .get(shelf, kind, value);
  index.sql('INSERT INTO member (facet, number) VALUES (?, ?)').run(numberOf(facet?.['id']), number);
}

function leaveFacet(index: Index, number: number, { shelf, kind, value }: Facet): void {
  const facet = index
    .sql('UPDATE facet SET articles = articles - 1 WHERE shelf = ? AND kind = ? AND value = ? RETURNING id, articles')
    .get(shelf, kind, value);
  const id = numberOf(facet?.['id']);
  index.sql('DELETE FROM member WHERE facet = ? AND number = ?').run(id, number);
  if (facet?.['articles'] === 0) index.sql('DELETE FROM facet WHERE id = ?').run(id);
}

function exchangeBands(index: Index, number: number, before: readonly number[], after: readonly number[]): void {
  const leave = index.sql('DELETE FROM band WHERE key = ? AND number = ?');
  for (const band of before) leave.run(band, number);
  const join = index.sql('INSERT INTO band (key, number) VALUES (?, ?)');
  for (const band of after) join.run(band, number);
}

function addToTotal(index: Index, { row, isTrashed }: Pick<Entry, 'row' | 'isTrashed'>, sign: 1 | -1): void {
  index
    .sql(
      `UPDATE total SET annotations = annotations + ?, notes = notes + ?, characters = characters + ?,
         captions = captions + ? WHERE shelf = ?`,
    )
    .run(
      sign * row.annotations,
      sign * row.notes,
      sign * row.characters,
      sign * row.captions,
      isTrashed ? 'trash' : 'listed',
    );
}
