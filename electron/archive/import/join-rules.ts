import { readDateline } from './dateline.ts';
import { closesInnermost, sizeOf, TAIL, type Before } from './border.ts';
import { endsInNames, isHeadingLike, isSpaced } from './heading-like.ts';
import {
  CLOSING_START,
  CONTINUING_START,
  FUNCTION_WORD,
  LATIN_END,
  LIST_ITEM,
  NOT_FUNCTION_WORD,
  SIGN_OFF,
  STAMP,
  WANTS_NUMBER,
} from './join-words.ts';
import { isFull, type Layout } from './layout.ts';
import type { Classified } from './candidate.ts';
import { SENTENCE_END } from './sentence-end.ts';
import { areRows } from './rows.ts';
import { splitWord } from './split-word.ts';
import { countsNext, DIGIT_END, endsInNumber, isOneNumber } from './torn-number.ts';

/** What is to become of the border between two lines. */
export interface Verdict {
  readonly verdict: 'join' | 'keep' | 'ask';
  /** How sure a join is: `certain` ones are silent, `probable` ones are marked for review. */
  readonly certainty: 'certain' | 'probable' | null;
}

/** A border: the text before it, the line after it, and what is known of how the whole text is set. */
export interface Border {
  readonly before: Before;
  /** The last line of the text before. */
  readonly line: Classified;
  readonly after: Classified;
  readonly layout: Layout | null;
}

/** A named reason to join, keep or ask. The first rule that holds decides. */
export interface JoinRule extends Verdict {
  readonly name: string;
  /** A border that it decides, `|` standing for the line end. */
  readonly example: string;
  holds(border: Border): boolean;
}

const join = (certainty: 'certain' | 'probable'): Verdict => ({ verdict: 'join', certainty });
const KEEP: Verdict = { verdict: 'keep', certainty: null };
const ASK: Verdict = { verdict: 'ask', certainty: null };

const COLON = /[：:]$/u;

/** Whether nothing but a dateline stands before the border: a story has to follow it. */
function isDatelineOnly({ tail, size }: Before): boolean {
  if (size > TAIL / 2) return false;
  const dateline = readDateline(tail);
  return dateline !== null && tail.slice(dateline.length).trim() === '';
}

/** English Markdown often has one sentence per line; in Chinese files a line is a paragraph, soft break or not. */
function isLatinSoftBreak(before: string, after: Classified): boolean {
  return after.continues === true && !/\p{Script=Han}/u.test(before.slice(-40) + after.text.slice(0, 40));
}

/** The dot within a foreign name: 西摩|·赫什. As a bullet it would stand after an end mark or a short line. */
function isNameDot(before: string, after: string): boolean {
  return (
    (/\p{Script=Han}$/u.test(before) && /^[·・•][\p{Script=Han}A-Z]/u.test(after)) ||
    (/[\p{Script=Han}A-Z]·$/u.test(before) && /^[\p{Script=Han}A-Z]/u.test(after))
  );
}

/** Two bare clauses of equal length on a line each: verse, or a slogan. */
function isCouplet(before: string, after: string): boolean {
  const upper = /^\p{Script=Han}{5,9}(?=，$)/u.exec(before)?.[0];
  const lower = /^\p{Script=Han}{5,9}(?=[，。；！？]?$)/u.exec(after)?.[0];
  return upper !== undefined && upper.length === lower?.length;
}

/** Whether a line of a text that was cut at one width was full; a list item may follow a full line, too. */
function wasCut({ before, line, after, layout }: Border): boolean {
  if (layout === null || after.gap > layout.gap || !isFull(line, after.text, layout)) return false;
  return !(LIST_ITEM.test(after.text.slice(0, 12)) && /[。；;：:.!?！？]$/u.test(before.tail));
}

