import { join } from 'node:path';
import { z } from 'zod';
import { ArchiveFailure } from '../failure.ts';
import { idOf } from './article-ids.ts';
import {
  articleFormat,
  decodeDocument,
  marksFormat,
  MAX_DOCUMENT,
  tooLarge,
  type DocumentFormat,
} from './document-format.ts';
import type { Inspection } from './inspection.ts';
import { extensionOf, isByTheWay, names, originalFile } from './layout.ts';
import { readFile } from './read-file.ts';

/** What the other checks need of an article; null of one that cannot be read. */
export type Articles = Map<string, { readonly textRevision: number; readonly original: string } | null>;

const Numbered = z.looseObject({ id: z.string() });

/** Reads every article document. Resolves to what is known of each. */
export async function checkArticles(inspection: Inspection): Promise<Articles> {
  const articles: Articles = new Map();
  await checkDocuments(inspection, names.articles, articleFormat, (id, _path, article) => {
    articles.set(
      id,
      article && {
        textRevision: article.textRevision,
        original: originalFile(inspection.folder, article.original.sha256, extensionOf(article.original.file)),
      },
    );
  });
  return articles;
}

/** Reads every marks document: each needs its article, and must not be ahead of it. */
export async function checkMarks(inspection: Inspection, articles: Articles): Promise<void> {
  await checkDocuments(inspection, names.marks, marksFormat, (id, path, marks) => {
    const article = articles.get(id);
    if (article === undefined) inspection.report('article-missing', path, { id });
    else if (marks !== null && article !== null && marks.textRevision > article.textRevision) {
      inspection.report('document-damaged', path, { reason: 'text-revision-ahead' });
    }
  });
}

/** Walks the shards of one kind of document; `found` is called for each file that has a document's name. */
async function checkDocuments<T>(
  inspection: Inspection,
  root: string,
  format: DocumentFormat<T>,
  found: (id: string, path: string, document: T | null) => void,
): Promise<void> {
  for (const shard of await inspection.paths(join(inspection.folder, root))) {
    if (isByTheWay(shard.name)) continue;
    if (!/^[0-9a-f]{2}$/.test(shard.name)) {
      inspection.report('file-unknown', shard.path);
      continue;
    }
    for (const { name, path } of await inspection.paths(shard.path)) {
      const id = idOf(shard.name, name);
      if (id !== null) found(id, path, await readDocument(inspection, format, path, id));
      else if (!isByTheWay(name)) await checkStranger(inspection, path);
    }
  }
}

async function readDocument<T>(
  inspection: Inspection,
  format: DocumentFormat<T>,
  file: string,
  id: string,
): Promise<T | null> {
  return inspection.look(file, async () => {
    const { bytes, status } = await readFile(inspection.fs, file, MAX_DOCUMENT);
    if (bytes === null) throw tooLarge(file, status.size);
    return decodeDocument(format, { file, id }, bytes);
  });
}

/** A file by another name: a copy that a synchronising program made of a document, or nothing of ours. */
async function checkStranger(inspection: Inspection, path: string): Promise<void> {
  await inspection.look(path, async () => {
    const { bytes } = await readFile(inspection.fs, path, MAX_DOCUMENT);
    const id = bytes === null ? null : innerId(bytes);
    if (id === null) throw new ArchiveFailure('file-unknown');
    throw new ArchiveFailure('document-repeated', { id });
  });
}

function innerId(bytes: Uint8Array): string | null {
  try {
    return Numbered.parse(JSON.parse(new TextDecoder().decode(bytes))).id;
  } catch {
    return null;
  }
}
