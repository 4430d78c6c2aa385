import type { Author } from '../../../shared/document/article.ts';
import { OUTLET, SELF, SELF_OUTLETS } from './outlets.ts';
import { readNames, readPeople } from './people.ts';

/** What a byline says. */
export interface Byline {
  /** The outlet it names; 本报 names none. */
  readonly agency: string | null;
  /** 经济一线, in 某报“经济一线”记者. */
  readonly column: string | null;
  readonly authors: readonly Author[];
  /** 北京, in 本报记者 张三 北京报道. */
  readonly place: string | null;
}

/** A byline has at most so many UTF-16 units: longer lines are prose. */
const LONGEST = 100;

/** Marks before a byline; □ may arrive as 口 where a scan was read. */
const BOX = /^(?:[□■◎●○◆★▲▶◇]|口(?=\s|本|新|人|记|通|文|\p{Script=Han}{2,6}[报社网]))[\s　]*/u;

const OPENING = new RegExp(
  `^(《[^《》]{1,10}》(?:新闻周刊|周刊|杂志)?|${SELF}|${OUTLET})?(?:驻\\p{Script=Han}{2,6}?(?=(?:特约|特派|首席|见习|实习)?(?:记者|記者)))?[\\s　]*(?:[“"《「]([^”"》」]{1,14})[”"》」][\\s　]*)?`,
  'u',
);

/** What a person did, after the names: "韩川/文", "罗一鸣 摄影报道", "文并摄". */
const TAIL = /^[\s　/／|｜]*(摄影报道|攝影報道|文并摄|文\/图|文、图|文图|图文|文字|文|图|摄|攝|整理|编译|翻译)$/u;

/** Report from a place: "北京报道". */
const FROM_PLACE = /^[\s　]*(\p{Script=Han}{2,6}?)?(?:报道|報道|报导)$/u;

/** 文/张三 图/李四 · 文｜张三 · 图：李四 · 作者 | 张三 */
const SLASHED =
  /^(?:(文图|图文|文字|撰文|文|图|图片|摄影|摄|视频|编译|翻译|整理)[\s　]*[/／|｜:：]|(作者|记者|記者)[\s　]*[/／|｜])[\s　]*/u;

/** （作者为江海大学教授） · （作者系…） · （作者单位：…） · （作者：…） with more than names. */
const ABOUT_AUTHOR = /^[（(](?:作者|笔者|本文作者)(?:[为系是:：]|单位|分别|\p{Script=Han}{2,4}[为系是]).{1,80}[）)]$/u;

/** By Zhou Rong and Chen Yi · By staff reporter Li Ming */
const ENGLISH =
  /^By (?:(?:[Ss]taff|[Xx]inhua|[Ss]enior) (?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?),? )?([A-Z][\p{L}.'’ -]{1,30}(?:(?:, | and |, and )[A-Z][\p{L}.'’ -]{1,30}){0,6})$/u;

/**
 * Reads a line that is nothing but a byline, or returns `null`.
 * "□新华社“经济一线”记者 韩川 李平" · "本报记者 李 纵 方 敏" · "（本报记者 韩川）" · "文/张三 图/李四" · "By Chen Yi" ·
 * "（记者张三、李四参与采写）" · "本报评论员" · "（作者为…大学教授）" (an affiliation without a name is a byline without authors).
 */
export function readByline(line: string): Byline | null {
  if (line.length > LONGEST) return null;
  const english = ENGLISH.exec(line);
  if (english !== null) return englishByline(english[1] ?? '');
  if (ABOUT_AUTHOR.test(line)) return { ...EMPTY, authors: aboutAuthor(line) };
  const inner = unwrapped(line).replace(/[\s　]*参与(?:采写|报道)$/u, '');
  const boxed = inner.replace(BOX, '');
  return readSlashed(boxed) ?? readSigned(boxed) ?? (boxed === inner ? null : readNamesOnly(boxed));
}

const EMPTY: Byline = { agency: null, column: null, authors: [], place: null };

function unwrapped(line: string): string {
  return /^[（(【[](.{1,98})[）)】\]]$/u.exec(line)?.[1]?.trim() ?? line;
}

function readSigned(text: string): Byline | null {
  const opening = OPENING.exec(text);
  const people = readPeople(text.slice(opening?.[0].length ?? 0)) ?? readPeople(text);
  if (people === null) return null;
  const isFromOpening = opening !== null && text.slice(opening[0].length).endsWith(people.rest);
  const outlet = isFromOpening ? opening[1] : undefined;
  const column = isFromOpening ? opening[2] : undefined;
  const base: Byline = { ...EMPTY, agency: agencyOf(outlet), column: column ?? null, authors: people.authors };
  if (people.rest === '') return base;
  const tail = TAIL.exec(people.rest)?.[1];
  if (tail !== undefined) return { ...base, authors: people.authors.map(({ name }) => ({ name, role: tail })) };
  if (/^[（(].{2,60}[）)]$/u.test(people.rest)) return base;
  const place = FROM_PLACE.exec(people.rest);
  return place === null ? null : { ...base, place: place[1] ?? null };
}

/** The outlet's name, or `null` for 本报 and its like. */
export function agencyOf(outlet: string | undefined): string | null {
  if (outlet === undefined || SELF_OUTLETS.includes(outlet)) return null;
  return outlet.replace(/[《》]/gu, '');
}

function readSlashed(text: string): Byline | null {
  const authors: Author[] = [];
  let rest = text;
  for (let lead = SLASHED.exec(rest); lead !== null; lead = SLASHED.exec(rest)) {
    const role = lead[1] ?? (lead[2] === '作者' ? '作者' : '记者');
    rest = rest.slice(lead[0].length);
    const end = /[\s　、，]+(?=(?:文|图|摄|撰文|摄影|图片|视频|编译|翻译|整理)[\s　]*[/／|｜:：])/u.exec(rest);
    const row = (end === null ? rest : rest.slice(0, end.index)).replace(/^.{0,12}(?:记者|通讯员)[\s　]*/u, '');
    rest = end === null ? '' : rest.slice(end.index + end[0].length);
    const names = readNames(row);
    if (names === null || names.some((name) => name.length > 8)) return null;
    authors.push(...names.map((name) => ({ name, role })));
  }
  return authors.length > 0 && rest === '' ? { ...EMPTY, authors } : null;
}

/** After a box, names alone are a byline: "□ 闻笛". */
function readNamesOnly(text: string): Byline | null {
  const tail = /[\s　]*[/／][\s　]*(文|图|摄)$/u.exec(text);
  const names = readNames(tail === null ? text : text.slice(0, tail.index));
  if (names === null || names.length > 6) return null;
  if (!names.every((name) => /^\p{Script=Han}{2,4}(?:·\p{Script=Han}{1,8}){0,2}$/u.test(name))) return null;
  return { ...EMPTY, authors: names.map((name) => ({ name, role: tail?.[1] ?? '作者' })) };
}

function aboutAuthor(line: string): Author[] {
  const name = /^[（(](?:作者|笔者)[:：]?[\s　]*(\p{Script=Han}{2,4})[，,为系是]/u.exec(line)?.[1];
  return name === undefined || /^(?:单位|分别|为|系|是)/u.test(name) ? [] : [{ name, role: '作者' }];
}

function englishByline(names: string): Byline {
  const authors = names.split(/, and | and |, /u).map((name) => ({ name: name.trim(), role: '作者' }));
  return { ...EMPTY, authors };
}
