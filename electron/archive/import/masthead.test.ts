import { describe, expect, test } from 'vitest';
import { readPageLine, readPaperMasthead, readSourceLine, readWebMasthead } from './masthead.ts';

type Parts = Record<string, unknown>;

/** Only what the line says. */
function said(masthead: object | null): Parts | null {
  if (masthead === null) return null;
  return Object.fromEntries(
    Object.entries(masthead as Parts).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const papers: readonly (readonly [string, Parts | null])[] = [
  ['《人民日报》（2025年03月04日 第04版）', { source: '人民日报', published: '2025-03-04', edition: '第4版' }],
  ['《 人民日报 》（ 2025年07月04日   第 14 版）', { source: '人民日报', published: '2025-07-04', edition: '第14版' }],
  ['经济日报 2025年3月4日 第4版', { source: '经济日报', published: '2025-03-04', edition: '第4版' }],
  ['2025年3月4日 星期二 光明日报 第A07版', { source: '光明日报', published: '2025-03-04', edition: '第A07版' }],
  ['来源：《经济参考报》2025年3月4日', { source: '经济参考报', published: '2025-03-04' }],
  ['原载《半月谈》（2025年3月1日）', { source: '半月谈', published: '2025-03-01' }],
  ['（《工人日报》 2025-05-01 01版）', { source: '工人日报', published: '2025-05-01', edition: '第1版' }],
  ['人民日报 2025年10月21日 星期二 02 要闻', { source: '人民日报', published: '2025-10-21', edition: '第2版' }],
  ['光明日报 2025年10月21日 第3版：经济', { source: '光明日报', published: '2025-10-21', edition: '第3版' }],
  ['《关于加强管理的意见》2025年3月4日印发执行', null],
  ['2025年3月4日', null],
  ['《人民日报》（2025年13月04日）', null],
];

const pages: readonly (readonly [string, Parts | null])[] = [
  [
    '2025-06-11 09:30　来源：新能源观察网　作者：顾怀远　责任编辑：苏白',
    {
      source: '新能源观察网',
      published: '2025-06-11',
      byline: '作者：顾怀远',
      authors: [{ name: '顾怀远', role: '作者' }],
      editors: ['责任编辑：苏白'],
    },
  ],
  ['Xinhua | Updated: 2025-10-27 10:12', { source: 'Xinhua', published: '2025-10-27' }],
  [
    '某某通信网 余予 2025/10/24 08:15',
    {
      source: '某某通信网',
      published: '2025-10-24',
      byline: '某某通信网 余予',
      authors: [{ name: '余予', role: '作者' }],
    },
  ],
  ['(Xinhua) 09:12, July 03, 2025', { source: 'Xinhua', published: '2025-07-03' }],
  ['2025-07-08 10:15 来源：中国新闻网　大字体 小字体', { source: '中国新闻网', published: '2025-07-08' }],
  ['2025年03月12日 08:31 | 来源：新华网', { source: '新华网', published: '2025-03-12' }],
  ['来源：人民日报 2025年3月4日 06:10', { source: '人民日报', published: '2025-03-04' }],
  ['新华网 2025-03-12 08:31:05', { source: '新华网', published: '2025-03-12' }],
  [
    'Source: Xinhua | 2025-07-03 10:15:30 | Editor: huaxia',
    { source: 'Xinhua', published: '2025-07-03', editors: ['Editor: huaxia'] },
  ],
  [
    '来源：商务观察 作者：顾怀远',
    { source: '商务观察', byline: '作者：顾怀远', authors: [{ name: '顾怀远', role: '作者' }] },
  ],
  ['浏览量:   发布时间:2016-01-17 23:45', { published: '2016-01-17' }],
  [
    '2025-08-20 07:15　来源：经济日报　本报记者 吉秀',
    { source: '经济日报', published: '2025-08-20', byline: '本报记者 吉秀', authors: [{ name: '吉秀', role: '记者' }] },
  ],
  [
    '（作者：吉秀 责任编辑：冯虎）',
    { byline: '作者：吉秀', authors: [{ name: '吉秀', role: '作者' }], editors: ['责任编辑：冯虎'] },
  ],
  ['2025年3月4日，会议在南宁召开', null],
  ['消息来源：他在2025年3月4日说过', null],
  ['会议时间 2025-03-04 地点', null],
];

const sources: readonly (readonly [string, string | null])[] = [
  ['来源：人民日报', '人民日报'],
  ['来源: 人民日报', '人民日报'],
  ['（来源：商务观察）', '商务观察'],
  ['（据新华社电）', '新华社'],
  ['來源：大公報', '大公報'],
  ['来源 | 能源圈（ID：nengyuanquan）', '能源圈'],
  ['（摘自《城市观察》2024年第3期，有删节）', '城市观察'],
  ['来源：《瞭望》新闻周刊', '《瞭望》新闻周刊'],
  ['转自：中国政府网', '中国政府网'],
  ['来源：据介绍，资金由财政统筹。', null],
  ['收入来源：工资', null],
  ['数据来源：国家统计局', null],
  ['来源', null],
];

describe('mastheads of papers', () => {
  test.each(papers)('%s', (line, expected) => expect(said(readPaperMasthead(line))).toEqual(expected));
});

describe('mastheads of web pages', () => {
  test.each(pages)('%s', (line, expected) => expect(said(readWebMasthead(line))).toEqual(expected));
});

describe('source lines', () => {
  test.each(sources)('%s', (line, expected) => expect(readSourceLine(line)).toBe(expected));
});

describe('lines of the page', () => {
  test.each([
    ['第2版（要闻）', { edition: '第2版' }],
    ['专栏:权威发布', { column: '权威发布' }],
    ['第2版的文章很长', null],
  ])('%s', (line, expected) => expect(said(readPageLine(line))).toEqual(expected));
});
