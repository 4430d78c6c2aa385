import type { Segment } from '../../../shared/document/article.ts';

/**
 * What the source itself says of a piece of text, by its marks. `literal` is Markdown's code or HTML, `caption` the
 * words that stand for a picture.
 */
export type Mark = 'none' | 'caption' | 'heading' | 'list' | 'quote' | 'table' | 'literal';

/**
 * One non-blank line of a text file, or one line of one Markdown block: a candidate for a block of the article.
 * Both readers (lines.ts, markdown.ts) make these, and all rules work on them.
 */
export interface Candidate {
  /** First and last line of the source, 1-based (a table or a code block spans several). */
  readonly lines: readonly [number, number];
  /** The text without its marks and without blanks at the edges. */
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Blank lines before it; 0 after a soft break. */
  readonly gap: number;
  /** Set in by two or more blanks (　　), as a Chinese paragraph's first line is. */
  readonly indented: boolean;
  readonly mark: Mark;
  /** 1–6, where `mark` is `heading`. */
  readonly level?: number;
  /** A further line of the same Markdown paragraph, after a soft break: to Markdown the two are one. */
  readonly continues?: true;
}

/** What the rules take a candidate for. */
export type Role =
  | 'title'
  | 'heading'
  | 'byline'
  | 'source'
  | 'editor'
  | 'masthead'
  | 'document-number'
  | 'date'
  | 'url'
  | 'caption'
  | 'body'
  | 'list'
  | 'quote'
  | 'table'
  | 'literal';

/** A candidate with its role, and whether the rules are sure of it. */
export interface Classified extends Candidate {
  readonly role: Role;
  readonly isSure: boolean;
}
