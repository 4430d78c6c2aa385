import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '../../../shared/contract/archive.ts';
import type { ArticleDocument } from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import { noMarks } from '../../../shared/document/marks.ts';
import { bringUp } from '../annotate/bring-up.ts';
import { asFailure } from '../failure.ts';
import { articleFormat, decodeDocument, marksFormat, MAX_DOCUMENT, tooLarge } from '../store/document-format.ts';
import type { DocumentFormat } from '../store/document-format.ts';
import { diskFailure, errorCode } from '../store/durable-write.ts';
import type { Fs } from '../store/fs-port.ts';
import { articleFile, marksFile } from '../store/layout.ts';
import { readFile } from '../store/read-file.ts';
import type { Stamp } from './files.ts';

/** One of an article's two files as it was found: its bytes are decoded only where they are new. */
export interface FoundFile {
  /** Relative to the archive folder, with `/`. */
  readonly file: string;
  readonly stamp: Stamp | null;
  /** Null where there is no file; a problem where its bytes could not be read. */
  readonly bytes: Uint8Array | Problem | null;
}

/** An article's two files. */
export interface FoundPair {
  readonly id: string;
  readonly article: FoundFile;
  readonly marks: FoundFile;
}

/** What the files say: the documents if the article can be listed from them, and all that is wrong. */
export interface Understood {
  readonly article: ArticleDocument | null;
  /** Null where the marks cannot be read. */
  readonly marks: MarksDocument | null;
  readonly problems: readonly Problem[];
}

/** Reads the bytes of both documents. Rejects never: what is wrong is told of the file. */
export async function readPair(fs: Fs, archiveFolder: string, id: string): Promise<FoundPair> {
  const [article, marks] = await Promise.all([
    readBytes(fs, archiveFolder, articleFile('', id)),
    readBytes(fs, archiveFolder, marksFile('', id)),
  ]);
  return { id, article, marks };
}

async function readBytes(fs: Fs, archiveFolder: string, path: string): Promise<FoundFile> {
  const file = path.replaceAll('\\', '/');
  try {
    const { bytes, status } = await readFile(fs, join(archiveFolder, path), MAX_DOCUMENT);
    if (bytes === null) {
      const stamp = { modified: status.modified, size: status.size, hash: null };
      return { file, stamp, bytes: tellOf(tooLarge(file, status.size), file) };
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { file, stamp: { modified: status.modified, size: status.size, hash }, bytes };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { file, stamp: null, bytes: null };
    return { file, stamp: null, bytes: tellOf(errorCode(error) === '' ? error : diskFailure(error, file), file) };
  }
}

/** Decodes a pair as strictly as the store does; marks that lag behind the article's text are brought up. */
export function understand({ id, article, marks }: FoundPair): Understood {
  const problems: Problem[] = [];
  const articleDocument = decode(articleFormat, id, article, problems);
  const marksDocument = decode(marksFormat, id, marks, problems);
  if (article.bytes === null && marks.bytes !== null) {
    problems.push({ code: 'document-missing', file: article.file, data: { file: article.file } });
  }
  if (articleDocument === null) return { article: null, marks: null, problems };
  const own = marks.bytes === null ? noMarks(articleDocument) : marksDocument;
  return { article: articleDocument, marks: own === null ? null : bringUp(articleDocument, own), problems };
}

function decode<T>(format: DocumentFormat<T>, id: string, found: FoundFile, problems: Problem[]): T | null {
  if (found.bytes === null) return null;
  if (!(found.bytes instanceof Uint8Array)) {
    problems.push(found.bytes);
    return null;
  }
  try {
    return decodeDocument(format, { file: found.file, id }, found.bytes);
  } catch (error) {
    problems.push(tellOf(error, found.file));
    return null;
  }
}

function tellOf(error: unknown, file: string): Problem {
  const { code, data } = asFailure(error);
  return { code, file, data };
}
