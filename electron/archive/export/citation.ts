import type { ArticleDocument } from '../../../shared/document/article.ts';

/** What a full reference needs and an article may lack. */
export type MissingPart = 'author' | 'title' | 'newspaper' | 'publisher' | 'date' | 'page';

/**
 * A reference by GB/T 7714—2015: `text` up to the address, the address, and what is missing. Nothing is ever invented:
 * an inferred year is not a date, a proposed title is reported.
 */
export interface Citation {
  readonly text: string;
  readonly url: string | null;
  readonly missing: readonly MissingPart[];
}

/** Newspapers and news agencies, by the end of the name or a word of it: 光明日报, 中国新闻社, The Straits Times. */
const press = /[报報社]$|\b(?:daily|times|post|news|journal|herald|gazette|tribune|agency)\b/i;

/** 8.1.2 of the standard: three names, then 等 (`et al` after names in Latin letters). */
const NAMES = 3;
const OTHERS = '等';
const OTHERS_LATIN = 'et al';

function responsible(authors: ArticleDocument['authors']): string {
  const names = authors.slice(0, NAMES).map((author) => author.name);
  if (authors.length > NAMES) names.push(/\p{Script=Han}/u.test(names.join('')) ? OTHERS : OTHERS_LATIN);
  return names.join(', ');
}

/** `第4版` → `4`, `第A02版` → `A02`: the standard puts the bare number into brackets. */
function pageNumber(edition: string): string {
  return edition.replace(/^第\s*(.+?)\s*版$/, '$1');
}

/** A sentence of the reference; one that ends with a full stop already gets no second. */
function part(text: string): string {
  return text === '' ? '' : text.endsWith('.') ? `${text} ` : `${text}. `;
}

/** `光明日报, 2026-05-13(4)` */
function inNewspaper({ published, edition }: ArticleDocument, source: string | null): string {
  const page = edition === null ? '' : `(${pageNumber(edition)})`;
  return [source, published].filter((piece) => piece !== null).join(', ') + page;
}

/** `中国政府网, 2026(2026-05-13)` */
function onSite({ published }: ArticleDocument, source: string | null): string {
  if (published === null) return source ?? '';
  return `${source === null ? '' : `${source}, ${published.slice(0, 4)}`}(${published})`;
}

/**
 * The article's reference: `[N]` for a newspaper or agency (`[N/OL]` where an address is known), `[EB/OL]` for a page of
 * any other site. The day of the import is the day of access.
 */
export function citation(article: ArticleDocument): Citation {
  const source = article.source ?? article.agency;
  const { url } = article;
  const isNews = url === null || article.edition !== null || (source !== null && press.test(source));
  const author = responsible(article.authors);
  const type = isNews ? (url === null ? 'N' : 'N/OL') : 'EB/OL';
  const place = isNews ? inNewspaper(article, source) : onSite(article, source);
  const access = url === null ? '' : `[${article.importedAt.slice(0, 10)}]`;
  const lacks: readonly [MissingPart, boolean][] = [
    ['author', author === ''],
    ['title', article.titleState === 'proposed'],
    [isNews ? 'newspaper' : 'publisher', source === null],
    ['date', article.published === null],
    ['page', isNews && article.edition === null],
  ];
  return {
    text: `${part(author)}${part(`${article.title}[${type}]`)}${part(place + access)}`.trimEnd(),
    url,
    missing: lacks.filter(([, isMissing]) => isMissing).map(([name]) => name),
  };
}
