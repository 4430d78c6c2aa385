const LENGTH = 10;

/**
 * The block id of each annotation, by annotation id: `zj-` and the last ten characters of its ULID, with one more before
 * them as often as an older annotation has the same. So no id changes when an annotation is added later.
 */
export function blockIds(annotations: readonly { id: string }[]): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of annotations.map((annotation) => annotation.id).sort()) {
    let length = LENGTH;
    while (taken.has(id.slice(-length)) && length < id.length) length += 1;
    taken.add(id.slice(-length));
    ids.set(id, `zj-${id.slice(-length)}`);
  }
  return ids;
}
