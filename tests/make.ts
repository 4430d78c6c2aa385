import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { archiveFile, articleFile, marksFile, names, originalFile } from '../electron/archive/store/layout.ts';
import { ARCHIVE_SCHEMA } from '../shared/document/archive.ts';
import type { ArchiveDocument } from '../shared/document/archive.ts';
import { ARTICLE_SCHEMA, articleText } from '../shared/document/article.ts';
import type { ArticleDocument, Block } from '../shared/document/article.ts';
import { CONTEXT, MARKS_SCHEMA, noMarks, states } from '../shared/document/marks.ts';
import type { Annotation, MarksDocument } from '../shared/document/marks.ts';

/** A repeatable source of chance: whole numbers from 0 to below `n`. */
export type Dice = (n: number) => number;

/** Marsaglia's xorshift: the same seed throws the same numbers on every machine. */
export function dice(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) | 0 || 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** The `n`-th id: a valid ULID in lower case; later ones sort after earlier ones. */
export function makeId(n: number): string {
  let rest = n;
  let tail = '';
  while (tail.length < 16) {
    tail = DIGITS.charAt(rest % 32) + tail;
    rest = Math.floor(rest / 32);
  }
  return `01k5000000${tail}`;
}

const WORDS =
  '发展 改革 企业 市场 创新 产业 投资 就业 农村 城市 服务 技术 项目 资金 政策 监管 试点 推进 完善 加快 建设 提升 保障 开放 合作 能源 交通 数据 平台 标准'.split(
    ' ',
  );
const SOURCES = ['某某日报', '某某经济报', '某某时报', null];
const TAGS = ['经济', '经济/财税', '经济/财税/减税', '能源', '能源/电力', '就业'];

/** News-like Chinese of at least `length` characters, ended by a full stop. */
export function makeProse(length: number, roll: Dice): string {
  let text = '';
  let clause = 0;
  while (text.length < length) {
    text += WORDS[roll(WORDS.length)] ?? '';
    clause += 1;
    if (roll(6) === 0 && clause > 2) {
      text += roll(3) === 0 ? '。' : '，';
      clause = 0;
    }
  }
  return `${text.replace(/[，。]$/u, '')}。`;
}

/** A block whose segments say that it was imported as one line, number `line`, as it stands. */
export function makeBlock(n: number, text: string, kind: Block['kind'] = 'paragraph', line = n): Block {
  return { id: `b${n}`, kind, text, lines: [line, line], segments: [{ line, start: 0, length: text.length }] };
}

/** A valid article document; by default the id of 1, one heading and two short paragraphs, undated. */
export function makeArticle(overrides: Partial<ArticleDocument> = {}): ArticleDocument {
  const blocks = overrides.blocks ?? [
    makeBlock(1, '一、概况', 'heading'),
    makeBlock(2, '各地加快推进项目建设，服务企业发展。'),
    makeBlock(3, '专家认为，政策效果正在显现。'),
  ];
  return {
    schema: ARTICLE_SCHEMA,
    type: 'article',
    id: makeId(1),
    title: '各地加快推进项目建设',
    titleState: 'given',
    byline: null,
    agency: null,
    column: null,
    source: null,
    authors: [],
    published: null,
    year: null,
    earliest: null,
    place: [],
    url: null,
    edition: null,
    documentNumber: null,
    editorLines: [],
    evidence: {},
    blocks,
    joins: [],
    questions: [],
    encoding: 'utf-8',
    original: { file: 'story.txt', sha256: createHash('sha256').update(articleText({ blocks })).digest('hex') },
    importedAt: '2026-03-01T08:00:00.000Z',
    modifiedAt: '2026-03-01T08:00:00.000Z',
    revision: 1,
    textRevision: 1,
    splices: [],
    nextBlock: blocks.length + 1,
    nextQuestion: 1,
    ...overrides,
  };
}

