/** A sentence ends here, perhaps with quotation marks or brackets closed after it. Test it against the last units only. */
export const SENTENCE_END = /(?:[。！？!?…～]|[A-Za-z)\]%”"’'][.]|\d[.](?=["”’')]*$))["”’'」』）)】》\]\s]*$/u;
