import { ARTICLE_SCHEMA } from '../../../shared/document/article.ts';
import { MARKS_SCHEMA } from '../../../shared/document/marks.ts';

/** Counts every change of the tables, of the rows' content and of the fingerprint. Another number: built anew. */
export const INDEX_SCHEMA = 1;

/** `Zhaj` in ASCII, SQLite's mark for whose file this is. */
export const APPLICATION_ID = 0x5a68616a;

/** Documents of these versions are understood; once newer ones are, those that were refused must be read again. */
export const FORMATS = `article ${String(ARTICLE_SCHEMA)}, marks ${String(MARKS_SCHEMA)}`;

/** Article numbers per day. A number is `day × NUMBERS_PER_DAY + sequence`: whole, below 2^53, before 1970 negative. */
export const NUMBERS_PER_DAY = 2 ** 20;

/**
 * - `article`: one per article; ascending numbers are the order of publication, within a day the order of arrival.
 * - `facet`, `member`: each value that lists can be cut by, how many articles have it and which, apart for the articles
 *   listed and those in the trash. A list is a walk down one of them, whatever the archive's size.
 * - `band`: the sketches, from key to article.
 * - `file`, `shard`: what the documents and their folders looked like when last read (ms, bytes, SHA-256). A file
 *   without a time was saved, or must be read again. A folder that is missing has the time 0.
 */
export const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    trashed INTEGER NOT NULL,
    dating TEXT NOT NULL,
    row TEXT NOT NULL,
    exact TEXT NOT NULL,
    original TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX article_exact ON article (exact);
  CREATE INDEX article_original ON article (original);
  CREATE TABLE facet (
    id INTEGER PRIMARY KEY,
    shelf TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    articles INTEGER NOT NULL,
    UNIQUE (shelf, kind, value)
  ) STRICT;
  CREATE TABLE member (
    facet INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (facet, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE band (
    key INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE total (
    shelf TEXT PRIMARY KEY,
    annotations INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    captions INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE file (
    shard TEXT NOT NULL,
    folder TEXT NOT NULL,
    id TEXT NOT NULL,
    modified REAL,
    size INTEGER,
    hash TEXT,
    PRIMARY KEY (shard, folder, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE shard (
    folder TEXT NOT NULL,
    shard TEXT NOT NULL,
    modified REAL NOT NULL,
    PRIMARY KEY (folder, shard)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE problem (
    file TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX problem_id ON problem (id);
  INSERT INTO total VALUES ('listed', 0, 0, 0, 0), ('trash', 0, 0, 0, 0);
  INSERT INTO meta VALUES ('clean', 'no');
`;
