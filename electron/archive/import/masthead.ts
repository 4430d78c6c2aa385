import type { Author } from '../../../shared/document/article.ts';
import { readByline } from './byline.ts';
import { findDay } from './day.ts';
import { isOutlet } from './outlets.ts';
import { readNames } from './people.ts';

/** What a line about the publication says; each part as far as it is there. */
export interface Masthead {
  readonly source: string | null;
  readonly published: string | null;
  readonly edition: string | null;
  readonly column: string | null;
  readonly authors: readonly Author[];
  /** The piece that names the author, as printed: "作者：顾怀远". */
  readonly byline: string | null;
  /** Pieces that are neither: "责任编辑：苏白". */
  readonly editors: readonly string[];
}

const NOTHING: Masthead = {
  source: null,
  published: null,
  edition: null,
  column: null,
  authors: [],
  byline: null,
  editors: [],
};
const LONGEST = 160;

/** What stands before a paper's name: 来源：《…》, 原载《…》. */
const LEAD = /^(?:来源|來源|稿源|原载|原載|刊于|载于|转自)?\s{0,4}[:：]?\s{0,4}/u;
const EDITION = /第?\s{0,3}0{0,2}([A-Z]?\d{1,3})\s{0,3}版/u;
/** "02 要闻" · "第3版：经济": the page's number and the name of its section, after the date. */
const PAGE = /^[\s　]{1,8}第?0{0,2}([A-Z]?\d{1,3})版?[\s　:：]{1,4}\p{Script=Han}{2,4}$/u;
const WEEKDAY = /[（(]?星期[一二三四五六日天][）)]?/u;

/**
 * 《人民日报》（2025年03月04日 第04版） · 经济日报 2025年3月4日 星期二 04 要闻 · 2025年3月4日 星期二 光明日报 · 原载《半月谈》2025年3月1日. A name,
 * a date and perhaps an edition, and nothing else. Without 《》 the name must be that of an outlet.
 */
export function readPaperMasthead(line: string): Masthead | null {
  if (line.length > LONGEST) return null;
  const found = findDay(line);
  if (found === null) return null;
  const tail = line.slice(found.end).replace(WEEKDAY, '');
  const page = PAGE.exec(tail);
  const edition = EDITION.exec(tail) ?? page;
  const after = page === null ? tail.replace(EDITION, '') : '';
  const rest = trimEdges(`${trimEdges(line.slice(0, found.start)).replace(LEAD, '')} ${trimEdges(after)}`);
  const quoted = /^《\s{0,4}([^《》]{1,24}?)\s{0,4}》$/u.exec(rest)?.[1];
  const source = quoted ?? (isOutlet(rest) ? rest : null);
  if (source === null) return null;
  return { ...NOTHING, source, published: found.day, edition: edition === null ? null : `第${edition[1] ?? ''}版` };
}

const SOURCE_LABELS = /^(?:来源|來源|稿源|文章来源|信息来源|稿件来源|Source)$/iu;
const AUTHOR_LABELS = /^(?:作者|記者|记者|撰文|By|Author)$/iu;
const LABEL =
  /(来源|來源|稿源|文章来源|信息来源|稿件来源|作者|记者|記者|撰文|责任编辑|責任編輯|责编|编辑|編輯|校对|审核|字号|字体|分享到?|阅读[量数]?|点击[量数]?|浏览[量数]?|评论|(?:发布|更新)?时间|日期|Updated|Published|Source|Author|Editors?)\s{0,2}[:：]/giu;
/** In English the time may stand first: 09:12, July 03, 2025. */
const TIME_BEFORE = /\d{1,2}:\d{2}(?::\d{2})?,?\s{0,2}$/u;
const TIME = /^[\s　]{0,4}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?/u;

/**
 * The line under a web page's title: "2025-06-11 09:30 来源：… 作者：… 责任编辑：…" · "来源：新华网 2025年3月4日" · "Source: Xinhua |
 * 2025-07-03 10:15 | Editor: huaxia" · "新华网 2025-07-03 10:15" · "(Xinhua) 09:12, July 03, 2025". A date with a label or
 * an outlet, or two labels one of which names the source or the author.
 */
export function readWebMasthead(line: string): Masthead | null {
  if (line.length > LONGEST || /[。；！？]/u.test(line)) return null;
  const found = findDay(line);
  const time = found === null ? null : TIME.exec(line.slice(found.end));
  const end = found === null ? 0 : found.end + (time?.[0].length ?? 0);
  const before = found === null ? '' : line.slice(0, found.start).replace(TIME_BEFORE, '');
  const text = found === null ? line : `${before} | ${line.slice(end)}`;
  const { opening, labelled } = pieces(text);
  const { source, authors } = readOpening(opening);
  const isOpened = opening === '' || source !== null;
  const hasOrigin = labelled.some(({ label }) => SOURCE_LABELS.test(label) || AUTHOR_LABELS.test(label));
  if (!isOpened || (found === null ? labelled.length < 2 || !hasOrigin : labelled.length + opening.length === 0))
    return null;
  const byline = authors.length > 0 ? opening : null;
  return labelled.reduce<Masthead>(addPiece, { ...NOTHING, source, authors, byline, published: found?.day ?? null });
}

/** Beside a date and a name, what ends like an outlet is one: C114通信网. */
const WEB_NAME = /^[\p{Script=Han}A-Za-z0-9]{2,16}(?:网|報|报|社|台|新闻|财经|观察|在线|周刊|杂志)$/u;

