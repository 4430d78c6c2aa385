const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Units on either side of a border that are read together. */
const REACH = 6;

/** The word that lies across a border (时|间 → 时间), by the platform's word segmenter; `null` if there is none. */
export function splitWord(before: string, after: string): string | null {
  const left = before.slice(-REACH);
  const right = after.slice(0, REACH);
  if (!/\p{Script=Han}$/u.test(left) || !/^\p{Script=Han}/u.test(right)) return null;
  for (const { segment, index } of WORDS.segment(left + right)) {
    if (index < left.length && index + segment.length > left.length) return segment;
  }
  return null;
}

/** The first word of a text (天津 of 天津是, 人 of 人。); empty where there is none. */
export function firstWord(text: string): string {
  for (const { segment } of WORDS.segment(text.slice(0, REACH))) return segment;
  return '';
}
