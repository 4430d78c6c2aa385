import type { Author } from '../../../shared/document/article.ts';
import { OUTLET, SELF } from './outlets.ts';
import { isPersonName, startsWithSurname } from './surnames.ts';

/** Words before names that say what the persons did, and the role they are kept under. Longer before shorter. */
const ROLES: readonly (readonly [string, string])[] = [
  ...[
    '全媒体记者',
    '融媒体记者',
    '首席记者',
    '特派记者',
    '特约记者',
    '见习记者',
    '实习记者',
    '摄影记者',
    '記者',
    '记者',
  ].map((word) => [word, '记者'] as const),
  ...['特约通讯员', '通讯员', '通訊員'].map((word) => [word, '通讯员'] as const),
  ...['特约评论员', '评论员', '評論員'].map((word) => [word, '评论员'] as const),
  ['实习生', '实习生'],
  ['撰稿人', '作者'],
  ['作者', '作者'],
  ['撰文', '作者'],
  ['执笔', '作者'],
  ['编译', '编译'],
  ['整理', '整理'],
  ['摄影', '摄'],
];

const roleOf = new Map<string, string>(ROLES);
const ROLE_WORDS = ROLES.map(([word]) => word).join('|');

/** Words that follow 记者 in headlines and prose, and are no names: 记者手记, 记者走访发现. */
const NOT_NAMES =
  /^(?:手记|手記|调查|調查|观察|觀察|走访|发现|獲悉|获悉|了解|报道|報道|报导|提问|问|见闻|来信|述评|注|按|节|站|会|协会|招待会|您好|你好|谢谢|谢谢您|从|在|近日|日前|昨日|今日|电|讯|是|们|们的|说|看到|注意到)/u;

const HAN = '\\p{Script=Han}';
const NAME = `${HAN}{1,4}(?:[·•・]${HAN}{1,8}){0,3}`;
const BETWEEN = '[\\s、，,]';

/** The paper of the next person: 光明日报通讯员. */
const NEXT_OUTLET = `(?:${SELF}|${OUTLET})(?=记者|記者|通讯员|通訊員|特约|评论员)`;
const OUTLET_BETWEEN = new RegExp(`^${NEXT_OUTLET}`, 'u');

/** One group: a role, then names divided by blanks or 、; two characters set apart are one name. */
const GROUP = new RegExp(
  `^(${ROLE_WORDS})([\\s:：]*)(${NAME}(?:${BETWEEN}{1,4}(?!${ROLE_WORDS}|${NEXT_OUTLET})${NAME}){0,12})?`,
  'u',
);

/**
 * A row of names → the names: "李 纵 方 敏" → 李纵, 方敏. `null` where a piece can be no name ("李 纵 方").
 */
export function readNames(text: string): string[] | null {
  const pieces = text.split(/[\s、，,]+/u).filter((piece) => piece !== '');
  const names: string[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? '';
    const next = pieces[at + 1] ?? '';
    const isHalf = /^\p{Script=Han}$/u.test(piece);
    if (isHalf && !/^\p{Script=Han}$/u.test(next)) return null;
    const name = isHalf ? piece + next : piece;
    if (isHalf) at += 1;
    if (NOT_NAMES.test(name)) return null;
    names.push(name);
  }
  return names.length > 0 ? names : null;
}

/**
 * Reads "记者 韩明川 通讯员 杜晓禾" from the start of `text`, group by group. Returns the authors and what follows them,
 * or `null` where no role with names opens the text. A name set directly after its role (记者周远) or after a
 * colon (记者：周远, but not 记者：再见) must begin with a family name. 评论员 stands without a name, too.
 */
export function readPeople(text: string): { authors: Author[]; rest: string } | null {
  const authors: Author[] = [];
  let rest = text;
  for (;;) {
    const group = GROUP.exec(rest);
    if (group === null) break;
    const [whole, word = '', gap = '', row] = group;
    const role = roleOf.get(word) ?? word;
    const people = row === undefined ? null : takePeople(row, /^\s+$/u.test(gap));
    if (people === null && role !== '评论员') break;
    authors.push(...(people?.names ?? []).map((name) => ({ name, role })));
    rest = people === null ? rest.slice(word.length) : rest.slice(whole.length - people.left);
    rest = rest.replace(/^[\s、，,；;]{1,8}/u, '').replace(OUTLET_BETWEEN, '');
    if (people === null) break;
  }
  return rest === text ? null : { authors, rest };
}

/** Cities that stand between a reporter's name and 报道 or 电, without a blank: 記者李曉北京報道. */
const CITIES =
  /(?:北京|上海|天津|重庆|重慶|广州|廣州|深圳|香港|澳门|澳門|台北|高雄|南京|杭州|武汉|武漢|成都|西安|沈阳|济南|郑州|长沙|福州|厦门|昆明|贵阳|南宁|海口|合肥|南昌|太原|石家庄|哈尔滨|长春|兰州|西宁|银川|拉萨|乌鲁木齐|呼和浩特|纽约|紐約|华盛顿|華盛頓|东京|東京|伦敦|倫敦|巴黎|柏林|莫斯科|新加坡)$/u;

/** "李曉北京" → 李曉 and 北京; a text without a city stays whole. */
export function cutCity(text: string): { name: string; city: string | null } {
  const city = CITIES.exec(text)?.[0] ?? null;
  const name = city === null ? text : text.slice(0, -city.length).trimEnd();
  return name.length >= 2 ? { name, city } : { name: text, city: null };
}

/** The names of a row, the last of which may run on into other words: "陳凱文報道" → 陳凱文, four units less three left. */
function takePeople(row: string, isSetApart: boolean): { names: string[]; left: number } | null {
  const trailing = /(?:摄影报道|攝影報道|报道|報道|报导|[\s　](?:文图|图文|文|图)|摄)$/u.exec(row);
  const left =
    trailing !== null && /\p{Script=Han}[\s　]?\p{Script=Han}/u.test(row.slice(0, trailing.index))
      ? trailing[0].length
      : 0;
  const named = left === 0 ? row : row.slice(0, -left).trimEnd();
  const isReport = trailing !== null && left > 0 && /道|导/u.test(trailing[0]);
  const place = isReport ? placeLength(named) : 0;
  const names = readNames(named.slice(0, named.length - place));
  if (names === null) return null;
  const isNames = names.every((name) =>
    isSetApart
      ? name.length >= 2
      : name.includes('·') || isPersonName(name) || (startsWithSurname(name) && name.length <= 4),
  );
  return isNames ? { names, left: row.length - named.length + place } : null;
}

/** Units of the place that ends a row before 报道: "张三 衡阳" 2; a piece that can be a name is no place unless a city. */
function placeLength(row: string): number {
  const { city } = cutCity(row);
  if (city !== null) return city.length;
  const last = /[\s　、](\p{Script=Han}{2,6})$/u.exec(row)?.[1];
  return last === undefined || isPersonName(last) ? 0 : last.length;
}
