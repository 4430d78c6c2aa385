import type { ArticleContent, Encoding } from '../../../shared/document/article.ts';
import { articleText } from '../../../shared/document/article.ts';
import { decode } from './decode.ts';
import { fingerprintOf, type Fingerprint } from './fingerprint.ts';
import { readArticles } from './read-articles.ts';
import type { Source } from './read-source.ts';

/** One story of a file, with what tells whether it is known. */
export interface ReadStory {
  readonly content: ArticleContent;
  readonly tags: readonly string[];
  readonly fingerprint: Fingerprint;
}

/** All that a file says. */
export interface ReadFile {
  readonly encoding: Encoding;
  readonly stories: readonly ReadStory[];
}

/**
 * Reads a file's stories: everything between its bytes and its articles. Pure, but long for a long file: hosts call it by
 * way of `StoryReader`. Throws what `decode` and `readArticles` throw.
 */
export function readStories(source: Source, encoding?: Encoding): ReadFile {
  const decoded = decode(source.bytes, encoding);
  const stories = readArticles(decoded, source).map(({ content, tags }) => ({
    content,
    tags,
    fingerprint: fingerprintOf(articleText(content)),
  }));
  return { encoding: decoded.encoding, stories };
}
