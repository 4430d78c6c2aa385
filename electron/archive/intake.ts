import { createHash } from 'node:crypto';
import { articleOf, type Article } from '../../shared/contract/article.ts';
import type { ImportResult } from '../../shared/contract/import.ts';
import {
  articleText,
  type ArticleContent,
  type ArticleDocument,
  type Encoding,
} from '../../shared/document/article.ts';
import { asFailure } from './failure.ts';
import { jaccard, type Fingerprint } from './import/fingerprint.ts';
import { readSource, type Source } from './import/read-source.ts';
import type { ReadStory } from './import/read-stories.ts';
import { StoryReader } from './import/story-reader.ts';
import type { Duplicates } from './index/messages.ts';
import { newArticle, newMarks, withQuestion } from './new-document.ts';
import type { Fs } from './store/fs-port.ts';
import { extensionOf } from './store/layout.ts';
import type { Workshop } from './workshop.ts';

/** From this similarity on, a text is asked about as nearly the same as another. */
const NEARLY_THE_SAME = 0.9;

/** How to import. `onProgress` hears of each file before it is read: files done, files in all, the file at hand. */
export interface ImportManner {
  readonly keepDuplicates: boolean;
  readonly onProgress?: (done: number, total: number, file: string) => void;
}

/** One story of a file, read and ready to be stored. */
interface Story extends ReadStory {
  readonly encoding: Encoding;
  readonly source: Source;
}

/** Where stories go: into an archive, or nowhere (a trial). */
interface Shelf {
  duplicates(fingerprint: Fingerprint): Promise<Duplicates>;
  /** Title and text of an article that the shelf has. */
  look(id: string): Promise<{ title: string; text: string } | null>;
  put(story: Story): Promise<Article>;
}

/**
 * Imports files one after the other. What cannot be read is a failure of its own and the rest goes on; what the archive
 * has already is told and left out (unless duplicates are kept). One entry of the journal moves it all to the trash.
 */
export async function importFiles(
  workshop: Workshop,
  files: readonly string[],
  manner: ImportManner,
): Promise<ImportResult> {
  const stored: string[] = [];
  const shelf: Shelf = {
    ...existing(workshop),
    put: async (story) => {
      const article = await store(workshop, story);
      stored.push(article.id);
      return articleOf(article);
    },
  };
  try {
    return await eachFile(workshop, files, manner, shelf);
  } finally {
    const steps = stored.map((id) => ({ id, operation: { type: 'trash' as const } }));
    await workshop.record({ operation: 'import', steps });
  }
}

/** Reads files like {@link importFiles} and stores nothing; `workshop` is null where there is no archive yet. */
export async function tryFiles(
  fs: Fs,
  workshop: Workshop | null,
  files: readonly string[],
  manner: ImportManner,
): Promise<ImportResult> {
  const nothing: Omit<Shelf, 'put'> = {
    duplicates: () => Promise.resolve({ exact: null, near: [] }),
    look: () => Promise.resolve(null),
  };
  const reader = new StoryReader();
  const shelf: Shelf = {
    ...(workshop === null ? nothing : existing(workshop)),
    put: ({ content, encoding, source }) =>
      Promise.resolve({
        id: null,
        ...content,
        encoding,
        original: { file: source.name, sha256: createHash('sha256').update(source.bytes).digest('hex') },
        importedAt: null,
        revision: null,
        textRevision: 1,
      }),
  };
  try {
    return await eachFile({ fs, reader }, files, manner, shelf);
  } finally {
    await reader.close();
  }
}

function existing({ catalogue, store }: Workshop): Omit<Shelf, 'put'> {
  return {
    duplicates: (fingerprint) => catalogue.duplicates(fingerprint),
    look: async (id) => {
      const { article } = await store.read(id);
      return { title: article.title, text: articleText(article) };
    },
  };
}

async function eachFile(
  { fs, reader }: { fs: Fs; reader: StoryReader },
  files: readonly string[],
  manner: ImportManner,
  shelf: Shelf,
): Promise<ImportResult> {
  const result: ImportResult = { articles: [], duplicates: [], failures: [] };
  for (const [done, file] of files.entries()) {
    manner.onProgress?.(done, files.length, file);
    try {
      const source = await readSource(fs, file);
      const { encoding, stories } = await reader.read(source);
      for (const story of stories) await place({ ...story, encoding, source }, file, manner, shelf, result);
    } catch (error) {
      const { code, data } = asFailure(error).toValue();
      if (code.startsWith('archive-')) throw error;
      // A failure of the archive's own files names those, not the one that was to be imported.
      const isOfArchive = code.startsWith('disk-') || code.startsWith('document-');
      result.failures.push({ file, code, data: isOfArchive ? data : { ...data, file } });
    }
  }
  return result;
}

/** Puts one story on the shelf, unless it stands there already. */
async function place(
  story: Story,
  file: string,
  manner: ImportManner,
  shelf: Shelf,
  result: ImportResult,
): Promise<void> {
  const { exact, near } = await shelf.duplicates(story.fingerprint);
  // One that cannot be read any more is no reason to turn its text away.
  const isThere = exact !== null && (await lookOrNull(shelf, exact.id)) !== null;
  if (isThere && !manner.keepDuplicates) {
    result.duplicates.push({ file, ...exact });
    return;
  }
  const content = exact === null ? await askAboutTwin(story.content, near, shelf) : story.content;
  result.articles.push(await shelf.put({ ...story, content }));
}

/** Asks whether the story is wanted where one of the candidates is nearly the same. */
async function askAboutTwin(
  content: ArticleContent,
  candidates: readonly string[],
  shelf: Shelf,
): Promise<ArticleContent> {
  for (const id of candidates) {
    const other = await lookOrNull(shelf, id);
    const likeness = other === null ? 0 : jaccard(articleText(content), other.text);
    if (other === null || likeness < NEARLY_THE_SAME) continue;
    const data = { id, title: other.title, percent: Math.floor(likeness * 100) };
    return withQuestion(content, { code: 'near-duplicate', data, choices: ['trash', 'dismiss'] });
  }
  return content;
}

/** The article, or null where its document cannot be read: that is the article's trouble, not the import's. */
async function lookOrNull(shelf: Shelf, id: string): ReturnType<Shelf['look']> {
  try {
    return await shelf.look(id);
  } catch {
    return null;
  }
}

/** Keeps the file and the story, and brings it into the lists. */
async function store(workshop: Workshop, { content, tags, encoding, source }: Story): Promise<ArticleDocument> {
  const sha256 = await workshop.store.keepOriginal(source.bytes, extensionOf(source.name));
  const article = newArticle(content, {
    id: workshop.newId(),
    now: workshop.now(),
    encoding,
    original: { file: source.name, sha256 },
  });
  const pair = await workshop.store.create(article, newMarks(article, tags));
  await workshop.index(pair);
  return pair.article;
}