/** The rules, in the order in which they are asked. */
export const JOIN_RULES: readonly JoinRule[] = [
  {
    name: 'closing-mark-next',
    example: '记者从会上获悉|，今年将',
    ...join('certain'),
    holds: ({ before, after }) =>
      CLOSING_START.test(after.text) || (before.size >= 10 && isNameDot(before.tail, after.text)),
  },
  {
    name: 'row-next',
    example: '北京 5.5|上海 5.1',
    ...KEEP,
    holds: ({ line, after }) => areRows(line.text, after.text),
  },
  {
    name: 'set-in',
    example: '各地有序推进。|　　与此同时',
    ...KEEP,
    holds: ({ after, layout }) => layout?.dividedBy === 'indent' && after.indented,
  },
  {
    name: 'line-full',
    example: 'all lines are cut at 72 columns, and this one has no room for the|next word',
    ...join('certain'),
    holds: (border) => wasCut(border) && !SENTENCE_END.test(border.before.tail),
  },
  {
    name: 'line-full-ended',
    example: 'in the same text, a sentence happens to end where the line is full.|Another begins',
    ...join('probable'),
    holds: wasCut,
  },
  {
    name: 'list-item-next',
    example: '具体措施如下，|（一）加强监管',
    ...ASK,
    holds: ({ before, after }) =>
      LIST_ITEM.test(after.text.slice(0, 12)) &&
      !SENTENCE_END.test(before.tail) &&
      !COLON.test(before.tail) &&
      !closesInnermost(before.open, after.text.slice(0, 12)),
  },
  {
    name: 'sentence-end',
    example: '加快建设。|会议指出',
    ...KEEP,
    holds: ({ before, after }) => SENTENCE_END.test(before.tail) && !isLatinSoftBreak(before.tail, after),
  },
  {
    name: 'dateline-only',
    example: '本报北京10月20日电 （记者张三）|商务部发布的数据显示',
    ...join('certain'),
    holds: ({ before }) => isDatelineOnly(before),
  },
  {
    name: 'sign-off',
    example: '（记者张三）|昨日',
    ...KEEP,
    holds: ({ before }) => SIGN_OFF.test(before.tail),
  },
  {
    name: 'colon',
    example: '主要内容如下：|加强监管',
    ...KEEP,
    holds: ({ before }) => COLON.test(before.tail),
  },
  {
    name: 'not-set-in',
    example: '　　全省加快建设充电设施，今年以来产量同比增长|38.6%',
    ...join('certain'),
    holds: ({ before, after }) =>
      before.isSetIn && !after.indented && after.gap === 0 && before.hasInner && before.size >= 12,
  },
  {
    name: 'semicolon',
    example: '完善制度；|加强监管',
    ...ASK,
    holds: ({ before, after }) => /[；;]$/u.test(before.tail) && after.continues !== true,
  },
  {
    name: 'verse-like',
    example: '白日依山尽，|黄河入海流',
    ...ASK,
    holds: ({ before, after }) => before.size <= 10 && after.continues !== true && isCouplet(before.tail, after.text),
  },
  {
    name: 'comma',
    example: '今年以来，|各地加快',
    ...join('certain'),
    holds: ({ before }) => /[，、；;]$|[^\d],$/u.test(before.tail),
  },
  {
    name: 'bracket-open',
    example: '出台《关于加强|管理的意见》',
    ...join('certain'),
    holds: ({ before, after }) => closesInnermost(before.open, after.text),
  },
  {
    name: 'number-unit',
    example: '骑手约3000|人',
    ...join('certain'),
    holds: (border) => endsInNumber(border) && countsNext(border.after.text),
  },
  {
    name: 'number-goes-on',
    example: '今年一季度，全市规模以上工业企业实现营业收入同比增长较快，达到12|34亿元',
    ...join('probable'),
    holds: (border) => border.before.size >= 30 && border.before.hasInner && isOneNumber(border),
  },
  {
    name: 'digits-meet',
    example: '到去年年底，产量突破1000|1992年，企业改制',
    ...ASK,
    holds: ({ before, after }) => DIGIT_END.test(before.tail) && /^\d/u.test(after.text),
  },
  {
    name: 'number-wanted',
    example: '全省规模以上工业增加值同比增长|38.6%，高于全国平均水平',
    ...join('certain'),
    holds: ({ before, after }) =>
      before.size >= 6 &&
      WANTS_NUMBER.test(before.tail) &&
      /^\d[\d.,]{0,9}\s?(?:[%％‰倍元人]|[万亿]|个百分点)/u.test(after.text),
  },
  {
    name: 'stamp-next',
    example: '全面推进落实|2024年5月3日',
    ...ASK,
    holds: ({ after }) => STAMP.test(after.text) && sizeOf(after.text) < 30,
  },
  {
    name: 'latin-goes-on',
    example: 'the measures announced last week by|regulators in Beijing',
    ...join('certain'),
    holds: ({ before, after }) =>
      /^[a-z]/u.test(after.text) && (before.size >= 15 ? LATIN_END : /[A-Za-z]-$/u).test(before.tail),
  },
  {
    name: 'function-word',
    example: '据有关部门统计，这一做法目前已在|全国推广',
    ...join('certain'),
    holds: ({ before }) =>
      before.size >= 12 && before.hasInner && FUNCTION_WORD.test(before.tail) && !NOT_FUNCTION_WORD.test(before.tail),
  },
  {
    name: 'word-split',
    example: '业内人士表示，这种模式的保障更加全面，但是企业需要承担的成本也更高，劳动者权|益',
    ...join('certain'),
    holds: ({ before, after }) => before.size >= 30 && before.hasInner && splitWord(before.tail, after.text) !== null,
  },
  {
    name: 'continuing-next',
    example: '长三角地区的上海、南京、杭州、合肥|等城市群',
    ...join('certain'),
    holds: ({ before, after }) => before.size >= 12 && CONTINUING_START.test(after.text),
  },
  {
    name: 'names',
    example: '出席座谈会的有赵一、钱二、孙三、李四、周五、吴六、郑七、王八|座谈会由市长主持',
    ...ASK,
    holds: ({ before }) => endsInNames(before.tail),
  },
  {
    name: 'heading-like',
    example: '改革不停步　开放再出发|改革开放以来',
    ...ASK,
    holds: ({ before, after }) =>
      before.size <= TAIL && isHeadingLike(before.tail, after.text) && after.continues !== true,
  },
  {
    name: 'spaced-next',
    example: '防汛形势严峻复杂，各地各部门要坚决克服麻痹思想，做好各项准备|张三主持　李四出席',
    ...ASK,
    holds: ({ after }) => sizeOf(after.text) <= 100 && isSpaced(after.text) && after.continues !== true,
  },
  {
    name: 'word-split-short',
    example: '本市今年计划完成二百个老旧小区的综合改|造',
    ...join('probable'),
    holds: ({ before, after }) => before.size >= 16 && splitWord(before.tail, after.text) !== null,
  },
  {
    name: 'long-with-inner',
    example: '业内人士表示，这种模式的保障更加全面，但是需要比较固定的出勤和跑单|时间',
    ...join('probable'),
    holds: ({ before }) => before.size >= 30 && before.hasInner,
  },
  {
    name: 'long',
    example: '市农业农村局组织全市各区县农技人员深入田间地头指导农户开展夏收夏种以及各类病虫害防治工作已经取得|成效',
    ...join('probable'),
    holds: ({ before }) => before.size >= 45,
  },
  {
    name: 'soft-break',
    example: '一行文字|另一行文字 (one paragraph of Markdown)',
    ...join('probable'),
    holds: ({ after }) => after.continues === true,
  },
  {
    name: 'short-unended',
    example: '进展如何|记者走访',
    ...ASK,
    holds: () => true,
  },
];
