import type { ListFilter, Page } from '../../../shared/contract/row.ts';
import { Row } from '../../../shared/contract/row.ts';
import { ArchiveFailure } from '../failure.ts';
import { numberOf, textOf } from './database.ts';
import type { Index } from './database.ts';
import { facetsAsked } from './facets.ts';
import type { Facet } from './facets.ts';
import type { PageRequest } from './messages.ts';
import { parseStored } from './write.ts';

/** The longest page. */
const MAX_LIMIT = 1_000;

/** Added to a number for its cursor, which then has neither a sign nor a leading dash on a command line. */
const CURSOR_BASE = 2 ** 52;

/** A page of the list, newest first. `argument-wrong` for a limit or cursor that cannot be. */
export function list(index: Index, filter: ListFilter, { limit, cursor }: PageRequest): Page {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new ArchiveFailure('argument-wrong', { argument: 'limit', value: String(limit) });
  }
  const before = cursor === undefined || cursor === null ? Number.MAX_SAFE_INTEGER : numberAt(cursor);
  const sets = rarestFirst(index, facetsAsked(filter));
  if (sets === null) return { total: 0, next: null, articles: [] };
  const ids = sets.map(({ id }) => id);
  const found = index.sql(pageQuery(ids.length)).all(...ids, before, limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    total: totalOf(index, sets),
    next: last === undefined ? null : cursorOf(numberOf(last['number'])),
    articles: shown.map((one) => parseStored(Row, textOf(one['row']))),
  };
}

/** One article's row, whichever shelf it is on. */
export function rowOfId(index: Index, id: string): Row | null {
  const found = index.sql('SELECT row FROM article WHERE id = ?').get(id);
  return found === undefined ? null : parseStored(Row, textOf(found['row']));
}

interface Sized {
  readonly id: number;
  readonly articles: number;
}

/** The sets that a list is the intersection of, the smallest first: that one is walked. Null if one is empty. */
function rarestFirst(index: Index, facets: readonly Facet[]): Sized[] | null {
  const sets: Sized[] = [];
  for (const { shelf, kind, value } of facets) {
    const found = index
      .sql('SELECT id, articles FROM facet WHERE shelf = ? AND kind = ? AND value = ?')
      .get(shelf, kind, value);
    if (found === undefined) return null;
    sets.push({ id: numberOf(found['id']), articles: numberOf(found['articles']) });
  }
  return sets.sort((a, b) => a.articles - b.articles);
}

/**
 * The articles in all of `sets` sets, as SQL; its parameters are the sets' ids. CROSS JOIN keeps SQLite from walking
 * any but the first set, in the order of its key.
 */
function intersection(sets: number): { from: string; where: string } {
  const others = Array.from({ length: sets - 1 }, (_, i) => `m${i + 1}`);
  return {
    from: ['member m0', ...others.map((name) => `member ${name}`)].join(' CROSS JOIN '),
    where: ['m0.facet = ?', ...others.map((name) => `${name}.facet = ? AND ${name}.number = m0.number`)].join(' AND '),
  };
}

function pageQuery(sets: number): string {
  const { from, where } = intersection(sets);
  return `SELECT article.number, article.row FROM ${from} CROSS JOIN article
    WHERE ${where} AND article.number = m0.number AND m0.number < ? ORDER BY m0.number DESC LIMIT ?`;
}

/** One set's size is kept ready; an intersection is counted in the index, without touching a row. */
function totalOf(index: Index, sets: readonly Sized[]): number {
  const [only, ...others] = sets;
  if (only !== undefined && others.length === 0) return only.articles;
  const { from, where } = intersection(sets.length);
  const counted = index.sql(`SELECT count(*) AS total FROM ${from} WHERE ${where}`).get(...sets.map(({ id }) => id));
  return numberOf(counted?.['total']);
}

function cursorOf(number: number): string {
  return (number + CURSOR_BASE).toString(36);
}

function numberAt(cursor: string): number {
  const number = /^[0-9a-z]{1,11}$/.test(cursor) ? parseInt(cursor, 36) - CURSOR_BASE : NaN;
  if (!Number.isSafeInteger(number)) throw new ArchiveFailure('argument-wrong', { argument: 'cursor', value: cursor });
  return number;
}
