/** What a label of an authority's record means; what is only kept is `other`. */
export type RecordField = 'title' | 'source' | 'documentNumber' | 'published' | 'drafted' | 'other';

/** One labelled piece: "发文字号：国发〔2019〕5号". */
export interface RecordPart {
  readonly field: RecordField;
  readonly value: string;
  /** The piece with its label, without the blanks that spread the label (索 引 号). */
  readonly printed: string;
}

/** The labels above the documents on authorities' pages. */
const LABELS: readonly (readonly [RecordField, string])[] = [
  ['title', '标题'],
  ['source', '发文机关 发文单位 发布机构 发布机关 制定机关'],
  ['documentNumber', '发文字号 文号 发文文号'],
  ['published', '发布日期'],
  ['drafted', '成文日期 发文日期 印发日期'],
  ['other', '索引号 主题分类 主题词 公文种类 公文类型 体裁分类 信息分类 有效性 时效性 效力状态'],
];

const fields = new Map(LABELS.flatMap(([field, labels]) => labels.split(' ').map((label) => [label, field] as const)));

/** Each label, its characters perhaps set apart, where the line or a blank comes before it. */
const LABEL = new RegExp(
  `(?<=^|\\s)(${[...fields.keys()].map((label) => Array.from(label).join('\\s{0,6}')).join('|')})\\s{0,2}[:：]`,
  'gu',
);

const LONGEST = 300;

/**
 * A line of the record that authorities set above a document: "发文机关：国务院办公厅　成文日期：2024年07月22日". `null` where the
 * line does not begin with such a label. A label without a value says nothing.
 */
export function readRecordLine(line: string): RecordPart[] | null {
  if (line.length > LONGEST) return null;
  const marks = [...line.matchAll(LABEL)];
  if (marks[0]?.index !== 0) return null;
  return marks.flatMap((mark, index) => {
    const label = (mark[1] ?? '').replace(/\s/gu, '');
    const value = line.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim();
    return value === '' ? [] : [{ field: fields.get(label) ?? 'other', value, printed: `${label}：${value}` }];
  });
}
