import { describe, expect, test } from 'vitest';
import { readDateline } from './dateline.ts';

/** Paragraph, and "length agency place year-month-day authors"; `null` where it has no dateline. */
const cases: readonly (readonly [string, string | null])[] = [
  ['新华社北京7月3日电（记者唐知秋）记者获悉', '新华社北京7月3日电（记者唐知秋） 新华社 北京 --7-3 唐知秋'],
  ['本报贵阳7月3日电  （记者周远、林若溪）清晨', '本报贵阳7月3日电  （记者周远、林若溪） - 贵阳 --7-3 周远,林若溪'],
  ['本报讯（记者 裴行知 通讯员 乔木）数控', '本报讯（记者 裴行知 通讯员 乔木） - - ----- 裴行知,乔木'],
  ['本报北京4月17日讯 记者温红彦报道：市委', '本报北京4月17日讯 记者温红彦报道： - 北京 --4-17 温红彦'],
  ['据新华社里斯本7月2日电 2025年', '据新华社里斯本7月2日电 新华社 里斯本 --7-2 '],
  ['新华社北京2025年7月3日电 题：新局', '新华社北京2025年7月3日电 新华社 北京 2025-7-3 '],
  ['新华社杭州3月12日电 题：机器人“上岗”记', '新华社杭州3月12日电 新华社 杭州 --3-12 '],
  ['中新网8月1日电 据海关总署网站消息', '中新网8月1日电 中新网 - --8-1 '],
  ['央视网消息：考古人员', '央视网消息 央视网 - ----- '],
  ['【大公報訊】記者陳凱文報道：特區', '【大公報訊】記者陳凱文報道： 大公報 - ----- 陳凱文'],
  ['【大公報訊】記者李曉北京報道：國家', '【大公報訊】記者李曉北京報道： 大公報 北京 ----- 李曉'],
  ['（中央社記者林克倫台北11日電）經濟', '（中央社記者林克倫台北11日電） 中央社 台北 ----11 林克倫'],
  ['中評社北京10月25日電（記者 海涵）中共', '中評社北京10月25日電（記者 海涵） 中評社 北京 --10-25 海涵'],
  ['【环球时报综合报道】据路透社', '【环球时报综合报道】 环球时报 - ----- '],
  ['【环球时报驻德国特约记者 青木】德国媒体称', '【环球时报驻德国特约记者 青木】 环球时报 - ----- 青木'],
  ['【深度】老城新事', null],
  ['BEIJING, July 3 (Xinhua) -- At five', 'BEIJING, July 3 (Xinhua) -- Xinhua BEIJING --7-3 '],
  ['LONDON, Sept. 12 (Reuters) - Oil', 'LONDON, Sept. 12 (Reuters) - Reuters LONDON --9-12 '],
  // what only looks like one
  ['新华社消息人士透露，会谈仍在继续。', null],
  ['本报讯息灵通', null],
  ['央视报道，多地出台措施。', null],
  ['记者3日从海关总署获悉', null],
  ['7月3日电视剧开播', null],
  ['In July 3 (Xinhua) reports', null],
  ['', null],
];

describe('datelines', () => {
  test.each(cases)('%s', (paragraph, expected) => {
    const found = readDateline(paragraph);
    const day = found && [found.year ?? '-', found.month ?? '-', found.day ?? '-'].join('-');
    const authors = found?.authors.map(({ name }) => name).join(',');
    const read =
      found && [paragraph.slice(0, found.length), found.agency ?? '-', found.place ?? '-', day, authors].join(' ');
    expect(read).toBe(expected);
  });
});