/** "新华网" · "C114通信网 余予" · "By Li Jing | China Daily": the outlet, perhaps with who wrote. */
function readOpening(opening: string): Pick<Masthead, 'source' | 'authors'> {
  if (isOutlet(opening)) return { source: opening, authors: [] };
  const [, outlet = '', tail = ''] = /^(\S{2,20})[\s　]{1,4}(.{2,20})$/u.exec(opening) ?? [];
  const names = isOutlet(outlet) || WEB_NAME.test(outlet) ? readNames(tail) : null;
  if (names !== null) return { source: outlet, authors: names.map((name) => ({ name, role: '作者' })) };
  const parts = opening.split(/\s*[|｜]\s*/u);
  const written = readByline(parts[0] ?? '');
  const paper = parts[1] ?? '';
  return written !== null && parts.length === 2 && isOutlet(paper)
    ? { source: paper, authors: written.authors }
    : { source: null, authors: [] };
}

interface Labelled {
  readonly label: string;
  readonly value: string;
  readonly printed: string;
}

function pieces(text: string): { opening: string; labelled: Labelled[] } {
  const marks = [...text.matchAll(LABEL)];
  const opening = trimEdges(text.slice(0, marks[0]?.index));
  const labelled = marks.map((mark, index) => {
    const end = marks[index + 1]?.index ?? text.length;
    const printed = trimEdges(text.slice(mark.index, end));
    return { label: mark[1] ?? '', value: trimEdges(text.slice(mark.index + mark[0].length, end)), printed };
  });
  return { opening, labelled };
}

function addPiece(masthead: Masthead, { label, value, printed }: Labelled): Masthead {
  if (value === '') return masthead;
  if (SOURCE_LABELS.test(label)) return { ...masthead, ...readOrigin(value) };
  if (!AUTHOR_LABELS.test(label)) return { ...masthead, editors: [...masthead.editors, printed] };
  const names = readNames(value) ?? [];
  const role = /^(?:记者|記者)$/u.test(label) ? '记者' : '作者';
  return { ...masthead, byline: printed, authors: names.map((name) => ({ name, role })) };
}

/** What a page offers beside its source: 大字体 小字体 打印. */
const BUTTONS = /(?:[\s　|｜]{1,4}(?:[大中小]字[体号]|字[体号]|[大中小]|打印|分享|收藏|评论))+$/u;

/** "经济日报　本报记者 吉蕾": a byline may follow the source without a label. */
function readOrigin(printed: string): Partial<Masthead> {
  const value = printed.replace(BUTTONS, '');
  const [, name = value, tail = ''] = /^(\S{2,20})[\s　]+(.{3,40})$/u.exec(value) ?? [];
  const byline = readByline(tail);
  return byline === null
    ? { source: unquoted(value) }
    : { source: unquoted(name), byline: tail, authors: byline.authors };
}

function trimEdges(text: string): string {
  return text
    .replace(/^[\s　|｜/／•·,，:：()（）【】[\]]{1,20}/u, '')
    .replace(/[\s　|｜/／•·,，:：()（）【】[\]]{1,20}$/u, '');
}

/** "经济日报": the name alone, where the line below it says that it heads a page. */
export function readNameLine(line: string): Masthead | null {
  return isOutlet(line) ? { ...NOTHING, source: line } : null;
}

/** "第2版（要闻）" · "2025-10-22 第1版" · "专栏：权威发布": where in the paper a story stood. */
export function readPageLine(line: string): Masthead | null {
  if (line.length > 40) return null;
  const found = findDay(line);
  const dated = found?.start === 0 ? readPageLine(trimEdges(line.slice(found.end).replace(WEEKDAY, ''))) : null;
  if (found !== null && dated !== null) return { ...dated, published: found.day };
  const edition = /^第?\s?0?([A-Z]?\d{1,3})\s?版(?:[（(:：][^（）()]{1,12}[）)]?)?$/u.exec(line)?.[1];
  if (edition !== undefined) return { ...NOTHING, edition: `第${edition}版` };
  const column = /^(?:专栏|栏目|版面名称)[:：]\s?([^，。；]{2,20})$/u.exec(line)?.[1];
  return column === undefined ? null : { ...NOTHING, column };
}

const SOURCE_LINE =
  /^[（(【[]?\s{0,4}(?:(?:来源|來源|稿源|文章来源|信息来源|稿件来源|转载自|转自|原载|原載|Source)\s{0,4}[:：|｜丨]\s{0,4}|据(?=\p{Script=Han}{2,12}[）)】]))([^，。；：:（(]{2,40}?)\s{0,4}(?:[（(]ID[:：][\w-]{2,40}[）)])?\s{0,4}[）)】\]]?$/iu;

/** （摘自《城市观察》2024年第3期，有删节） */
const EXCERPTED = /^[（(]?(?:摘自|摘编自|选自|原载|原刊于)[:：]?《([^《》]{2,20})》[^。]{0,30}[）)]?$/u;

/** "来源：人民日报" · "（来源：商务观察）" · "（据新华社）" → the name; else `null`. */
export function readSourceLine(line: string): string | null {
  if (line.length > 80) return null;
  const excerpted = EXCERPTED.exec(line)?.[1];
  if (excerpted !== undefined) return excerpted;
  const name = SOURCE_LINE.exec(line)?.[1];
  if (name === undefined) return null;
  return unquoted(name.replace(/(?:电|讯|消息|报道)$/u, (ending) => (line.includes('据') ? '' : ending)));
}

function unquoted(name: string): string {
  return /^《(.{1,30})》$/u.exec(name)?.[1] ?? name;
}