/** A highlight of `start`–`end` (UTF-16 units) of the article's text, found exactly. */
export function makeAnnotation(
  article: { blocks: readonly { text: string }[] },
  start: number,
  end: number,
  overrides: Partial<Annotation> = {},
): Annotation {
  const text = articleText(article);
  return {
    id: makeId(1_000_000 + start),
    revision: 1,
    kind: 1,
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
    start,
    end,
    note: null,
    tags: [],
    createdAt: '2026-03-02T08:00:00.000Z',
    modifiedAt: '2026-03-02T08:00:00.000Z',
    located: 'exact',
    ...overrides,
  };
}

/** Marks of the article; by default none, but of revision 1, as if one had been set and taken back. */
export function makeMarks(article: ArticleDocument, overrides: Partial<MarksDocument> = {}): MarksDocument {
  return { ...noMarks(article), schema: MARKS_SCHEMA, revision: 1, ...overrides };
}

/** The `n`-th article of a generated archive: about `length` characters in five paragraphs, dated 2016–2026. */
export function makeStory(n: number, length = 1600): ArticleDocument {
  const roll = dice(n);
  const blocks = Array.from({ length: 5 }, (_, i) => makeBlock(i + 1, makeProse(length / 5, roll)));
  const day = new Date(Date.UTC(2016, 0, 1 + roll(3900))).toISOString().slice(0, 10);
  return makeArticle({
    id: makeId(n),
    title: makeProse(12, roll).slice(0, -1),
    source: SOURCES[roll(SOURCES.length)] ?? null,
    published: roll(10) === 0 ? null : day,
    earliest: roll(3) === 0 ? day : null,
    authors: roll(2) === 0 ? [{ name: '张三', role: '记者' }] : [],
    blocks,
    importedAt: new Date(Date.UTC(2026, 2, 1) + n * 1000).toISOString(),
  });
}

/** Marks for a story, for two thirds of them: state, star, tags, some highlights; one in twenty is in the trash. */
export function makeStoryMarks(article: ArticleDocument, n: number): MarksDocument | null {
  const roll = dice(n + 7_000_000);
  if (roll(3) === 0) return null;
  const size = articleText(article).length;
  const annotations = Array.from({ length: roll(4) }, (_, i) => {
    const start = Math.floor((size / 5) * i) + roll(10);
    return makeAnnotation(article, start, Math.min(size, start + 12), {
      id: makeId(2_000_000 + n * 10 + i),
      note: roll(2) === 0 ? '**注意**这一点' : null,
      tags: roll(3) === 0 ? [TAGS[roll(TAGS.length)] ?? ''] : [],
    });
  });
  return makeMarks(article, {
    state: states[roll(states.length)] ?? 'read',
    starred: roll(5) === 0,
    trashedAt: roll(20) === 0 ? '2026-03-05T08:00:00.000Z' : null,
    tags: roll(2) === 0 ? [TAGS[roll(TAGS.length)] ?? ''] : [],
    annotations,
  });
}

/** Writes one document as its JSON, making the folders above it. */
export function writeDocument(file: string, document: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
}

/** Writes a valid archive of `n` stories (ids 1 to n) without any fsync: about 10,000 in some seconds. */
export function writeArchive(folder: string, n: number, length = 1600): ArchiveDocument {
  const archive: ArchiveDocument = {
    schema: ARCHIVE_SCHEMA,
    type: 'archive',
    id: makeId(9_000_000),
    createdAt: '2026-03-01T08:00:00.000Z',
  };
  writeDocument(archiveFile(folder), archive);
  for (const name of [names.articles, names.marks, names.originals]) mkdirSync(join(folder, name), { recursive: true });
  for (let i = 1; i <= n; i += 1) {
    const article = makeStory(i, length);
    writeDocument(articleFile(folder, article.id), article);
    writeFileSync(originalFile(folder, article.original.sha256, 'txt'), articleText(article));
    const marks = makeStoryMarks(article, i);
    if (marks !== null) writeDocument(marksFile(folder, article.id), marks);
  }
  return archive;
}
