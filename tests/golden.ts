import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ArticleContent, type Block } from '../shared/document/article.ts';

const words = z.string().nullable();
const GoldenBlock = z.object({
  lines: z.array(z.int()),
  length: z.int(),
  first12: z.string(),
  last12: z.string(),
});

/** What three stories of a real newspaper hold, written down by a person: the parts that the import answers for. */
const Golden = z.object({
  joins: z.array(z.tuple([z.int(), z.int()])),
  articles: z.array(
    z.object({
      title: words,
      titleState: z.string(),
      proposedTitles: z.array(z.object({ title: z.string() })).default([]),
      byline: z.object({ raw: z.string() }).nullable(),
      authors: z.array(z.object({ name: z.string(), role: z.string() })),
      agency: words,
      column: words,
      source: z.object({ name: z.string() }),
      place: z.array(z.object({ name: z.string() })),
      date: z.object({ year: z.object({ value: z.int() }), earliest: z.string() }),
      headings: z.array(z.object({ line: z.int(), level: z.int(), text: z.string() })),
      paragraphs: z.array(GoldenBlock),
      captions: z.array(GoldenBlock),
    }),
  ),
});

const cases = new URL('./cases/three-stories/', import.meta.url);

/** The file of the three stories, as a path. */
export const threeStories = fileURLToPath(new URL('story.txt', cases));

const golden = Golden.parse(JSON.parse(readFileSync(new URL('articles.json', cases), 'utf8')));

/** What must be read from the three stories, in the form of `essentials`. */
export function goldenEssentials(): unknown {
  return {
    articles: golden.articles.map((article) => ({
      title: article.title ?? article.proposedTitles[0]?.title,
      titleState: article.titleState === 'missing' ? 'proposed' : 'given',
      proposals: article.title === null ? article.proposedTitles.map(({ title }) => title) : [],
      byline: article.byline?.raw ?? null,
      authors: article.authors,
      agency: article.agency,
      column: article.column,
      source: article.source.name,
      year: article.date.year.value,
      earliest: article.date.earliest.length === 7 ? `${article.date.earliest}-01` : article.date.earliest,
      // of a scene the city alone: the first of the names, which go down to the street
      place: article.place.slice(0, 1).map(({ name }) => name),
      blocks: [
        ...article.headings.map(({ line, ...heading }) => ({ kind: 'heading', lines: [line], ...heading })),
        ...article.paragraphs.map((block) => ({ kind: 'paragraph', ...block })),
        ...article.captions.map((block) => ({ kind: 'caption', ...block })),
      ].sort((one, other) => (one.lines[0] ?? 0) - (other.lines[0] ?? 0)),
    })),
    joins: golden.joins,
  };
}

/** What is compared of articles: all but certainties, rules and ids. */
export function essentials(articles: readonly ArticleContent[]): unknown {
  return {
    articles: articles.map(({ title, titleState, byline, authors, agency, column, source, ...article }) => ({
      ...{ title, titleState, byline, authors, agency, column, source },
      proposals: article.questions
        .filter(({ code }) => code === 'title-proposed')
        .flatMap(({ choices }) => choices.filter((choice) => choice !== 'dismiss')),
      year: article.year?.value,
      earliest: article.earliest,
      place: article.place,
      blocks: article.blocks.map(blockEssentials),
    })),
    joins: articles.flatMap(({ blocks, joins }) =>
      joins.map(({ block, at }) => seamLines(findBlock(blocks, block), at)),
    ),
  };
}

function blockEssentials({ kind, level, text, segments }: Block): unknown {
  const lines = [...new Set(segments.map(({ line }) => line))];
  if (kind === 'heading') return { kind, lines, level, text };
  return { kind, lines, length: text.length, first12: text.slice(0, 12), last12: text.slice(-12) };
}

/** What is wrong with the years' evidence: each quote must be a piece of its line, the third story must lean on the others. */
export function evidenceFlaws(articles: readonly ArticleContent[], lines: readonly string[]): string[] {
  const flaws = articles.flatMap(({ year }, index) => {
    const evidence = year?.evidence ?? [];
    const strange = evidence.filter(({ line, quote }) => quote === '' || lines[line - 1]?.includes(quote) !== true);
    return [
      ...(evidence.length === 0 ? [`story ${index + 1} has no evidence`] : []),
      ...strange.map(({ line, quote }) => `“${quote}” is not in line ${line}`),
    ];
  });
  const [, , third] = articles;
  const [first, last] = [third?.blocks[0]?.lines[0] ?? 0, third?.blocks.at(-1)?.lines[1] ?? 0];
  const borrowed = third?.year?.evidence.filter(({ rule }) => rule === 'same-file') ?? [];
  if (borrowed.length === 0) flaws.push('story 3 leans on no other');
  for (const { line } of borrowed) if (line >= first && line <= last) flaws.push(`line ${line} is story 3’s own`);
  return flaws;
}

/** The block with this id. */
export function findBlock(blocks: readonly Block[], id: string): Block {
  const block = blocks.find((each) => each.id === id);
  if (block === undefined) throw new Error(`no block ${id}`);
  return block;
}

/** The lines on either side of a seam at offset `at` of a block's text. */
export function seamLines(block: Block, at: number): [number, number] {
  let shown = 0;
  let before = 0;
  for (const segment of block.segments) {
    if (shown >= at && segment.line !== before && before !== 0) return [before, segment.line];
    shown += segment.shown ?? segment.length;
    before = segment.line;
  }
  throw new Error(`no seam at ${at}`);
}
