import type { FailureCode, Failure } from '../../shared/contract/failure.ts';
import type { Data } from '../../shared/document/article.ts';

/** What the archive throws. `code` and `data` are for the reader's wording; `cause` is for the person who mends it. */
export class ArchiveFailure extends Error {
  override readonly name = 'ArchiveFailure';
  readonly code: FailureCode;
  readonly data: Data;

  constructor(code: FailureCode, data: Data = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(data)}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
  }

  /** The failure as it may cross a border. */
  toValue(): Failure {
    return { code: this.code, data: this.data };
  }
}

/** Turns anything thrown into a failure; what nobody foresaw becomes `internal-error` with its message. */
export function asFailure(thrown: unknown): ArchiveFailure {
  if (thrown instanceof ArchiveFailure) return thrown;
  return new ArchiveFailure(
    'internal-error',
    { message: thrown instanceof Error ? thrown.message : String(thrown) },
    thrown,
  );
}
