import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonRefused, parseStrictly } from './strict-json.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

function faultOf(text: string): string | null {
  try {
    parseStrictly(text);
    return null;
  } catch (error) {
    return error instanceof JsonRefused ? error.fault : 'another error';
  }
}

describe('parseStrictly', () => {
  test.each([
    ['', 'json-invalid'],
    ['{', 'json-invalid'],
    ['{"a":1,}', 'json-invalid'],
    ['{"a":NaN}', 'json-invalid'],
    ['{"a":1} x', 'json-invalid'],
    ['\u0000\u0000', 'json-invalid'],
    [nested(64), null],
    [nested(65), 'json-too-deep'],
    [`"${nested(65)}"`, null],
    [`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'json-too-deep'],
    ['{"a":1,"a":2}', 'json-key-repeated'],
    ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', null],
    ['{"a":{"b":1,"b":2}}', 'json-key-repeated'],
    ['{"a":1,"\\u0061":2}', 'json-key-repeated'],
    ['{"a":1 , "a"\n:2}', 'json-key-repeated'],
    ['{"a":"a","b":["a","a"]}', null],
    ['{"__proto__":1}', 'json-key-forbidden'],
    ['{"a":{"\\u005f_proto__":{}}}', 'json-key-forbidden'],
    ['["__proto__"]', null],
    ['{"a\\":1":1,"a":"}{\\"a\\":"}', null],
  ])('%j: %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('reads any JSON without such faults exactly as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
        fc.pre(!json.includes('__proto__'));
        const text = JSON.stringify(JSON.parse(json), null, space);
        expect(parseStrictly(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('finds a repeated key wherever it stands', () => {
    const objects = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 });
    fc.assert(
      fc.property(objects, fc.nat(), fc.nat(3), (object, pick, depth) => {
        fc.pre(!JSON.stringify(object).includes('__proto__'));
        const keys = Object.keys(object);
        const key = JSON.stringify(keys[pick % keys.length]);
        const doubled = `${JSON.stringify(object).slice(0, -1)},${key}:null}`;
        expect(faultOf(`${'{"in":['.repeat(depth)}${doubled}${']}'.repeat(depth)}`)).toBe('json-key-repeated');
      }),
    );
  });
});
