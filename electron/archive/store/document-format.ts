import { z } from 'zod';
import { ArchiveDocument } from '../../../shared/document/archive.ts';
import { ArticleDocument } from '../../../shared/document/article.ts';
import { MarksDocument } from '../../../shared/document/marks.ts';
import { archiveSteps, articleSteps, marksSteps, migrate, type Step } from '../../../shared/document/migrate.ts';
import { ArchiveFailure } from '../failure.ts';
import { JsonRefused, parseStrictly } from './strict-json.ts';

/** The longest document, in bytes, that is read and therefore the longest that is written. */
export const MAX_DOCUMENT = 8 * 1024 * 1024;

/** What a kind of document looks like: the `type` it carries, its newest schema, and the way there from older ones. */
export interface DocumentFormat<T> {
  readonly type: string;
  readonly schema: z.ZodType<T>;
  readonly steps: readonly Step[];
}

export const articleFormat: DocumentFormat<ArticleDocument> = {
  type: 'article',
  schema: ArticleDocument,
  steps: articleSteps,
};
export const marksFormat: DocumentFormat<MarksDocument> = { type: 'marks', schema: MarksDocument, steps: marksSteps };
export const archiveFormat: DocumentFormat<ArchiveDocument> = {
  type: 'archive',
  schema: ArchiveDocument,
  steps: archiveSteps,
};

/** What every document of ours begins with, whatever its version. */
const Envelope = z.looseObject({ schema: z.int().min(1), type: z.string(), id: z.string() });

/** A document's name: the file, for messages, and the id that the document must carry (null: any). */
export interface Named {
  readonly file: string;
  readonly id: string | null;
}

/**
 * Reads a document strictly, and freezes it, because it is kept in memory and handed to many. Throws `document-damaged`
 * (with a reason), `document-foreign` (it is not what its name says) or `document-newer`.
 */
export function decodeDocument<T>(format: DocumentFormat<T>, { file, id }: Named, bytes: Uint8Array): T {
  const raw = parse(file, bytes);
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) throw damaged(file, 'not-a-document', envelope.error);
  const { schema, type } = envelope.data;
  if (type !== format.type || (id !== null && envelope.data.id !== id)) {
    throw new ArchiveFailure('document-foreign', { file, type, id: envelope.data.id });
  }
  if (schema > format.steps.length + 1) throw new ArchiveFailure('document-newer', { file, schema });
  const document = format.schema.safeParse(migrate(envelope.data, schema, format.steps));
  if (!document.success) throw damaged(file, reasonOf(document.error), document.error);
  return freeze(document.data);
}

/**
 * A document as bytes: JSON that a person can read, UTF-8, one line end at the close. What comes back as `document` was
 * read from these bytes, so that nothing is ever written that would not be read again. Throws `document-too-large`, or
 * `internal-error` for a document that its own schema refuses.
 */
export function encodeDocument<T>(
  format: DocumentFormat<T>,
  named: Named,
  document: T,
): { bytes: Uint8Array; document: T } {
  const bytes = new TextEncoder().encode(`${JSON.stringify(document, null, 1)}\n`);
  if (bytes.length > MAX_DOCUMENT) throw tooLarge(named.file, bytes.length);
  try {
    return { bytes, document: decodeDocument(format, named, bytes) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ArchiveFailure('internal-error', { message: `Refused to write ${message}` }, error);
  }
}

/** A document over {@link MAX_DOCUMENT}, which is neither written nor read. */
export function tooLarge(file: string, bytes: number): ArchiveFailure {
  return new ArchiveFailure('document-too-large', { file, bytes, limit: MAX_DOCUMENT });
}

function damaged(file: string, reason: string, cause?: unknown): ArchiveFailure {
  return new ArchiveFailure('document-damaged', { file, reason }, cause);
}

function parse(file: string, bytes: Uint8Array): unknown {
  try {
    return parseStrictly(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged(file, error instanceof JsonRefused ? error.fault : 'not-utf-8', error);
  }
}

/** The first complaint of the schema, with its place: `blocks.0.kind: Invalid option`. */
function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'schema' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
