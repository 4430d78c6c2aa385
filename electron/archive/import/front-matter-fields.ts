import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Author, Evidence } from '../../../shared/document/article.ts';
import { Tag } from '../../../shared/document/marks.ts';
import { findDay } from './day.ts';
import type { Finding, TextField } from './finding.ts';

/** What a key of front matter becomes. Keys are compared in lower case and without `_`, `-` and blanks. */
const KEYS: readonly (readonly [TextField | 'authors', string])[] = [
  ['title', 'title 标题 题名'],
  ['authors', 'author authors creator by byline 作者'],
  ['source', 'publisher publication site sitename website media source 来源 媒体 发布机构'],
  ['url', 'url link href sourceurl original canonical 链接 原文 网址 原文链接'],
  [
    'published',
    'published date pubdate publishdate publisheddate datepublished publishedat 日期 发布日期 发布时间 刊发日期',
  ],
  ['tags', 'tags tag keywords keyword 标签 关键词'],
  ['column', 'column section 栏目'],
  ['edition', 'edition 版次'],
  ['documentNumber', 'documentnumber docnumber 文号 发文字号'],
  ['place', 'place location dateline 地点'],
  ['agency', 'agency 通讯社'],
];
const FIELDS = new Map(KEYS.flatMap(([field, keys]) => keys.split(' ').map((key) => [key, field] as const)));

/** The role of who signs in front matter. */
const AUTHOR_ROLE = '作者';

/** Front matter of more lines is text: the parser compares each key with all others. */
const MOST_LINES = 1000;

/** An alias may be followed so often: YAML that multiplies itself is refused. */
const MOST_ALIASES = 50;

/**
 * Front matter → findings, each with the lines of its key as evidence (rule `front-matter`). The YAML begins in line 2
 * of the file. A key that nobody knows, or a value that its field cannot hold, is kept as the editor line "key: value".
 * `null` where this is no YAML map: then it is text.
 */
export function readFrontMatter(yaml: string): Finding[] | null {
  const lines = yaml.split(/\r\n|\r|\n/u);
  if (lines.length > MOST_LINES) return null;
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { schema: 'core', prettyErrors: false, lineCounter });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const entries = toEntries(() => document.toJS({ mapAsMap: true, maxAliasCount: MOST_ALIASES }));
  if (entries === null) return null;
  const firsts = document.contents.items.map(({ key }) =>
    isScalar(key) ? lineCounter.linePos(key.range[0]).line - 1 : 0,
  );
  return entries.flatMap(([key, value], at) => {
    const first = at === 0 ? 0 : (firsts[at] ?? 0);
    return readEntry(key, value, evidenceOf(lines, first, firsts[at + 1] ?? lines.length));
  });
}

function toEntries(read: () => unknown): [string, unknown][] | null {
  try {
    const map = read();
    if (!(map instanceof Map)) return null;
    const known: Map<unknown, unknown> = map;
    return [...known].map(([key, value]) => [String(key), value]);
  } catch {
    return null;
  }
}

/** One piece of evidence for each line from `first` to `end` (exclusive, 0-based within the YAML). */
function evidenceOf(lines: readonly string[], first: number, end: number): Evidence[] {
  return lines.slice(first, Math.max(end, first + 1)).flatMap((line, at) => {
    const text = line.trim();
    const place = { line: first + at + 2, start: line.length - line.trimStart().length, length: text.length };
    return text === '' ? [] : [{ rule: 'front-matter', ...place }];
  });
}

function readEntry(key: string, value: unknown, evidence: readonly Evidence[]): Finding[] {
  const [first] = evidence;
  const field = FIELDS.get(key.toLowerCase().replace(/[_\s-]/gu, ''));
  const texts = textsOf(value);
  if (first === undefined) return [];
  const found = field === undefined || texts === null ? [] : readField(field, texts, first);
  const kept: Finding[] =
    found.length > 0 ? found : [{ field: 'editorLines', value: `${key}: ${printed(value)}`, evidence: first }];
  const [head] = kept;
  const others = head === undefined ? [] : evidence.slice(1).map((one) => ({ ...emptied(head), evidence: one }));
  return [...kept, ...others];
}

/** The same field without a further value: evidence of the entry's other lines. */
function emptied(finding: Finding): Finding {
  return finding.field === 'authors' ? { ...finding, value: [] } : { ...finding, value: '' };
}

/** The texts of a scalar or of a list of scalars; `null` for anything deeper. */
function textsOf(value: unknown): string[] | null {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.flatMap((one) =>
    typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [String(one).trim()] : [],
  );
  return texts.length === values.length && texts.length > 0 && texts.every((text) => text !== '') ? texts : null;
}

function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value instanceof Map ? Object.fromEntries(value) : value);
}

function readField(field: TextField | 'authors', texts: readonly string[], evidence: Evidence): Finding[] {
  const one = (name: TextField, value: string): Finding => ({ field: name, value, evidence });
  const text = texts.join(' ');
  switch (field) {
    case 'authors': {
      const authors = texts.flatMap(authorsOf);
      return authors.length === 0 ? [] : [{ field, value: authors, evidence }];
    }
    case 'source':
    case 'url': {
      const isAddress = /^https?:\/\/\S+$/u.test(text);
      return isAddress ? [one('url', text)] : field === 'source' ? [one('source', text)] : [];
    }
    case 'published': {
      const found = findDay(text);
      return found === null ? [] : [one('published', found.day)];
    }
    case 'tags': {
      const tags = texts.flatMap((each) => each.split(/[,，、;；]/u)).map((tag) => tag.trim().replace(/^#/u, ''));
      return tags.every((tag) => Tag.safeParse(tag).success) ? tags.map((tag) => one('tags', tag)) : [];
    }
    case 'place':
      return texts.map((place) => one('place', place));
    case 'title':
    case 'column':
    case 'edition':
    case 'documentNumber':
    case 'agency':
    case 'byline':
    case 'editorLines':
      return [one(field, text)];
  }
}

/** "[[Zhou Rong]], Chen Yi" → two authors. */
function authorsOf(text: string): Author[] {
  return text
    .replace(/\[\[|\]\]/gu, '')
    .split(/\s*(?:[,，、;；&]|\sand\s)\s*/u)
    .filter((name) => name !== '')
    .map((name) => ({ name, role: AUTHOR_ROLE }));
}
