import type { Author } from '../../../shared/document/article.ts';
import { agencyOf, readByline } from './byline.ts';
import { monthNumber } from './day.ts';
import { OUTLET, SELF } from './outlets.ts';
import { cutCity, readPeople } from './people.ts';

/** What the opening of a paragraph says of its origin. It stays in the paragraph. */
export interface Dateline {
  /** UTF-16 units from the start of the paragraph. */
  readonly length: number;
  readonly agency: string | null;
  readonly place: string | null;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly authors: readonly Author[];
}

/** A dateline lies within so many UTF-16 units. */
const REACH = 160;

/**
 * 新华社北京7月3日电（记者…） · 本报贵阳7月3日电 · 本报讯（记者 …） · 据新华社里斯本7月2日电 · 央视网消息： ·
 * 【大公報訊】 · 中新网8月1日电
 */
const CHINESE = new RegExp(
  `^[（(【[]?[\\s　]*据?[\\s　]*(${SELF}|${OUTLET})[\\s　]*(\\p{Script=Han}{2,8}?)??[\\s　]*(?:(\\d{4})年)?(?:(\\d{1,2})月)?(?:(\\d{1,2})日)?[\\s　]*(?:专电|专讯|專訊|專電|特讯|特訊|特稿|快讯|電|电|訊|讯|消息|报道|報道)(?=[\\s　：:（(】\\])）]|\\p{Script=Han}|\\d|[“《]|$)[】\\])）]?`,
  'u',
);

/** （中央社記者林克倫台北11日電） · 新华社记者王明北京7月3日电: the name and the place run on. */
const SIGNED = new RegExp(
  `^[（(【]?[\\s　]*(${SELF}|${OUTLET})[\\s　]*(?:记者|記者)[\\s　]*(\\p{Script=Han}{2,10}|\\p{Script=Han}{2,4}[\\s　、]\\p{Script=Han}{2,8})[\\s　]*(?:(\\d{1,2})月)?(\\d{1,2})日(?:专电|電|电|訊|讯|報道|报道)[）)】]?`,
  'u',
);

/** BEIJING, July 3 (Xinhua) -- */
const ENGLISH =
  /^([A-Z][A-Z .'-]{1,30}[A-Z](?:, [A-Z][A-Za-z. ]{1,20})?), (Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? (\d{1,2})(?:, (\d{4}))? \(([A-Z][A-Za-z ]{1,30})\)\s*(?:--|—|–|-)/u;

/** Words between outlet and date that are no place. */
const NO_PLACE = /^(?:综合|特约|最新|今日|近日|日前|电讯|專|专|特|独家|微|记者|的|一则|发布|发表|刊发|报道|報道)/u;

/** Reads the dateline that opens a paragraph, or returns `null`. */
export function readDateline(paragraph: string): Dateline | null {
  const head = paragraph.slice(0, REACH);
  return readRunOn(head) ?? readChinese(head) ?? readBracketed(head) ?? readEnglish(head);
}

function readChinese(head: string): Dateline | null {
  const match = CHINESE.exec(head);
  if (match === null) return null;
  const [whole, outlet, place, year, month, day] = match;
  if (place !== undefined && day === undefined && !/[【[]/u.test(head.charAt(0))) return null;
  if (day === undefined && !isSetOff(head, whole)) return null;
  const signed = readSigned(head.slice(whole.length));
  return {
    length: whole.length + signed.length,
    agency: agencyOf(outlet),
    place: place !== undefined && !NO_PLACE.test(place) ? place : signed.city,
    year: toNumber(year),
    month: toNumber(month),
    day: toNumber(day),
    authors: signed.authors,
  };
}

function readRunOn(head: string): Dateline | null {
  const match = SIGNED.exec(head);
  if (match === null) return null;
  const [whole, outlet, run = '', month, day] = match;
  const { name, city } = cutCity(run.replace(/[\s　、]+/gu, ' '));
  const people = readPeople(`记者 ${name}`);
  if (people?.rest !== '') return null;
  return {
    length: whole.length,
    agency: agencyOf(outlet),
    place: city,
    year: null,
    month: toNumber(month),
    day: toNumber(day),
    authors: people.authors,
  };
}

/** 【环球时报驻德国特约记者 青木】 before the text. */
function readBracketed(head: string): Dateline | null {
  const bracket = /^[【[]([^【】[\]]{4,40})[】\]]/u.exec(head);
  const byline = bracket === null ? null : readByline(bracket[1] ?? '');
  if (bracket === null || byline === null) return null;
  const { agency, place, authors } = byline;
  return { length: bracket[0].length, agency, place, year: null, month: null, day: null, authors };
}

/** Without a date, 讯 and 消息 must be set off from what follows: "本报讯 （记者…）", "央视网消息：", "【大公報訊】". */
function isSetOff(head: string, whole: string): boolean {
  return /[】\])）]$/u.test(whole) || /^[\s　]*[：:（(【]|^[\s　]/u.test(head.slice(whole.length));
}

/** The reporters after a dateline, in brackets or before 报道：. */
function readSigned(rest: string): { length: number; authors: readonly Author[]; city: string | null } {
  const bracket = /^[\s　]*[（(][\s　]*([^（）()]{2,80})[）)]/u.exec(rest);
  const inner = bracket?.[1]?.replace(/^.{0,12}?(?=记者|記者|通讯员|評論員|评论员)/u, '');
  const people = inner === undefined ? null : readPeople(inner);
  if (bracket !== null && people !== null) return { length: bracket[0].length, authors: people.authors, city: null };
  const named = /^[\s　]*((?:记者|記者).{2,24}?)[\s　]*(?:报道|報道|报导)[:：]/u.exec(rest);
  const signed = named === null ? null : cutCity(named[1] ?? '');
  const authors = signed === null ? null : readPeople(signed.name);
  if (named === null || authors?.rest !== '') return { length: 0, authors: [], city: null };
  return { length: named[0].length, authors: authors.authors, city: signed?.city ?? null };
}

function readEnglish(head: string): Dateline | null {
  const match = ENGLISH.exec(head);
  if (match === null) return null;
  const [whole, place, month = '', day, year, agency] = match;
  return {
    length: whole.length,
    agency: agency ?? null,
    place: place ?? null,
    year: toNumber(year),
    month: monthNumber(month),
    day: toNumber(day),
    authors: [],
  };
}

function toNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
