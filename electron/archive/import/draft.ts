import type { ArticleContent } from '../../../shared/document/article.ts';
import { readAboutLine, readDatelineOf, readSignatureOf } from './about-lines.ts';
import { toBlocks } from './blocks.ts';
import { evidenceAt, partOf, type Finding } from './finding.ts';
import { type Metadata, toMetadata } from './metadata.ts';
import { findScene } from './place.ts';
import type { Asked } from './questions.ts';
import { askTitle } from './questions.ts';
import type { JoinedSection } from './sections.ts';
import { isProse, isTitleLike } from './line-shape.ts';
import { proposeTitles, readStatedTitle } from './title.ts';
import { anniversaryYears } from './year-calendar.ts';
import { findYears } from './year-mentions.ts';
import { type Dated, datedBlocks, inferYear, voteAt, type YearReading, type YearVote } from './year.ts';

/** One article, read but for what its neighbours in the file may still say of its year. */
export interface Draft {
  readonly section: JoinedSection;
  readonly title: Pick<ArticleContent, 'title' | 'titleState'>;
  readonly titleQuestion: Asked | null;
  readonly metadata: Metadata;
  readonly text: Pick<ArticleContent, 'blocks' | 'joins'>;
  readonly dated: readonly Dated[];
  /** `null` where the day of publication is known, or nothing speaks for a year. */
  readonly year: YearReading | null;
}

/** Paragraphs from the top that may open with a dateline. */
const DATELINE_REACH = 2;

/** Reads one article of a file; `front` is what its front matter says. */
export function draftArticle(section: JoinedSection, front: readonly Finding[]): Draft {
  const about = section.about.flatMap(readAboutLine);
  const known = [...front, ...about, ...inlineFindings(section)];
  const hasPlace = known.some(({ field }) => field === 'place');
  const titled = nameArticle(section, front, about);
  const metadata = toMetadata([...known, ...titled.findings, ...(hasPlace ? [] : findScene(section.blocks))]);
  const dated = datedBlocks(section.blocks);
  const year =
    metadata.published === null
      ? inferYear(dated, [
          ...statedYears(metadata, about),
          ...datelineYears(section, dated),
          ...titleYears(section),
          ...anniversaryYears(dated, section.title === null ? [] : [section.title.text]),
        ])
      : null;
  return { section, ...titled, metadata, text: toBlocks(section.blocks), dated, year };
}

/** What the text itself says of its origin: the dateline at its top, a signature or a dateline alone at its end. */
function inlineFindings(section: JoinedSection): Finding[] {
  const bodies = section.blocks.filter((block) => block.role === 'body');
  const top = bodies
    .slice(0, DATELINE_REACH)
    .map(readDatelineOf)
    .find((found) => found !== null);
  const last = bodies.at(-1);
  if (last === undefined) return [];
  const bottom = top === undefined ? readDatelineOf(last) : null;
  const isAlone = bottom !== null && bottom.dateline.length >= last.text.length;
  return [...(top?.findings ?? []), ...(isAlone ? bottom.findings : []), ...readSignatureOf(last)];
}

type Titled = Pick<Draft, 'title' | 'titleQuestion'> & { readonly findings: readonly Finding[] };

/** The title: of the front matter, else of its line, else of a record above the text, else proposed. */
function nameArticle(section: JoinedSection, front: readonly Finding[], about: readonly Finding[]): Titled {
  const { title } = section;
  const given = front.find((finding) => finding.field === 'title' && finding.value !== '');
  const findings = (title?.lines ?? []).map((line): Finding => ({
    field: 'title',
    value: line.text,
    evidence: evidenceAt(title?.rule ?? '', line.segments),
  }));
  if (given?.field === 'title') {
    return { title: { title: given.value, titleState: 'given' }, titleQuestion: null, findings };
  }
  if (title !== null && title.rule !== 'first-line') {
    return { title: { title: title.text, titleState: 'given' }, titleQuestion: null, findings };
  }
  const recorded = about.find(({ field }) => field === 'title');
  if (recorded?.field === 'title') {
    return { title: { title: recorded.value, titleState: 'given' }, titleQuestion: null, findings };
  }
  const stated = title === null ? statedTitle(section) : null;
  if (stated !== null) return stated;
  const proposals = title === null ? proposalsFor(section) : [{ rule: title.rule, title: title.text }];
  const rule = proposals[0]?.rule ?? 'first-clause';
  return {
    title: { title: proposals[0]?.title ?? '', titleState: 'proposed' },
    titleQuestion: askTitle(proposals, rule),
    findings:
      title === null
        ? [{ field: 'title', value: '', evidence: { rule, line: null, start: null, length: null } }]
        : findings,
  };
}

/** Short lines that stand apart over the text (引题, 主题) are each offered; else titles are made of the text. */
function proposalsFor({ blocks }: JoinedSection): readonly { rule: string; title: string }[] {
  const end = blocks.findIndex(({ role, text }) => role !== 'body' || !isTitleLike(text, true) || isProse(text));
  const lines = blocks.slice(0, Math.max(0, end));
  const isHead = lines.length >= 2 && lines.length <= MOST_HEAD_LINES;
  return isHead ? lines.map(({ text }) => ({ rule: 'first-line', title: text })) : proposeTitles(blocks);
}

/** Lines over a text that may each be its title. */
const MOST_HEAD_LINES = 3;

function statedTitle(section: JoinedSection): Titled | null {
  const [block] = section.blocks.filter(({ role }) => role === 'body');
  const stated = block === undefined ? null : readStatedTitle(block.text);
  const part =
    block === undefined || stated === null ? null : partOf(block.segments, stated.start, stated.title.length);
  if (stated === null || part === null) return null;
  const finding: Finding = { field: 'title', value: stated.title, evidence: evidenceAt('dateline-title', [part]) };
  return { title: { title: stated.title, titleState: 'given' }, titleQuestion: null, findings: [finding] };
}

/** The dateline's day told with its year somewhere in the text: 7月3日电 and 2025年7月3日. */
function datelineYears(section: JoinedSection, dated: readonly Dated[]): YearVote[] {
  const bodies = section.blocks.filter((block) => block.role === 'body').slice(0, DATELINE_REACH);
  const dateline = bodies.map((block) => readDatelineOf(block)?.dateline).find((found) => found?.day != null);
  if (dateline === undefined) return [];
  return dated.flatMap(({ block, mentions }) =>
    mentions
      .filter(({ kind, month, day }) => kind === 'explicit' && month === dateline.month && day === dateline.day)
      .map(({ value: year, start, end }) => voteAt(block, 'dateline-day', { year, weight: 0.85, start, end })),
  );
}

/** The year in a document's number: 国发〔2019〕5号. */
function statedYears(metadata: Metadata, about: readonly Finding[]): YearVote[] {
  const number = metadata.documentNumber;
  const year = /(?:19|20)\d{2}/u.exec(number ?? '')?.[0];
  const line = about.find(({ field }) => field === 'documentNumber')?.evidence.line;
  if (number === null || year === undefined || line === undefined || line === null) return [];
  const evidence = { rule: 'document-number', line, quote: number };
  return [{ year: Number(year), weight: 0.9, evidence: () => evidence }];
}

/** The year that a title names: 2024年全国两会闭幕. */
function titleYears({ title }: JoinedSection): YearVote[] {
  return (title?.lines ?? []).flatMap((line) =>
    findYears(line.text)
      .filter(({ kind, isAhead }) => kind === 'explicit' && !isAhead)
      .map(({ value: year, start, end }) => voteAt(line, 'title-year', { year, weight: 0.55, start, end })),
  );
}
