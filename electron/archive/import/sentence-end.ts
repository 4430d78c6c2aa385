/**
 * A sentence ends here, perhaps with quotation marks or brackets closed after it (“ too: it is often mistyped for ”).
 * A Latin full stop counts after a letter, a closing mark or a Chinese character, and after a digit (in 2024.). Test it
 * against the last few units only.
 */
export const SENTENCE_END = /(?:[。！？!?…～]|[.]{3}|[A-Za-z0-9\p{Script=Han})\]%”"’'][.])["“”’'」』）)】》\]\s]*$/u;
