import { ArchiveFailure } from '../archive/failure.ts';
import { Id } from '../../shared/document/identity.ts';

/** A typed article id; anything that cannot be one names no article. Capitals are forgiven. */
export function articleId(typed: string): Id {
  const id = Id.safeParse(typed.trim().toLowerCase());
  if (id.success) return id.data;
  throw new ArchiveFailure('article-missing', { id: typed });
}
