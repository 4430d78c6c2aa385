import { findDay } from './day.ts';
import { isOutlet } from './outlets.ts';
import { isPersonName } from './surnames.ts';

/** Longest line of these kinds, UTF-16 units. */
const LONGEST = 120;

/** 国发〔2019〕5号 · （工信部联企业〔2025〕12号） · 财政部公告2024年第5号 · 国务院令第712号 · （2002年第3号） · 第三十六号 */
const DOCUMENT_NUMBERS = [
  /^\p{Script=Han}{2,14}\s{0,2}[〔[［【（(]\s?(?:19|20)\d{2}\s?[〕\]］】）)]\s{0,2}(?:第\s?)?\d{1,5}\s?号$/u,
  /^(?:\p{Script=Han}{2,20}\s){0,4}\p{Script=Han}{2,30}公告\s{0,2}(?:[〔[]?(?:19|20)\d{2}[〕\]]?年?)\s{0,2}第?\s?\d{1,5}\s?号$/u,
  /^\p{Script=Han}{2,30}令\s{0,2}第\s?\d{1,5}\s?号$/u,
  /^(?:19|20)\d{2}年第\d{1,5}号$/u,
  /^第\s?[\d〇零一二三四五六七八九十百]{1,6}\s?号$/u,
];

/** The number of a document that stands alone on its line, without the brackets around it; else `null`. */
export function readDocumentNumber(line: string): string | null {
  if (line.length > LONGEST) return null;
  const inner = (/^[（(](.{4,60})[）)]$/u.exec(line)?.[1] ?? line).trim();
  return DOCUMENT_NUMBERS.some((pattern) => pattern.test(inner)) ? inner : null;
}

const URL_LINE =
  /^(?:(?:原文链接|文章链接|链接|原文|网址|阅读原文|原文地址|URL|Link)\s?[:：]\s{0,4})?<?(https?:\/\/[^\s<>]{3,2000})>?$/iu;

/** The address on a line that holds nothing else: "https://…", "原文链接：https://…". */
export function readUrl(line: string): string | null {
  return line.length > 2100 ? null : (URL_LINE.exec(line)?.[1] ?? null);
}

const AROUND_DATE = /^(?:(?:发布|发表|成文|印发|更新|公布|刊发)?(?:时间|日期)\s?[:：]\s{0,4})?$|^[(（]?$/u;
const AFTER_DATE =
  /^[)）]?\s{0,4}(?:星期[一二三四五六日天]|周[一二三四五六日])?\s{0,4}(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s{0,4}[)）]?$/u;

/** After the time, an app names the province or the city: 09:12 北京. */
const AFTER_TIME = /(?<=\d)[\s　]{1,4}(\p{Script=Han}{2,3})$/u;

/**
 * The day of a line that holds only a date, perhaps with a label, a weekday, a time and a place: "2024年9月12日 10:15".
 */
export function readDateLine(line: string): string | null {
  if (line.length > 60) return null;
  const found = findDay(line);
  if (found === null) return null;
  const after = line.slice(found.end);
  const place = /\d{1,2}[:：]\d{2}/u.test(after) ? AFTER_TIME.exec(after)?.[1] : undefined;
  const rest = place === undefined || isOutlet(place) ? after : after.slice(0, -place.length);
  const isAlone = AROUND_DATE.test(line.slice(0, found.start).trim()) && AFTER_DATE.test(rest);
  return isAlone ? found.day : null;
}

/** Who made the page; the first of them open no headline, the others might: 统筹 发展和安全. */
const PAGE_MAKERS =
  '责任编辑|責任編輯|责编|責編|本版责编|本版编辑|本期编辑|值班编辑|值班主任|版式设计|美编|新媒体编辑|执行主编';
const MAKERS = '编辑|編輯|校对|校對|审核|審核|监制|監製|主编|终审|编审|初审|复审|版式|制图|策划|统筹|视觉';
const EDITOR_LINE = new RegExp(
  `^(?:【纠错】\\s?)?[（(【[]?\\s{0,4}(?:(?:${PAGE_MAKERS})[\\s　]|(?:${PAGE_MAKERS}|${MAKERS})\\s{0,4}[:：／/丨|]).{0,80}$`,
  'u',
);

