import { describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import { readLines } from './lines.ts';
import { split } from './split.ts';

const prose = '市民陈先生告诉记者，以前办这件事要跑三个窗口，如今在手机上点几下就能办完。';

/** Roles of all lines, one letter each; articles divided by `|`. `h` and `c` are unsure. */
const letters: Record<string, string> = {
  title: 'T',
  heading: 'H',
  byline: 'B',
  source: 'S',
  editor: 'E',
  masthead: 'M',
  'document-number': 'N',
  date: 'D',
  url: 'U',
  caption: 'C',
  body: 'P',
};

function shapeOf(lines: readonly string[]): string {
  const sections = split(classify(readLines(lines.join('\n'))), null);
  const letter = ({ role, isSure }: { role: string; isSure: boolean }): string => {
    const sure = letters[role] ?? '?';
    return isSure ? sure : sure.toLowerCase();
  };
  return sections.map((section) => section.lines.map(letter).join('')).join('|');
}

describe('borders and titles', () => {
  test.each<[string, string[], string]>([
    ['a marked title each', ['# 甲地新事', prose, '# 乙地新事', prose], 'TP|TP'],
    ['text before the first mark', [prose, '来源：人民日报', '# 乙地新事', prose], 'PS|TP'],
    ['sub-headlines on the second level', ['# 甲地新事', '## 一座桥', prose, '## 一条路', prose], 'THPHP'],
    ['titles on the second level', ['## 甲地新事', prose, '## 乙地新事', prose], 'TP|TP'],
    ['a second level under a title without mark', ['甲地新事多', '本报记者 李纵', prose, '## 一座桥', prose], 'TBPHP'],
    ['a source line closes', ['甲地新事多', prose, '来源：人民日报', '乙地新事多', prose], 'TPS|tP'],
    [
      '… with the editors below it',
      ['甲地新事多', prose, '来源：人民日报', '编辑：陶然', '乙地新事多', prose],
      'TPSE|tP',
    ],
    ['… but not one under a title', ['甲地新事多', '来源：人民日报', prose, prose], 'TSPP'],
    [
      '… nor one under a title of two lines',
      ['甲地乙地共话发展', '一条新路连起两座城', '——路与人', '来源：人民日报', prose],
      'TTHSP',
    ],
    [
      'a picture alone is text, and its source closes',
      ['# 甲地新事', '上图：茶园一角。', '来源：人民日报', prose, prose],
      'TCS|PP',
    ],
    ['… nor before a remnant of the page', ['甲地新事多', prose, '来源：人民日报', '返回'], 'TPSP'],
    ['a title with its byline', [prose, '乙地新事多', '本报记者 李纵', prose], 'P|TBP'],
    ['a title with its dateline', [prose, '乙地新事多', `新华社南宁5月9日电 ${prose}`], 'P|TP'],
    [
      'titles with datelines, in columns, without blank lines',
      [
        '甲地新桥建成通车',
        '　　本报南宁5月9日电 （记者李纵）',
        '记者从自治区交通厅获悉，跨江新桥九日建成',
        '通车，两岸居民出行时间缩短一半，来往方便',
        '。',
        '乙地新路开工建设',
        '　　本报贵阳5月9日电 （记者陈舟',
        '）环城新路九日开工，全长四十二公里，计划',
        '明年年底完工，沿线八个乡镇受益，共有居民',
        '十二万人。',
      ],
      'TPPPP|TPPPP',
    ],
    [
      'the name of the paper over its date and page',
      ['经济日报', '2025-10-22 第1版', '甲地新事多', '金观平', prose],
      'MMTBP',
    ],
    ['a line with the hour is no second title', ['甲地新事多', '某某通信网 余予 2025/10/24 08:15', prose], 'TMP'],
    ['a title with its document number', [prose, '关于乙事的通知', '国发〔2019〕5号', prose], 'P|TNP'],
    ['a short line alone is only likely', [prose, '乙地新事多', prose], 'PhP'],
    ['a first line alone is only likely', ['甲地新事多', prose, prose], 'tPP'],
    ['… unless all text is set in', ['甲地新事多', `　　${prose}`, `　　${prose}`], 'TPP'],
    ['… or signed', ['甲地新事多', `${prose}（本报记者 李纵）`], 'TP'],
    ['a ruler speaks for no title', ['甲地新事多', prose, '----------', prose], 'tPEP'],
    ['a title of two lines', ['甲地乙地共话发展', '一条新路连起两座城', '本报记者 李纵', prose], 'TTBP'],
    ['a torn line is no headline', ['记者在乙地采访时看到的', prose], 'PP'],
    ['a question within the text is no headline', [prose, '路在何方？', prose], 'PPP'],
    ['numbered parts', [prose, '一、总体要求', prose, '（一）加强领导', prose], 'PHPHP'],
    ['items are no parts', [prose, '一、总体要求', '二、主要目标', '三、保障措施', prose], 'PPPPP'],
    [
      'a table of contents, and the chapters below it',
      [
        '甲事条例',
        '第一章　总则',
        '第二章　附则',
        '第一章　总则',
        `第一条　${prose}`,
        '第二章　附则',
        `第二条　${prose}`,
      ],
      'PPPHPHP',
    ],
    [
      'an order',
      [
        '中华人民共和国国务院令',
        '第777号',
        `《甲事条例》${prose}`,
        '总理　李强',
        '2024年1月25日',
        '甲事条例',
        `第一条　${prose}`,
      ],
      'TNPBDhP',
    ],
    ['part numbers', [prose, '01', '一座桥的故事', prose], 'PHhP'],
    ['a signature above its date', ['关于乙事的通知', prose, '国务院', '2019年2月15日'], 'TPBD'],
    [
      'days that head parts',
      ['甲地新事多', '2025年6月2日', prose, '2015年6月1日', prose, '2020年3月4日', prose],
      'TDPHPHP',
    ],
    ['a day at the end', ['甲地新事多', prose, prose, '2015年6月1日'], 'TPPD'],
    ['two authorities', ['关于乙事的通知', prose, '财政部', '税务总局', '2019年2月15日'], 'TPBBD'],
    ['a name under the title', ['# 甲地新事', '钱望舒', prose], 'TBP'],
    ['speakers', ['甲地访谈录', '记者：您好', '李某：您好', '记者：再见', `李某：${prose}`], 'PPPPP'],
    [
      'a picture line',
      [prose, prose, prose, prose, '', '', '5月13日，工人在组装样品。', '', '', '5月13日，工人在打包。'],
      'PPPPCC',
    ],
    ['days in a row without gaps are news', [prose, '6月2日，工人在组装样品。', '6月3日，工人在打包。', prose], 'PPPP'],
    [
      '… unless all are of one day, which is asked about',
      [prose, '6月2日，工人在组装样品。', '6月2日，工人在打包。'],
      'Pcc',
    ],
    ['a single one is asked about', [prose, prose, prose, '', '', '5月13日，工人在组装样品。'], 'PPPc'],
    [
      'the source of a chart does not divide',
      ['# 甲地新事', prose, '图1：出货量变化', '来源：观察网', prose, prose],
      'TPCCPP',
    ],
    [
      'an item with a dash is no subtitle',
      ['会议提出以下几点要求。', '——坚持为了人民。', '——坚持改革创新', '——坚持统筹兼顾'],
      'PPPP',
    ],
    ['a credit below a picture', [prose, '上图：茶园一角。', '新华社记者 罗一鸣 摄'], 'PCC'],
    ['a torn sentence is no title', ['记者从市里的发布会上获悉', '', `，${prose}`], 'PP'],
    ['… nor is one whose number is torn off', ['全省今年工业增加值同比增长', '38.6%，产量提高', '6.2%。'], 'PPP'],
    ['… nor one within a text', [prose, '记者从市里的发布会上获悉', '', `，${prose}`], 'PPP'],
    [
      '… nor one of a text that is set in, and the byline speaks for the title',
      [
        '甲地新事多',
        '本报记者 李纵',
        '　　近日，记者在甲地采访看到，产业园',
        '里机器轰鸣。',
        '　　据介绍，已有企业近百家，从业人',
        '员上万。',
      ],
      'TBPPPP',
    ],
    ['nothing but a title', ['甲地新事多'], 'P'],
    ['nothing but a source', ['来源：人民日报'], 'S'],
  ])('%s', (_, lines, expected) => expect(shapeOf(lines)).toBe(expected));

  test('a text cut at one width has no headlines within paragraphs', () => {
    const words = prose.repeat(12);
    const lines = Array.from({ length: 12 }, (_, at) => words.slice(at * 30, at * 30 + 30));
    expect(shapeOf(lines)).toBe('P'.repeat(12));
  });

  test('with front matter, a file is one article, and its title is the line that repeats the given one', () => {
    const lines = classify(readLines(['# 甲地新事', prose, '# 乙地新事', prose].join('\n')));
    expect(split(lines, { title: '甲地新事' }).map(({ title }) => title?.text)).toEqual(['甲地新事']);
    expect(split(lines, { title: '别的题目' }).map(({ title }) => title?.text)).toEqual([undefined]);
  });
});
