import { z } from 'zod';

/** A ULID in lower case: the id of an article, an annotation or an archive. Safe as a file name on every disk. */
export const Id = z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/);
export type Id = z.infer<typeof Id>;

/** A SHA-256 as 64 lower-case hexadecimal digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A calendar day, `YYYY-MM-DD`, without time zone. */
export const Day = z.iso.date();

/** A moment in UTC, ISO 8601 with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Moment = z.iso.datetime({ precision: 3 });

/** Lets a caller decide what "now" and "random" are, so that tests repeat. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
}