/** 编辑 秦舒 · 策划 李 纵 统筹 安宁: without a colon, only a person's name shows that no headline begins. */
const MAKER_NAMED = new RegExp(
  `^[（(【[]?(?:${MAKERS})[\\s　]{1,4}(\\p{Script=Han}[\\s　]\\p{Script=Han}|\\p{Script=Han}{2,4})(?:[\\s　）)】].{0,60})?$`,
  'u',
);

function isEditorNamed(line: string): boolean {
  const name = MAKER_NAMED.exec(line)?.[1];
  return name !== undefined && isPersonName(name.replace(/[\s　]/u, ''));
}

/** （下转第4版）, （上接第1版）, 接A3版 */
const JUMP_LINE = /^[（(【[]?(?:下转|上接|转|接).{0,6}第?\s?[\dA-Z一二三四五六七八九十]{1,4}\s?版.{0,12}[）)】\]]?$/u;

/** What a reader may press: 分享 打印 收藏. Alone or in a row; 打印：从实验室走向车间 is a headline. */
const BUTTONS =
  /^[【[]?(?:分享到?|打印|收藏|纠错)(?:[\s　|｜/:：【】[\]]{1,4}(?:分享到?|打印|收藏|纠错|评论|点赞|举报|转发|关闭|复制链接|微信|微博|QQ空间|字号|[大中小]))*[\s　:：】\]]{0,4}$/u;

/** Where a page stands in its site: 首页 > 新闻 > 国内 */
const TRAIL = /^(?:(?:当前|您的?|所在)?位置\s?[:：]\s?)?首页(?:\s{0,3}[>＞»›]\s{0,3}[^>＞»›，。]{1,20}){1,6}[>＞»›]?$/u;

/** A line of strokes or stars. */
const RULER = /^(?:[-—–─━=_*＊※☆★◆●]\s?){3,80}$/u;

/** Lines about the page and not of the story. */
const SIGN_OFFS = [
  /^[（(【[](?:完|全文完|待续|未完待续|完毕)[）)】\]]$/u,
  /^[（(【[]?此件(?:主动|依申请|不予|删减后)?公开(?:发布)?[）)】\]]?$/u,
  JUMP_LINE,
  /^[（(【[]?(?:相关|更多)?(?:报道|评论|内容)(?:见|详见)\s?第?\s?[\dA-Z]{1,4}\s?版[）)】\]]?$/u,
  /^Editors?: ?.{1,60}$/u,
  /^[（(](?:参与采写|参与记者|采写|采写记者|文字|视频|剪辑|海报|制作)(?:记者)?[:：].{2,60}[）)]$/u,
  /^(?:原标题|原题)[:：].{2,80}$/u,
  /^[【[]?(?:字号|字体|扫一扫|微信扫一扫|返回首页|推荐阅读|相关阅读|延伸阅读|相关新闻)(?:$|[\s:：】\]].{0,30}$)/u,
  BUTTONS,
  TRAIL,
  /^(?:点击)?[“"「]?阅读原文[”"」]?.{0,12}$/u,
  /^[-—–=*· ]{0,6}(?:END|The End|完)[-—–=*· ]{0,6}$/iu,
  RULER,
];

/** 责任编辑：陶然 · 本版编辑 邵一帆 版式设计 温如 · （完） · （下转第4版） · （此件公开发布） */
export function isEditorLine(line: string): boolean {
  if (line.length > LONGEST) return false;
  if (SIGN_OFFS.some((pattern) => pattern.test(line))) return true;
  return (EDITOR_LINE.test(line) || isEditorNamed(line)) && !/[。；]/u.test(line);
}

/** （下转第4版）, （上接第1版）: a paragraph was cut here by the page, and goes on after it. */
export function isJumpLine(line: string): boolean {
  return line.length <= 40 && JUMP_LINE.test(line);
}

/** Whether a line is nothing but strokes or stars: it divides, and says nothing. */
export function isRuler(line: string): boolean {
  return line.length <= LONGEST && RULER.test(line);
}
