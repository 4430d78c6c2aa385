import type { ArticleContent, Author, Evidence, EvidenceField } from '../../../shared/document/article.ts';
import { evidenceFields } from '../../../shared/document/article.ts';
import type { Finding, TextField } from './finding.ts';

/** The metadata of one article, but for its title and what the year is inferred from. */
export type Metadata = Pick<
  ArticleContent,
  | 'byline'
  | 'agency'
  | 'column'
  | 'source'
  | 'authors'
  | 'published'
  | 'place'
  | 'url'
  | 'edition'
  | 'documentNumber'
  | 'editorLines'
  | 'evidence'
> & { readonly tags: string[] };

/** Which rule is believed first where several lines say something of one field. Rules that are not here come last. */
const TRUST: readonly string[] = [
  'front-matter',
  'heading-mark',
  'title-line',
  'source-line',
  'masthead',
  'record',
  'date-line',
  'record-drafted',
  'issuer',
  'byline',
  'byline-agency',
  'dateline',
  'dateline-agency',
  'signature',
  'signature-agency',
  'scene',
];

/** Guesses that are dropped, evidence and all, where the field was stated. */
const GUESSES: ReadonlySet<string> = new Set([
  'issuer',
  'byline-agency',
  'dateline-agency',
  'signature-agency',
  'scene',
]);

/** Findings of all lines → the fields. Of single values the most trusted wins, and the others stay as evidence. */
export function toMetadata(found: readonly Finding[]): Metadata {
  const findings = dropGuesses([...found].sort((a, b) => trust(a) - trust(b)));
  return {
    byline: inOrder(findings, 'byline').join('\n') || null,
    agency: first(findings, 'agency'),
    column: first(findings, 'column'),
    source: signedSource(findings) ?? first(findings, 'source'),
    authors: allAuthors(findings),
    published: first(findings, 'published'),
    place: [...new Set(values(findings, 'place'))],
    url: first(findings, 'url'),
    edition: first(findings, 'edition'),
    documentNumber: first(findings, 'documentNumber'),
    editorLines: inOrder(findings, 'editorLines'),
    tags: [...new Set(values(findings, 'tags'))],
    evidence: collectEvidence(findings),
  };
}

function trust({ evidence }: Finding): number {
  const at = TRUST.indexOf(evidence.rule);
  return at < 0 ? TRUST.length : at;
}

function dropGuesses(sorted: readonly Finding[]): Finding[] {
  const stated = new Set<EvidenceField>();
  return sorted.filter((finding) => {
    if (GUESSES.has(finding.evidence.rule) && stated.has(finding.field)) return false;
    if (finding.evidence.rule !== 'issuer') stated.add(finding.field);
    return true;
  });
}

function values(findings: readonly Finding[], field: TextField): string[] {
  return findings.flatMap((finding) => (finding.field === field && finding.value !== '' ? [finding.value] : []));
}

function first(findings: readonly Finding[], field: TextField): string | null {
  return values(findings, field)[0] ?? null;
}

/** Authorities that sign a notice together, each on its line. */
function signedSource(findings: readonly Finding[]): string | null {
  const sources = findings.filter(({ field }) => field === 'source');
  const isSigned = sources[0]?.evidence.rule === 'issuer';
  return isSigned ? inOrder(sources, 'source').join('、') : null;
}

/** Values of a field in the order of the file. */
function inOrder(findings: readonly Finding[], field: TextField): string[] {
  const ordered = findings.filter((finding) => finding.field === field).sort(byPlace);
  return values(ordered, field);
}

function byPlace(a: Finding, b: Finding): number {
  return (a.evidence.line ?? 0) - (b.evidence.line ?? 0) || (a.evidence.start ?? 0) - (b.evidence.start ?? 0);
}

/** Each person once, with the role that was read first. */
function allAuthors(findings: readonly Finding[]): Author[] {
  const authors = new Map<string, Author>();
  for (const finding of findings) {
    if (finding.field !== 'authors') continue;
    for (const author of finding.value) if (!authors.has(author.name)) authors.set(author.name, author);
  }
  return [...authors.values()];
}

function collectEvidence(findings: readonly Finding[]): ArticleContent['evidence'] {
  const evidence: ArticleContent['evidence'] = {};
  for (const field of evidenceFields) {
    const list = findings.filter((finding) => finding.field === field).map((finding) => finding.evidence);
    if (list.length > 0) evidence[field] = unique(list);
  }
  return evidence;
}

function unique(list: readonly Evidence[]): Evidence[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}
