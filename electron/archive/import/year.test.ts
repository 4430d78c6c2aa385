import { describe, expect, test } from 'vitest';
import { findEarliest } from './earliest.ts';
import { classify } from './classify.ts';
import { readLines } from './lines.ts';
import { rejoin } from './rejoin.ts';
import { anniversaryYears } from './year-calendar.ts';
import { datedBlocks, inferYear } from './year.ts';

function datedText(text: string): ReturnType<typeof datedBlocks> {
  return datedBlocks(rejoin(classify(readLines(text))).blocks);
}

/** Text, year with its first rule, and the earliest day. */
const cases: readonly (readonly [string, string | null, string | null])[] = [
  ['前不久，有关部门开展2025年志愿服务行动，覆盖18个城市。', '2025 recent-year', '2025-01-01'],
  ['近日，统计部门发布2024年统计公报，数据显示经济向好。', '2025 yearly-report', '2024-01-01'],
  ['2025年世界青年女子排球锦标赛2日在这里落幕，主队夺冠。', '2025 event-year', '2025-01-01'],
  ['2024年，全市投入1.2亿元；今年3月，又扩大到18万亩。', '2025 year-sequence', '2025-03-01'],
  ['截至2024年末，全县共有企业43家，比上年多了一成。', '2025 after-year-end', '2024-12-01'],
  ['2025年3月12日，商贸城里的机器人正在带路。', '2025 dated-lead', '2025-03-12'],
  [
    '去年4月，平台在泉北、南屏两地首批试点配送。\n从2024年首批试点配送的泉北、南屏看，成效明显。',
    '2025 same-event',
    '2024-04-01',
  ],
  ['这项工程2023年开工，进展顺利，2023年8月完工。', '2023 latest-year', '2023-08-01'],
  ['统计部门日前发布数据，2024年前三季度，全市用电量增长5.2%。', '2024 recent-year', '2024-01-01'],
  ['2024年前5个月，出口增长；2024年前8月，又有增长。', '2024 latest-year', '2024-01-01'],
  ['今年是“十四五”规划收官之年，全市提前完成任务。', '2025 plan-year', '2025-01-01'],
  ['今年4月开工。市里表示，明年是“十五五”开局之年，将谋划一批项目。', '2025 plan-year', '2025-04-01'],
  ['会议总结2024年经济工作，部署2025年经济工作。会议指出，2025年要更加积极。', '2024 reviewed-year', '2024-01-01'],
  ['这项工程2023年开工，进展顺利。', null, null],
  ['2023年以来，开办食堂180家；2023年以来，惠及老人3万名。', null, null],
  ['2024年全国春运会议在京召开，部署今年工作。', '2024 event-year', '2024-01-01'],
  ['到2030年，全市水质优良比例将达到九成以上。', null, null],
  ['到2030年，比例达到九成；到2030年，再增一成。', null, null],
  ['力争2027年底前建成通车，请大家拭目以待。', null, null],
  ['《2030年前行动方案》明确了四项任务和三项保障。', null, null],
  ['今年以来，全市新增就业3万人，形势总体稳定。', null, null],
  ['编号12025年的档案已经移交。', null, null],
  ['到2020年，基本建成；2020年以后，将逐步完善。', null, null],
];

describe('years', () => {
  test.each(cases)('%s', (text, expected, earliest) => {
    const dated = datedText(text);
    const year = inferYear(dated, [])?.year ?? null;
    expect(year && `${year.value} ${year.evidence[0]?.rule ?? ''}`).toBe(expected);
    expect(year && findEarliest(dated, year.value)?.day).toBe(earliest);
    for (const { line, quote } of year?.evidence ?? []) expect(text.split('\n')[line - 1]).toContain(quote);
  });

  test('an anniversary gives the year away where the text tells of what is remembered', () => {
    const dated = datedText('1919年，新学堂在江边落成。1937年，师生西迁。');
    expect(inferYear(dated, anniversaryYears(dated, ['纪念新学堂落成100周年']))?.year.value).toBe(2019);
    expect(anniversaryYears(dated, ['纪念大桥通车100周年'])).toEqual([]);
  });

  test('a year that the text has already passed is not believed', () => {
    const dated = datedText('近日，协会开展2023年评选活动。\n这个项目2024年5月已经完工，2024年8月投入使用。');
    expect(inferYear(dated, [])?.year.value).toBe(2024);
  });

  test('reasons that agree add up, and reasons that do not are contested', () => {
    const agreed = inferYear(datedText('2024年，投入1亿元，今年再投2亿元。\n截至2024年末，建成43处。'), []);
    expect(agreed?.year.certainty).toBe(0.88);
    const contested = inferYear(datedText('近日，全市开展2024年评选。\n近日，全省开展2025年评选。'), []);
    expect(contested).toMatchObject({ year: { value: 2025 }, isContested: false });
    const stated = { year: 2026, weight: 0.7, evidence: () => null };
    expect(inferYear(datedText('近日，全省开展2025年评选。'), [stated])).toMatchObject({
      isContested: true,
      others: [2026],
    });
  });

  test('days of the last year and days to come do not make a story younger', () => {
    const text =
      '2025年3月12日，展会开幕。截至12月31日，去年共办展30场。新馆将于明天（9月1日）启用，7月1日起试运行。《办法》自2025年10月1日起施行。';
    expect(findEarliest(datedText(text), 2025)?.day).toBe('2025-03-12');
  });
});
