/** Length of the pieces by which similar text is found, in UTF-16 units. */
export const GRAM = 4;
/** A piece that stands in the text more often says nothing about the place. */
const COMMON = 40;

/** Where the pieces of a text stand. */
export interface GramIndex {
  /** All starts of this piece; none where it is too common to tell anything. */
  places(gram: string): readonly number[];
}

/**
 * Indexes every piece of GRAM units, in chains over two arrays of whole numbers: linear in the text, 8–16 bytes a unit.
 */
export function gramIndex(text: string): GramIndex {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, text.length)));
  /** The last place of each bucket, and for each place the one before it in its bucket; both plus one, 0 is the end. */
  const heads = new Int32Array(size);
  const chain = new Int32Array(text.length);
  for (let at = 0; at + GRAM <= text.length; at++) {
    const bucket = hashAt(text, at) & (size - 1);
    chain[at] = heads[bucket] ?? 0;
    heads[bucket] = at + 1;
  }
  return {
    places(gram) {
      const found: number[] = [];
      let link = heads[hashAt(gram, 0) & (size - 1)] ?? 0;
      for (; link > 0; link = chain[link - 1] ?? 0) {
        if (!text.startsWith(gram, link - 1)) continue;
        found.push(link - 1);
        if (found.length > COMMON) return [];
      }
      return found;
    },
  };
}

/** FNV-1a over the units of one piece, mixed so that the low bits depend on all of them. */
function hashAt(text: string, at: number): number {
  let hash = 0x811c9dc5;
  for (let unit = 0; unit < GRAM; unit++) hash = Math.imul(hash ^ text.charCodeAt(at + unit), 0x01000193);
  return hash ^ (hash >>> 15);
}
