import type { Author, Evidence } from '../../../shared/document/article.ts';
import { readByline } from './byline.ts';
import type { Classified } from './candidate.ts';
import { type Dateline, readDateline } from './dateline.ts';
import { findDay, toDay } from './day.ts';
import { evidenceAt, partOf, type Finding, type TextField } from './finding.ts';
import { ISSUER_ROLE, readBareNames, readIssuer } from './issuer.ts';
import {
  type Masthead,
  readNameLine,
  readPageLine,
  readPaperMasthead,
  readSourceLine,
  readWebMasthead,
} from './masthead.ts';
import { readRecordLine } from './record-line.ts';
import { readDateLine, readDocumentNumber, readUrl } from './plain-lines.ts';

/**
 * Everything that a line about the article says. Each such line is the evidence of at least one field: one that says
 * nothing (来源： without a name) is kept as an editor line.
 */
export function readAboutLine(line: Classified): Finding[] {
  const at = (rule: string): Evidence => evidenceAt(rule, line.segments);
  const found = readLine(line, at);
  return found.length > 0 ? found : findings(at('editor-line'), ['editorLines', line.text]);
}

function readLine({ role, text }: Classified, at: (rule: string) => Evidence): Finding[] {
  switch (role) {
    case 'byline':
      return bylineFindings(text, at);
    case 'source':
      return findings(at('source-line'), ['source', readSourceLine(text)]);
    case 'masthead':
      return mastheadFindings(text, at);
    case 'document-number':
      return findings(at('document-number'), ['documentNumber', readDocumentNumber(text)]);
    case 'date':
      return findings(at('date-line'), ['published', readDateLine(text)]);
    case 'url':
      return findings(at('url-line'), ['url', readUrl(text)]);
    case 'editor':
      return recordFindings(text, at);
    case 'title':
    case 'heading':
    case 'caption':
    case 'body':
    case 'list':
    case 'quote':
    case 'table':
    case 'literal':
      return [];
  }
}

/** One finding for each value that is there. */
function findings(evidence: Evidence, ...values: (readonly [TextField, string | null])[]): Finding[] {
  return values.flatMap(([field, value]) => (value === null ? [] : [{ field, value, evidence }]));
}

function people(evidence: Evidence, authors: readonly Author[]): Finding[] {
  return authors.length === 0 ? [] : [{ field: 'authors', value: authors, evidence }];
}

function bylineFindings(text: string, at: (rule: string) => Evidence): Finding[] {
  const byline = readByline(text);
  const evidence = at('byline');
  if (byline !== null) {
    const { agency, column, place } = byline;
    return [
      ...findings(evidence, ['byline', text], ['agency', agency], ['column', column], ['place', place]),
      ...findings(at('byline-agency'), ['source', agency]),
      ...people(evidence, byline.authors),
    ];
  }
  const authors = readIssuer(text) ?? readBareNames(text) ?? [];
  const issuer = authors[0]?.role === ISSUER_ROLE ? authors.map(({ name }) => name).join('、') : null;
  return [
    ...findings(evidence, ['byline', text]),
    ...findings(at('issuer'), ['source', issuer]),
    ...people(evidence, authors),
  ];
}

function recordFindings(text: string, at: (rule: string) => Evidence): Finding[] {
  const parts = readRecordLine(text) ?? [{ field: 'other', value: text, printed: text }];
  return parts.flatMap(({ field, value, printed }) => {
    const day = field === 'published' || field === 'drafted' ? (findDay(value)?.day ?? null) : null;
    if (day !== null) return findings(at(field === 'drafted' ? 'record-drafted' : 'record'), ['published', day]);
    if (field === 'title' || field === 'source' || field === 'documentNumber')
      return findings(at('record'), [field, value]);
    return findings(at('editor-line'), ['editorLines', printed]);
  });
}

function mastheadFindings(text: string, at: (rule: string) => Evidence): Finding[] {
  const paper = readPaperMasthead(text);
  const masthead: Masthead | null = paper ?? readPageLine(text) ?? readWebMasthead(text) ?? readNameLine(text);
  if (masthead === null) return [];
  const evidence = at('masthead');
  const { source, published, edition, column, byline, authors, editors } = masthead;
  return [
    ...findings(paper === null ? at('source-line') : evidence, ['source', source]),
    ...findings(evidence, ['published', published], ['edition', edition], ['column', column], ['byline', byline]),
    ...editors.flatMap((editorLines) => findings(evidence, ['editorLines', editorLines])),
    ...people(evidence, authors),
  ];
}

/** What a paragraph's dateline says; the dateline itself stays in the text. `null` where there is none. */
export function readDatelineOf(
  block: Pick<Classified, 'text' | 'segments'>,
): { dateline: Dateline; findings: Finding[] } | null {
  const dateline = readDateline(block.text);
  const part = dateline === null ? null : partOf(block.segments, 0, dateline.length);
  if (dateline === null || part === null) return null;
  const { agency, place, authors, year, month, day } = dateline;
  const evidence = evidenceAt('dateline', [part]);
  const published = year === null || month === null || day === null ? null : toDay(year, month, day);
  return {
    dateline,
    findings: [
      ...findings(evidence, ['agency', agency], ['place', place], ['published', published]),
      ...findings({ ...evidence, rule: 'dateline-agency' }, ['source', agency]),
      ...people(evidence, authors),
    ],
  };
}

/** A bracket at the end of the text that signs it: "…同比增长。（本报记者 韩川）", "…（来源：新华社）". It stays in the text. */
export function readSignatureOf(block: Pick<Classified, 'text' | 'segments'>): Finding[] {
  const bracket = /[（(][^（）()]{2,60}[）)]$/u.exec(block.text.slice(-64))?.[0];
  if (bracket === undefined || bracket.length >= block.text.length) return [];
  const part = partOf(block.segments, block.text.length - bracket.length, bracket.length);
  const byline = readByline(bracket);
  const source = byline === null ? readSourceLine(bracket) : null;
  if (part === null || (byline === null && source === null)) return [];
  const evidence = evidenceAt('signature', [part]);
  return [
    ...findings(evidence, ['agency', byline?.agency ?? null], ['source', source]),
    ...findings({ ...evidence, rule: 'signature-agency' }, ['source', byline?.agency ?? null]),
    ...people(evidence, byline?.authors ?? []),
  ];
}
