import type { Rejoined } from './rejoin.ts';
import { readDateline } from './dateline.ts';
import { codePoints, endsSentence, isLatin } from './line-shape.ts';

/** At most so many titles are proposed. */
const MOST_PROPOSALS = 3;

/** A proposed title of first clauses has at most so many code points. */
const LONGEST_LABEL = 24;
const LONGEST_LATIN_LABEL = 60;

/** A framing phrase has so many code points. */
const PHRASE = { shortest: 6, longest: 20 };

/** A title for an article that has none, and the rule that found it. */
export interface Proposal {
  readonly rule: 'framing-phrase' | 'first-clause';
  readonly title: string;
}

/**
 * Titles for a text without one, the likeliest first. A framing phrase opens a paragraph and is taken up again in the
 * last one, as commentaries do with their titles: “小切口”撬动“大民生” … 多一些“小切口”…“大民生”。 Otherwise the first clauses,
 * which are no title but a safe label.
 */
export function proposeTitles(blocks: readonly Pick<Rejoined, 'role' | 'text'>[]): Proposal[] {
  const bodies = blocks.filter((block) => block.role === 'body');
  const phrases = framingPhrases(bodies.map((block) => block.text)).map((title): Proposal => ({
    rule: 'framing-phrase',
    title,
  }));
  const label = labelOf((bodies[0] ?? blocks[0])?.text ?? '');
  const clause: Proposal = { rule: 'first-clause', title: label };
  const all = phrases.some(({ title }) => title === label)
    ? phrases
    : [...phrases.slice(0, MOST_PROPOSALS - 1), clause];
  return all.slice(0, MOST_PROPOSALS);
}

/** A label for a paragraph: its first clauses, without the dateline and the reporters before them. */
export function labelOf(paragraph: string): string {
  const head = paragraph.slice(0, LEAD_REACH);
  const text = head.slice(readDateline(head)?.length ?? 0).replace(LEAD, '');
  return firstClauses(text === '' ? head : text);
}

const LEAD_REACH = 600;

/** What may still stand between a dateline and the text: （新闻联播）： */
const LEAD = /^[\s　]*(?:[（(][^（）()]{1,40}[）)])?[\s　]*[:：]?[\s　]*(?=.)/u;

/** A title within a paragraph; offsets in UTF-16 units of its text. */
export interface StatedTitle {
  readonly title: string;
  readonly start: number;
}

/** "新华社杭州3月12日电 题：机器人“上岗”记": agencies send the title with the dateline. `null` where there is none. */
export function readStatedTitle(paragraph: string): StatedTitle | null {
  const dateline = readDateline(paragraph);
  if (dateline === null || paragraph.length > 2 * LONGEST_LATIN_LABEL) return null;
  const lead = /^[\s　]*题[:：][\s　]*/u.exec(paragraph.slice(dateline.length));
  if (lead === null) return null;
  const start = dateline.length + lead[0].length;
  const title = paragraph.slice(start);
  return title === '' || endsSentence(title) ? null : { title, start };
}

/** A commentary has at most so many paragraphs, and takes its title up again in the last units. */
const MOST_PARAGRAPHS = 200;
const CLOSING = 2000;

/** First clauses of paragraphs that hold two quoted words, both of which the last paragraph takes up again. */
function framingPhrases(paragraphs: readonly string[]): string[] {
  const last = paragraphs.at(-1)?.slice(-CLOSING);
  if (last === undefined || paragraphs.length < 2) return [];
  const phrases = paragraphs
    .slice(0, -1)
    .slice(0, MOST_PARAGRAPHS)
    .flatMap((paragraph) => {
      const phrase = /^[^，。；：！？]{1,40}(?=[，：])/u.exec(paragraph.slice(0, 60))?.[0];
      const isPhrase = phrase !== undefined && readDateline(paragraph) === null && isFraming(phrase, last);
      return isPhrase ? [phrase] : [];
    });
  return [...new Set(phrases)];
}

function isFraming(phrase: string, last: string): boolean {
  const size = codePoints(phrase);
  if (size < PHRASE.shortest || size > PHRASE.longest) return false;
  const quoted = phrase.match(/“[^“”]{1,12}”/gu) ?? [];
  if (quoted.length >= 2) return quoted.every((word) => last.includes(word));
  return last.includes(phrase);
}

/** 据路透社6月12日报道， · 记者从会上获悉，: who said it is no title. */
const HEARSAY = /^(?:据.{1,24}(?:报道|消息|介绍|统计|悉)|记者.{0,20}(?:获悉|了解到|看到))[，,：:](?=.)/u;

/** 近日， · 今年1至8月， · 截至2025年11月底，: nor is a bare time. */
const BARE_TIME =
  /^(?:截至|截止|自|从)?(?:目前|眼下|近日|日前|近期|近年来?|连日来|[昨今][天日]|[今去前]年|\d{4}年|上半年|下半年|前?[一二三四1-4]+个?季度|前?\d{1,2}个?月|\d{1,2}(?:[至到—-]\d{1,2})?(?:月份?|日)|[一二三四五六七八九十]+月)+(?:以来|起|初|底|末|上午|下午|晚)?[，,](?=.)/u;

/** The clauses that open a text, as many as a label holds; of one long clause its beginning. */
function firstClauses(text: string): string {
  const longest = isLatin(text) ? LONGEST_LATIN_LABEL : LONGEST_LABEL;
  const sentence = /^[^。！？；\n]{1,200}/u.exec(text.slice(0, 400))?.[0] ?? text.slice(0, longest);
  const clauses = withoutLead(sentence).split(/(?<=[，：、,])/u);
  let label = clauses[0] ?? '';
  for (const clause of clauses.slice(1)) {
    if (codePoints((label + clause).replace(/[，：、,]$/u, '')) > longest) break;
    label += clause;
  }
  const cut = Array.from(label.replace(/[，：、,.]$/u, ''))
    .slice(0, longest)
    .join('')
    .trim();
  const closed = cut.replace(/(?<=.{4})(?:[（(][^）)]*|《[^》]*|“[^”]*|「[^」]*|【[^】]*)$/u, '');
  return closed === '' ? Array.from(text).slice(0, longest).join('') : closed;
}

/** A sentence without what only says when and by whom it was said. */
function withoutLead(sentence: string): string {
  return [BARE_TIME, HEARSAY, BARE_TIME].reduce((rest, lead) => rest.replace(lead, ''), sentence);
}
