import { ArchiveFailure } from '../failure.ts';

/** What an inverse answers where it finds another value than it expects: `thing` is what has changed since. */
export function conflict(id: string, thing: string): ArchiveFailure {
  return new ArchiveFailure('undo-conflict', { id, thing });
}
