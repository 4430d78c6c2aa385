/** Why a text is not taken, although `JSON.parse` might. */
export type JsonFault = 'json-invalid' | 'json-too-deep' | 'json-key-repeated' | 'json-key-forbidden';

/** Thrown by {@link parseStrictly}. */
export class JsonRefused extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

const MAX_DEPTH = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * `JSON.parse` that refuses what it would let pass: nesting over 64 levels, a key given twice in one object (the first
 * value would be lost without a word) and the key `__proto__`. Throws {@link JsonRefused}.
 */
export function parseStrictly(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new JsonRefused('json-invalid', error);
  }
  checkStructure(text);
  return value;
}

/** One pass over a text that is valid JSON; a string followed by a colon is a key. */
function checkStructure(text: string): void {
  /** For every open bracket the keys seen in it; an array has none. */
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (isFollowedByColon(text, end)) takeKey(open.at(-1), JSON.parse(text.slice(at, end + 1)));
        at = end;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        if (open.push(new Set()) > MAX_DEPTH) throw new JsonRefused('json-too-deep');
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        open.pop();
        break;
    }
  }
}

/** The place of the quotation mark that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
}

function isFollowedByColon(text: string, end: number): boolean {
  let at = end + 1;
  while (blanks.has(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === COLON;
}

function takeKey(keys: Set<string> | undefined, key: unknown): void {
  if (key === '__proto__') throw new JsonRefused('json-key-forbidden');
  if (keys === undefined || typeof key !== 'string') return;
  if (keys.has(key)) throw new JsonRefused('json-key-repeated');
  keys.add(key);
}
