import { Document, Scalar } from 'yaml';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import { fileName } from './file-name.ts';
import { obsidianTags } from './obsidian-tag.ts';

/** The version of the exported form: of the keys, the regions and their markers. */
export const EXPORT_SCHEMA = 1;

type Value = string | number | readonly string[] | Scalar | null;

/** A day is a date, not a text, and stands without quotes. */
function day(date: string): Scalar {
  const scalar = new Scalar(date);
  scalar.type = Scalar.PLAIN;
  return scalar;
}

/** Another name for links: the title, where the file cannot be named by it alone. */
function aliases(article: ArticleDocument): string[] {
  return fileName(article) === `${article.title}.md` ? [] : [article.title];
}

/** The keys in their order; names as Obsidian's Web Clipper has them, and three of our own. */
function properties(article: ArticleDocument, marks: MarksDocument): readonly [string, Value][] {
  const { published, year } = article;
  return [
    ['title', article.title],
    ['source', article.url],
    ['author', article.authors.map((author) => author.name)],
    ['publisher', article.source ?? article.agency],
    ['column', article.column],
    ['published', published === null ? null : day(published)],
    ['published-year', published === null && year !== null ? year.value : null],
    ['created', day(article.importedAt.slice(0, 10))],
    ['type', 'article'],
    ['tags', obsidianTags(marks.tags)],
    ['aliases', aliases(article)],
    ['zhaji-id', article.id],
    ['zhaji-schema', EXPORT_SCHEMA],
    ['zhaji-highlights', marks.annotations.length],
  ];
}

function isEmpty(value: Value): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What stands in quotes and is better spelled: line ends and invisible characters of older versions of YAML. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Templates too are spelled with YAML's escapes, so that nothing that runs over the raw file executes them. */
const template = /<(?=%)|\{(?=[{%])/g;

function spelled(yaml: string): string {
  const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return yaml.replace(unprintable, code).replace(template, code);
}

/**
 * The YAML front matter with its two lines of dashes: flat, empty keys left out, every text quoted. `created` is the day
 * of the import in UTC; `published` is there only with a full date, else `published-year` where one was inferred.
 */
export function frontMatter(article: ArticleDocument, marks: MarksDocument): string {
  const entries = properties(article, marks).filter(([, value]) => !isEmpty(value));
  const yaml = new Document(Object.fromEntries(entries)).toString({
    lineWidth: 0,
    defaultKeyType: 'PLAIN',
    defaultStringType: 'QUOTE_DOUBLE',
    doubleQuotedAsJSON: true,
    doubleQuotedMinMultiLineLength: Infinity,
  });
  return `---\n${spelled(yaml)}---`;
}
