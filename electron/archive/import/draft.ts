import type { ArticleContent } from '../../../shared/document/article.ts';
import { readAboutLine, readDatelineOf } from './about-lines.ts';
import { toBlocks } from './blocks.ts';
import type { Dateline } from './dateline.ts';
import { evidenceAt, type Finding } from './finding.ts';
import { type Metadata, toMetadata } from './metadata.ts';
import { findScene } from './place.ts';
import type { Asked } from './questions.ts';
import { askTitle } from './questions.ts';
import type { JoinedSection } from './sections.ts';
import { proposeTitles } from './title.ts';
import { type Dated, datedBlocks, inferYear, type YearReading, type YearVote } from './year.ts';

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
  const dateline = firstDateline(section);
  const about = section.about.flatMap(readAboutLine);
  const known = [...front, ...about, ...(dateline?.findings ?? [])];
  const hasPlace = known.some(({ field }) => field === 'place');
  const titled = nameArticle(section, front);
  const metadata = toMetadata([...known, ...titled.findings, ...(hasPlace ? [] : findScene(section.blocks))]);
  const dated = datedBlocks(section.blocks);
  const year = metadata.published === null ? inferYear(dated, statedYears(metadata, about)) : null;
  return { section, ...titled, metadata, text: toBlocks(section.blocks), dated, year };
}

function firstDateline(section: JoinedSection): { dateline: Dateline; findings: Finding[] } | null {
  const bodies = section.blocks.filter((block) => block.role === 'body').slice(0, DATELINE_REACH);
  return bodies.reduce<ReturnType<typeof readDatelineOf>>((found, block) => found ?? readDatelineOf(block), null);
}

type Titled = Pick<Draft, 'title' | 'titleQuestion'> & { readonly findings: readonly Finding[] };

/** The title: of the front matter, else of its line, else proposed. */
function nameArticle(section: JoinedSection, front: readonly Finding[]): Titled {
  const { title } = section;
  const given = front.find((finding) => finding.field === 'title' && finding.value !== '');
  const findings: Finding[] =
    title === null
      ? []
      : [{ field: 'title', value: title.line.text, evidence: evidenceAt(title.rule, title.line.segments) }];
  if (given?.field === 'title') {
    return { title: { title: given.value, titleState: 'given' }, titleQuestion: null, findings };
  }
  if (title !== null && title.rule !== 'first-line') {
    return { title: { title: title.line.text, titleState: 'given' }, titleQuestion: null, findings };
  }
  const proposals = title === null ? proposeTitles(section.blocks) : [{ rule: title.rule, title: title.line.text }];
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

/** The year in a document's number: 国发〔2019〕5号. */
function statedYears(metadata: Metadata, about: readonly Finding[]): YearVote[] {
  const number = metadata.documentNumber;
  const year = /(?:19|20)\d{2}/u.exec(number ?? '')?.[0];
  const line = about.find(({ field }) => field === 'documentNumber')?.evidence.line;
  if (number === null || year === undefined || line === undefined || line === null) return [];
  const evidence = { rule: 'document-number', line, quote: number };
  return [{ year: Number(year), weight: 0.9, evidence: () => evidence }];
}
