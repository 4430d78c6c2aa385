import { articleText, type ArticleContent, type Evidence, type Question } from '../../../shared/document/article.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Candidate } from './candidate.ts';
import { classify } from './classify.ts';
import type { Decoded } from './decode.ts';
import { draftArticle, type Draft } from './draft.ts';
import { findEarliest } from './earliest.ts';
import type { Finding } from './finding.ts';
import { readFrontMatter } from './front-matter-fields.ts';
import { readLines, sourceLines } from './lines.ts';
import { readMarkdown } from './markdown.ts';
import { askBlocks, askEncoding, askYear } from './questions.ts';
import { shareYears } from './same-file.ts';
import { joinSections } from './sections.ts';
import { split } from './split.ts';
import type { YearEvidence } from './year.ts';

/** The longest article, in UTF-16 units of its text. */
const LONGEST_ARTICLE = 2_000_000;

/** One article of a file, and the tags that its front matter gave it. */
export interface ReadArticle {
  readonly content: ArticleContent;
  readonly tags: string[];
}

/**
 * A decoded file → its articles: lines are classified, torn sentences joined, articles divided, and their metadata
 * read, each field with its evidence. `.md` and `.markdown` are Markdown, all else is plain text. Pure.
 *
 * Throws `article-too-long` (`{file, length, limit}`, UTF-16 units) and `file-empty` (`{file}`) where nothing but
 * syntax is left.
 */
export function readArticles(decoded: Decoded, file: { readonly name: string }): ReadArticle[] {
  const { candidates, front } = readFormat(decoded.text, file.name);
  if (candidates.length === 0) throw new ArchiveFailure('file-empty', { file: file.name });
  const sections = joinSections(split(classify(candidates), front === null ? null : { title: titleOf(front) }));
  for (const { blocks } of sections) {
    const { length } = articleText({ blocks });
    if (length > LONGEST_ARTICLE) {
      throw new ArchiveFailure('article-too-long', { file: file.name, length, limit: LONGEST_ARTICLE });
    }
  }
  const drafts = sections.map((section) => draftArticle(section, front ?? []));
  const lines = sourceLines(decoded.text);
  return shareYears(drafts, lines).map((draft) => finish(draft, decoded, lines));
}

/** Front matter that is no YAML map is text like any other. */
function readFormat(text: string, name: string): { candidates: Candidate[]; front: Finding[] | null } {
  if (!/\.(?:md|markdown)$/iu.test(name)) return { candidates: readLines(text), front: null };
  const { frontMatter, candidates } = readMarkdown(text);
  const front = frontMatter === null ? null : readFrontMatter(frontMatter);
  if (frontMatter === null || front !== null) return { candidates, front };
  const literal = readLines(`\n${frontMatter}`).map((line): Candidate => ({ ...line, mark: 'literal' }));
  return { candidates: [...literal, ...candidates], front: null };
}

/** The title that front matter gives. */
function titleOf(front: readonly Finding[]): string | null {
  const title = front.find((finding) => finding.field === 'title' && finding.value !== '');
  return title?.field === 'title' ? title.value : null;
}

function finish(draft: Draft, decoded: Decoded, lines: readonly string[]): ReadArticle {
  const { section, title, titleQuestion, metadata, text, dated, year } = draft;
  const { tags, evidence, ...fields } = metadata;
  const earliest = year === null ? null : findEarliest(dated, year.year.value);
  const questions = [
    ...(titleQuestion === null ? [] : [titleQuestion]),
    ...(year === null ? [] : askYear(year)),
    ...askEncoding(decoded),
    ...askBlocks(section, isCorroborated(draft)),
  ];
  const content: ArticleContent = {
    ...title,
    ...fields,
    year: year?.year ?? null,
    earliest: earliest?.day ?? null,
    evidence: {
      ...evidence,
      ...(year === null ? {} : { year: year.year.evidence.map((quoted) => placeOf(quoted, lines)) }),
      ...(earliest === null ? {} : { earliest: [earliest.evidence] }),
    },
    ...text,
    questions: questions.map((question, index): Question => ({ id: `q${index + 1}`, ...question })),
  };
  return { content, tags };
}

/** Where in its line a literal quote stands. */
function placeOf({ rule, line, quote }: YearEvidence, lines: readonly string[]): Evidence {
  return { rule, line, start: Math.max(0, (lines[line - 1] ?? '').indexOf(quote)), length: quote.length };
}

/**
 * Whether the article is known by more than its text: another one below it would have its own byline or source, too.
 */
function isCorroborated({ section, metadata }: Draft): boolean {
  const isTitled = section.title !== null && section.title.rule !== 'first-line';
  return isTitled || section.about.length > 0 || metadata.agency !== null;
}
