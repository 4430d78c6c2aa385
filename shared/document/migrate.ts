/** A document as JSON, before its schema has spoken. */
export type RawDocument = Readonly<Record<string, unknown>>;

/** Brings a document from one version to the next; pure. `schema` is raised by {@link migrate}, not by the step. */
export type Step = (document: RawDocument) => RawDocument;

/**
 * Brings a document of version `from` (1-based) to the newest, step by step: `steps[0]` leads from version 1 to 2, and
 * so on, so that the newest version is `steps.length + 1`. `from` must not be above it.
 */
export function migrate(document: RawDocument, from: number, steps: readonly Step[]): RawDocument {
  return steps.slice(from - 1).reduce((older, step, index) => ({ ...step(older), schema: from + index + 1 }), document);
}

/** The steps of the article document, one per version after the first. */
export const articleSteps: readonly Step[] = [];
/** The steps of the marks document. */
export const marksSteps: readonly Step[] = [];
/** The steps of `archive.json`. */
export const archiveSteps: readonly Step[] = [];
