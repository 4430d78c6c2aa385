import type { Step } from './journal-state.ts';
import type { Revert } from './revert.ts';

/**
 * The way back over two saves of the same note, as one: what the later one expects gives way to what the earlier one
 * expected. Null where the two did not change the same fields of the same annotation (or article).
 */
export function mergeSteps(earlier: readonly Step[], later: readonly Step[]): Step[] | null {
  const [one] = earlier;
  const [other] = later;
  if (earlier.length !== 1 || later.length !== 1 || one === undefined || other === undefined) return null;
  if (one.id !== other.id || one.operation.type !== 'revert' || other.operation.type !== 'revert') return null;
  const operation = mergeReverts(one.operation, other.operation);
  return operation === null ? null : [{ id: one.id, operation }];
}

function mergeReverts(earlier: Revert, later: Revert): Revert | null {
  const kind = shapeOf(earlier);
  if (kind === null || kind !== shapeOf(later)) return null;
  if (earlier.marks !== undefined && later.marks !== undefined) {
    return { type: 'revert', marks: { expect: later.marks.expect, value: earlier.marks.value } };
  }
  const expect = later.annotations?.[0]?.expect ?? null;
  const value = earlier.annotations?.[0]?.value ?? null;
  return { type: 'revert', annotations: [{ expect, value }] };
}

/** Which note the inverse is about: the article's, or that of one annotation; null where it is about anything else. */
function shapeOf({ type: _, marks, annotations, ...others }: Revert): string | null {
  if (Object.values(others).some((part) => part !== undefined)) return null;
  if (marks !== undefined && annotations === undefined) {
    return Object.keys(marks.value).join() === 'note' ? 'article' : null;
  }
  const [swap] = annotations ?? [];
  if (marks !== undefined || annotations?.length !== 1 || !swap?.expect || !swap.value) return null;
  return swap.expect.id;
}
