import { describe, expect, test } from 'vitest';
import { dice, makeProse } from '../../tests/make.ts';
import { makeAnchor } from './anchor.ts';
import { locate, locator } from './locate.ts';

const story =
  '今年以来，各地加快推进重点项目建设。专家认为，政策效果正在显现。\n' +
  '记者了解到，这一做法已经在三个省份试点，参加的企业超过四百家。\n' +
  '下一步，有关部门将总结经验，把这一做法推广到更多地区。';

/** The anchor of a passage of `story`; of its `occurrence`-th place, counted from 0. */
function anchorOf(quote: string, occurrence = 0, text = story) {
  let at = text.indexOf(quote);
  for (let count = 0; count < occurrence; count++) at = text.indexOf(quote, at + 1);
  return makeAnchor(text, at, at + quote.length)!;
}

describe('locate', () => {
  const cases: [what: string, quote: string, occurrence: number, edit: (text: string) => string, ...found: string[]][] =
    [
      ['nothing changed', '这一做法', 1, (text) => text, 'exact', '这一做法'],
      ['text before it', '政策效果', 0, (text) => `（上接第一版）${text}`, 'context', '政策效果'],
      ['the other of two equal passages', '这一做法', 1, (text) => `导语。${text}`, 'context', '这一做法'],
      ['a neighbour changed', '正在显现', 0, (text) => text.replace('政策', '这些政策'), 'context', '正在显现'],
      [
        'a typo corrected within',
        '三个省份试点',
        0,
        (text) => text.replace('三个', '四个'),
        'approximate',
        '四个省份试点',
      ],
      ['words added within', '总结经验', 0, (text) => text.replace('总结', '总结各地'), 'approximate', '总结各地经验'],
      ['its words gone', '超过四百家', 0, (text) => text.replace('超过四百家', '不少'), 'lost', '超过四百家'],
      [
        'its paragraph gone',
        '三个省份试点',
        0,
        (text) => text.split('\n').toSpliced(1, 1).join('\n'),
        'lost',
        '三个省份试点',
      ],
      ['a short word that only stands elsewhere', '地', 1, () => '地铁票价不变。', 'lost', '地'],
      ['another text', '重点项目建设', 0, () => '天气预报：明天多云。', 'lost', '重点项目建设'],
      ['an empty text', '重点项目建设', 0, () => '', 'lost', '重点项目建设'],
    ];
  for (const [what, quote, occurrence, edit, located, words] of cases) {
    test(what, () => {
      const anchor = anchorOf(quote, occurrence);
      const text = edit(story);
      const found = locate(text, anchor);
      expect(found.located).toBe(located);
      if (located === 'lost') expect(found).toEqual({ start: anchor.start, end: anchor.end, located, confidence: 0 });
      else expect(text.slice(found.start, found.end)).toBe(words);
    });
  }

  test('of equal places the one among the old neighbours wins, not the nearest', () => {
    const anchor = anchorOf('这一做法', 1);
    const text = `${story.slice(0, 60)}这一做法${story.slice(60)}`;
    const found = locate(text, anchor);
    expect(found.start).toBe(text.lastIndexOf('这一做法'));
  });

  test('confidence falls with what differs', () => {
    const anchor = anchorOf('在三个省份试点，参加的企业超过四百家');
    const little = locate(story.replace('三个', '四个'), anchor);
    const much = locate(story.replace('三个省份', '四个地区').replace('记者了解到', '据悉'), anchor);
    expect([little.located, much.located]).toEqual(['approximate', 'approximate']);
    expect(little.confidence).toBeGreaterThan(much.confidence);
    expect(much.confidence).toBeGreaterThan(0.5);
  });
});

test('under random edits nothing is attached far from where it belongs', () => {
  const roll = dice(7);
  let found = 0;
  let astray = 0;
  for (let round = 0; round < 30; round++) {
    const text = makeProse(3000, roll);
    const places: number[] = [];
    let edited = '';
    for (const character of text) {
      if (roll(40) === 0) edited += '靐';
      places.push(edited.length);
      if (roll(40) > 0) edited += character;
    }
    const find = locator(edited);
    for (let count = 0; count < 40; count++) {
      const start = roll(text.length - 60);
      const anchor = makeAnchor(text, start, start + 12 + roll(40))!;
      const location = find(anchor);
      if (location.located === 'lost') continue;
      found++;
      const wanted = places[anchor.start]!;
      if (Math.abs(location.start - wanted) > anchor.quote.length / 2) astray++;
    }
  }
  expect(found).toBeGreaterThan(1_100);
  expect(astray).toBeLessThanOrEqual(found * 0.01);
});

describe('speed', () => {
  const text = makeProse(200_000, dice(8));
  const anchors = Array.from({ length: 5_000 }, (_, at) => makeAnchor(text, at * 39, at * 39 + 20)!);
  const took = (work: () => void) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };

  test('5,000 anchors at their places in 200,000 characters take no time', () => {
    const find = locator(text);
    expect(took(() => expect(anchors.every((anchor) => find(anchor).located === 'exact')).toBe(true))).toBeLessThan(
      200,
    );
  });

  test('5,000 anchors of a text that has moved do not freeze', () => {
    const find = locator(`前言。${text}`);
    expect(took(() => anchors.forEach((anchor) => find(anchor)))).toBeLessThan(10_000);
  });

  test('500 anchors of a text with an error every twenty characters do not freeze', () => {
    const find = locator(text.replace(/(.{20})./gu, '$1靐'));
    const some = anchors.filter((_, index) => index % 10 === 0);
    expect(took(() => some.forEach((anchor) => find(anchor)))).toBeLessThan(10_000);
  });

  test('two million equal characters, and a quote as long as a book, do not freeze', () => {
    const dull = '的'.repeat(2_000_000);
    expect(
      took(() => locate(dull, anchorOf('的的的的', 0, '一'.repeat(50) + '的的的的' + '二'.repeat(50)))),
    ).toBeLessThan(10_000);
    const long = makeAnchor(text, 100, 190_000)!;
    const found = locate(`前言。${text.slice(0, 90_000)}靐${text.slice(90_001)}`, long);
    expect(found).toMatchObject({ located: 'approximate', start: 103, end: 190_003 });
  });
});
