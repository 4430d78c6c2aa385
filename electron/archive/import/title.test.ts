import { describe, expect, test } from 'vitest';
import { proposeTitles, readStatedTitle } from './title.ts';

function propose(...paragraphs: string[]): string[] {
  return proposeTitles(paragraphs.map((text) => ({ role: 'body' as const, text }))).map(({ title }) => title);
}

describe('proposed titles', () => {
  test('a phrase that the end takes up again, then the first clauses', () => {
    expect(
      propose(
        '从病床到数据，一家县医院的变化折射出新账本。',
        '“小切口”撬动“大民生”，关键要下沉。',
        '多一些“小切口”，托起“大民生”。',
      ),
    ).toEqual(['“小切口”撬动“大民生”', '从病床到数据，一家县医院的变化折射出新账本']);
  });

  test.each([
    [
      'clauses up to 24 characters',
      ['春风拂过茶山，茶农忙着采茶，游客也来了。'],
      ['春风拂过茶山，茶农忙着采茶，游客也来了'],
    ],
    ['one long clause is cut', ['一'.repeat(60)], ['一'.repeat(24)]],
    ['a dateline is no title', ['新华社北京7月3日电（记者唐知秋）新线开通，市民称便。'], ['新线开通，市民称便']],
    [
      'English',
      ['Farmers in the hills, long used to waiting, now sell fresh fruit online.'],
      ['Farmers in the hills, long used to waiting'],
    ],
    ['who said it is no title', ['据新华社7月3日报道，新线开通，市民称便。'], ['新线开通，市民称便']],
    ['when is no title', ['近日，记者从会上获悉，今年1至8月，全省新开公路三百条。'], ['全省新开公路三百条']],
    ['… nor is a day', ['截至2025年11月底，新线开通。'], ['新线开通']],
    ['… unless there is nothing else', ['今年以来，'], ['今年以来']],
    [
      'no open bracket',
      ['市里昨日公布了新一批社区养老服务驿站名单（含嵌入式机构）。'],
      ['市里昨日公布了新一批社区养老服务驿站名单'],
    ],
    [
      'what stands behind a dateline',
      ['央视网消息（午间报道）：新线开通，市民称便。', '央视网消息（午间报道）：路通了。'],
      ['新线开通，市民称便'],
    ],
    ['a special dispatch', ['【明報專訊】新線開通，市民稱便。'], ['新線開通，市民稱便']],
    ['only marks', ['……'], ['……']],
    ['a phrase with one quoted word is none', ['“新”字当头，事事争先。', '“新”字落地。'], ['“新”字当头，事事争先']],
  ])('%s', (_, paragraphs, expected) => expect(propose(...paragraphs)).toEqual(expected));
});

describe('titles in datelines', () => {
  test.each([
    ['新华社杭州3月12日电 题：机器人“上岗”记', { title: '机器人“上岗”记', start: 14 }],
    ['新华社杭州3月12日电 题：机器人上岗了。', null],
    ['新华社杭州3月12日电 机器人“上岗”', null],
    ['题：机器人“上岗”记', null],
  ])('%s', (paragraph, expected) => expect(readStatedTitle(paragraph)).toEqual(expected));
});
