import { z } from 'zod';

/** The fields of an object by name: `name?` where it may be absent, and those of an object (or list of objects) within. */
export interface Fields {
  readonly [name: string]: Fields | null;
}

/** The fields that a schema has, through lists, records and nulls; null for what has none. */
export function fieldNames(schema: z.core.$ZodType): Fields | null {
  if (schema instanceof z.ZodArray) return fieldNames(schema.element);
  if (schema instanceof z.ZodRecord) return fieldNames(schema.valueType);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return fieldNames(schema.unwrap());
  if (!(schema instanceof z.ZodObject)) return null;
  return Object.fromEntries(
    Object.entries<z.core.$ZodType>(schema.shape).map(([name, field]) => [
      field instanceof z.ZodOptional ? `${name}?` : name,
      fieldNames(field),
    ]),
  );
}

/**
 * The first `{…}` of a description as fields: of `{id, lines: [first, last], evidence: [{rule, line}], level?}` the names
 * `id`, `lines`, `evidence` (with its own) and `level?`. Null where there is none.
 */
export function readFields(description: string): Fields | null {
  const inner = /\{(?<inner>(?:[^{}]|\{[^{}]*\})*)\}/u.exec(description)?.groups?.['inner'];
  if (inner === undefined) return null;
  const parts = inner.match(/(?:[^,[{]|\[[^\]]*\]|\{[^}]*\})+/gu) ?? [];
  return Object.fromEntries(parts.map((part) => [/^\s*(\w+\??)/u.exec(part)?.[1] ?? part.trim(), readFields(part)]));
}
