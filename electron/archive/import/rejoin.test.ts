import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Classified, Role } from './candidate.ts';
import { JOIN_RULES } from './join-rules.ts';
import { readLines } from './lines.ts';
import { readMarkdown } from './markdown.ts';
import { decideJoin, rejoin } from './rejoin.ts';

/** Lines as the rules get them, all of one role. */
function classified(text: string, role: Role = 'body'): Classified[] {
  return readLines(text).map((line) => ({ ...line, role, isSure: true }));
}

function decide(before: string, after: string) {
  const [first, second] = classified(`${before}\n\n${after}`);
  return decideJoin(first!, second!);
}

const LONG = '这家工厂去年投入近三千万元改造生产线，工人从两百人减到八十人，但产量';
const SENTENCE = '会议提出，要把防汛救灾作为当前重要任务';

/** [before, after, verdict, certainty, rule] */
const borders: [string, string, string, string | null, string][] = [
  // closed for certain
  ['记者从发布会上了解到', '，新规将于下月起实施。', 'join', 'certain', 'closing-mark-next'],
  ['他说：“我们准备好了', '”，随后走上讲台。', 'join', 'certain', 'closing-mark-next'],
  ['全市绿化覆盖率达到45', '%，比上年提高两个点。', 'join', 'certain', 'closing-mark-next'],
  ['俄罗斯驻当地代表谢尔盖', '·伊万诺夫出席了活动。', 'join', 'certain', 'closing-mark-next'],
  ['入夏以来，多地出现持续高温，', '电力负荷屡创新高。', 'join', 'certain', 'comma'],
  ['这里盛产苹果、梨、核桃、板栗、', '柿子等二十多种果品，远销各地。', 'join', 'certain', 'comma'],
  ['昨天印发的《关于进一步做好', '防汛工作的通知》要求各区值守。', 'join', 'certain', 'bracket-open'],
  ['生产家用电器的胡佛公司(Hoove', 'r)表示，将调整价格。', 'join', 'certain', 'bracket-open'],
  ['参加演练的队员约1200', '人，历时两个小时。', 'join', 'certain', 'number-unit'],
  ['全市新建充电桩4000', '人。', 'join', 'certain', 'number-unit'],
  ['项目总投资达到1.2', '万元，其中中央财政安排七成。', 'join', 'certain', 'number-unit'],
  ['这一比例将从去年的3', '至5个百分点。', 'join', 'certain', 'number-unit'],
  ['会上，双方签署协议，决定在', '明年春天启动二期工程。', 'join', 'certain', 'function-word'],
  [`${LONG}翻了一番，劳动者权`, '益也得到保障。', 'join', 'certain', 'word-split'],
  ['长江沿线的南京、芜湖、安庆', '等地出现强降雨。', 'join', 'certain', 'continuing-next'],
  ['The rules announced last week by', 'regulators take effect in May.', 'join', 'certain', 'latin-goes-on'],
  ['新能源汽车产量达到', '15.6万辆。', 'join', 'certain', 'number-wanted'],
  // closed, to be reviewed
  [LONG, '反而翻了一番。', 'join', 'probable', 'long-with-inner'],
  [
    '市农业农村局组织全市各区县农技人员深入田间地头指导农户开展夏收夏种以及各类病虫害防治工作已经取得',
    '明显成效。',
    'join',
    'probable',
    'long',
  ],
  [
    '今年前三季度，全市实际利用外资保持两位数增长，总额首次超过去年全年，达到12',
    '34万美元。',
    'join',
    'probable',
    'number-goes-on',
  ],
  [
    '这家企业的负责人表示，公司从去年开始建设新的生产线，全部工程将于20',
    '26年完成。',
    'join',
    'probable',
    'number-goes-on',
  ],
  [
    '各地加快建设。　　会议强调，要把防汛救灾作为当前重要任务，压实责任，加强值班值守，确保',
    '人员安全。　　随后，与会人员进行了讨论。',
    'join',
    'probable',
    'long-with-inner',
  ],
  // asked about
  ['到去年年底，产量突破1000', '1992年，企业改制', 'ask', null, 'digits-meet'],
  ['报名电话：0571-88888888', '1月15日前将简历发送至邮箱。', 'ask', null, 'digits-meet'],
  ['全年旅客突破1000', '人民群众出行更方便', 'ask', null, 'short-unended'],
  ['营收突破100', '到2030年，实现翻番', 'ask', null, 'short-unended'],
  ['完善困难群众救助制度；', '加强基层医疗机构建设，方便群众就近看病。', 'ask', null, 'semicolon'],
  [SENTENCE, '（一）加强值守', 'ask', null, 'list-item-next'],
  [SENTENCE, '2. 加强值守', 'ask', null, 'list-item-next'],
  ['全市一盘棋抓好落实', '2023年5月10日', 'ask', null, 'stamp-next'],
  ['老街换新颜', '走进修葺一新的老街，石板路两旁店铺林立，游人如织。', 'ask', null, 'short-unended'],
  ['青山隐隐水迢迢，', '秋尽江南草未凋', 'ask', null, 'verse-like'],
  [
    '出席座谈会的有赵一、钱二、孙三、李四、周五、吴六、郑七、王八',
    '座谈会由市长主持，来自各区的代表先后发言，讨论持续了三个小时。',
    'ask',
    null,
    'names',
  ],
  [
    '全市老旧小区改造现场推进会召开，部署下半年老旧小区改造重点任务',
    '全市老旧小区改造现场推进会昨天召开。会议部署了下半年重点任务，要求各区加快老旧小区改造。',
    'ask',
    null,
    'heading-like',
  ],
  [
    '防汛形势严峻复杂，各地各部门要坚决克服麻痹思想，做好各项准备',
    '张三主持　李四出席并讲话',
    'ask',
    null,
    'spaced-next',
  ],
  // kept
  ['上海 5.1', '天津 5.3', 'keep', null, 'row-next'],
  ['1\t市教育局\t98.5', '2\t市卫生健康委\t97', 'keep', null, 'row-next'],
  ['附件：先进单位名单', '序号\t单位\t得分', 'keep', null, 'row-next'],
  ['地区生产总值  12000     5.2', '工业增加值    4300      6.1', 'keep', null, 'row-next'],
  ['市长 刘军', '市人大常委会主任 何平', 'keep', null, 'row-next'],
  ['目　　录', '第一章　总　　则', 'keep', null, 'row-next'],
  ['第一章　总　　则', '第二章　能源规划', 'keep', null, 'row-next'],
  ['——坚持改革创新', '——坚持统筹兼顾', 'keep', null, 'row-next'],
  ['1985年，产量突破1000', '1992年，企业改制', 'keep', null, 'row-next'],
  ['问：遇到的最大困难是什么', '答：评价机制。', 'keep', null, 'row-next'],
  [`${SENTENCE}。`, '随后，与会人员进行了讨论。', 'keep', null, 'sentence-end'],
  ['“你们什么时候来？”', '他问。', 'keep', null, 'sentence-end'],
  ['They will meet again in May.', 'The second round was short.', 'keep', null, 'sentence-end'],
  ['雨还在下，河水不断上涨……', '凌晨三点，警报响了。', 'keep', null, 'sentence-end'],
  ['目前，道路已恢复通行（记者王小明）', '昨天傍晚，又一批物资抵达。', 'keep', null, 'sign-off'],
  ['演练现场，队员架设水泵（李小红摄）', '昨天傍晚，又一批物资抵达。', 'keep', null, 'sign-off'],
  ['通知提出五项措施：', '加强监测预警，落实责任。', 'keep', null, 'colon'],
];

describe('decideJoin', () => {
  for (const [before, after, verdict, certainty, rule] of borders) {
    it(`${rule}: ${before.slice(-14)} | ${after.slice(0, 10)}`, () => {
      expect(decide(before, after)).toEqual({ verdict, certainty, rule });
    });
  }

  it('never touches what is not running text', () => {
    const [first, second] = classified('入夏以来，\n电力负荷屡创新高。');
    const others: Role[] = [
      'title',
      'heading',
      'byline',
      'source',
      'editor',
      'date',
      'caption',
      'table',
      'list',
      'quote',
    ];
    for (const role of others) {
      for (const [before, after] of [
        [{ ...first!, role }, second!],
        [first!, { ...second!, role }],
        [
          { ...first!, role },
          { ...second!, role },
        ],
      ] as const) {
        expect(decideJoin(before, after)).toMatchObject({ verdict: 'keep', rule: 'not-prose' });
      }
    }
  });

  it('is decided by each rule as its example says', () => {
    const ofWholeTexts = new Set(['set-in', 'not-set-in', 'line-full', 'line-full-ended', 'soft-break']);
    for (const { name, example } of JOIN_RULES.filter((rule) => !ofWholeTexts.has(rule.name))) {
      const [before, after] = example.split('|');
      expect(decide(before!, after!).rule, example).toBe(name);
    }
  });

  it('joins a line that is not set in to a paragraph that is', () => {
    const text =
      '　　记者获悉，今年以来全省新能源汽车产量同比增长\n38.6%，占比首次突破\n六成。\n　　下一步将从三方面发力。\n';
    const { blocks } = rejoin(classified(text));
    expect(blocks.map((block) => block.text)).toEqual([
      '记者获悉，今年以来全省新能源汽车产量同比增长38.6%，占比首次突破六成。',
      '下一步将从三方面发力。',
    ]);
  });

  it('has no two rules of one name', () => {
    expect(new Set(JOIN_RULES.map((rule) => rule.name)).size).toBe(JOIN_RULES.length);
  });
});

/** Cuts a text at a width in columns, Chinese between any two characters, words at blanks. */
function wrap(text: string, width: number): string {
  const lines = [''];
  for (const [part] of text.matchAll(/[A-Za-z0-9,.'%-]+ ?|[^A-Za-z0-9][，。、；：？！”）》]*/gu)) {
    const line = lines.at(-1)!;
    const columns = Array.from(line + part.trimEnd()).reduce(
      (sum, unit) => sum + (unit.charCodeAt(0) > 255 ? 2 : 1),
      0,
    );
    if (columns > width && line !== '') lines.push(part);
    else lines[lines.length - 1] = line + part;
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

const CHINESE = [
  '今年前五个月，全市新增充电桩一万二千个，覆盖所有街道。市交通委负责人介绍，下一步将重点解决老旧小区充电难的问题，计划年底前再建三千个公共充电桩。',
  '家住城西的陈先生是第一批受益者。“以前充电要跑五公里，现在下楼就行。”他说，小区里的新能源车一年多了四十几辆。',
  '不过，也有居民担心消防安全。对此，物业公司表示，所有充电桩都装有自动断电装置，并且每周巡检两次。专家建议，应尽快出台统一的安装标准，明确各方责任，避免重复建设。',
];
const ENGLISH = [
  'The city will build three thousand public charging points before the end of the year. Officials said the plan focuses on older housing estates, where residents have few places to charge their cars.',
  'Some residents worry about fire safety. The company that runs the estate says that every charging point has an automatic switch and is inspected twice a week.',
  'Experts want a common standard. They say that without one, every district will build its own network and nobody will be responsible when something goes wrong.',
];

describe('rejoin, of texts whose lines were all cut at one width', () => {
  const layouts: { name: string; text: string; expected: string[] }[] = [
    { name: 'Chinese with blank lines', text: CHINESE.map((text) => wrap(text, 40)).join('\n\n'), expected: CHINESE },
    { name: 'Chinese set in', text: CHINESE.map((text) => wrap(`　　${text}`, 40)).join('\n'), expected: CHINESE },
    { name: 'Chinese in a narrow column', text: CHINESE.map((text) => wrap(text, 26)).join('\n\n'), expected: CHINESE },
    { name: 'English with blank lines', text: ENGLISH.map((text) => wrap(text, 72)).join('\n\n'), expected: ENGLISH },
    { name: 'English without', text: ENGLISH.map((text) => wrap(text, 60)).join('\n'), expected: ENGLISH },
  ];
  for (const { name, text, expected } of layouts) {
    it(name, () => {
      const { blocks } = rejoin(classified(text));
      expect(blocks.map((block) => block.text)).toEqual(expected);
      expect(blocks.flatMap((block) => block.seams).length).toBeGreaterThan(5);
    });
  }

  it('leaves a row of figures alone', () => {
    const rows = [
      '第一产业增加值：58061亿元，增长3.8%',
      '第二产业增加值：364020亿元，增长4.9%',
      '第三产业增加值：592955亿元，增长5.4%',
    ];
    const text = [...rows, '社会消费品零售总额：365877亿元，增长4.5%', '固定资产投资：371535亿元，下降0.5%'].join('\n');
    expect(rejoin(classified(text)).blocks.length).toBe(5);
  });

  it('leaves paragraphs of one line, verse and lists of names alone', () => {
    for (const text of [
      CHINESE.join('\n'),
      '春江潮水连海平\n海上明月共潮生\n滟滟随波千万里\n何处春江无月明\n江流宛转绕芳甸\n月照花林皆似霰',
      '加快推进农业现代化建设步伐\n着力提升公共服务均等化水平\n持续深化重点领域改革攻坚战\n全面推动文化事业繁荣发展好\n坚决守住安全生产底线不放松\n切实加强基层治理能力建设',
      '12\n13.5\n14\n人数\n20\n25',
      '张三 李四\n王五 赵六\n钱七 孙八\n周九 吴十\n郑一 王二\n冯三 陈四',
    ]) {
      expect(rejoin(classified(text)).blocks.every((block) => block.seams.length === 0)).toBe(true);
    }
  });
});

describe('rejoin', () => {
  it('keeps lines, segments and seams of what it joined', () => {
    const { blocks, asks } = rejoin(
      classified('今年以来，各地降雨\n\n，河流水位上涨约3\n米。\n老街换新颜\n石板路两旁店铺林立。'),
    );
    expect(blocks[0]).toMatchObject({
      text: '今年以来，各地降雨，河流水位上涨约3米。',
      lines: [1, 4],
      segments: [
        { line: 1, start: 0, length: 9 },
        { line: 3, start: 0, length: 9 },
        { line: 4, start: 0, length: 2 },
      ],
      seams: [
        {
          at: 9,
          certainty: 'certain',
          before: '今年以来，各地降雨',
          after: '，河流水位上涨约3',
          rule: 'closing-mark-next',
        },
        { at: 18, certainty: 'certain', before: '地降雨，河流水位上涨约3', after: '米。', rule: 'number-unit' },
      ],
    });
    expect(asks).toEqual([{ next: 2, before: '老街换新颜', after: '石板路两旁店铺林立。', rule: 'short-unended' }]);
  });

  it('gives Latin words their blank, and hyphens only where the word stands elsewhere', () => {
    const text = 'Local govern-\nment offices and well-\nknown companies met, and the\ngovernment paid.';
    const [block] = rejoin(classified(text)).blocks;
    expect(block?.text).toBe('Local government offices and well-known companies met, and the government paid.');
    expect(block?.seams.map((seam) => seam.at)).toEqual([12, 34, 62]);
    expect(block?.segments).toContainEqual({ line: 1, start: 12, length: 1, shown: 0 });
    expect(block?.segments).toContainEqual({ line: 3, start: 28, length: 0, shown: 1 });
  });

  it('joins the soft breaks of one Markdown paragraph, item or quotation, and nothing across blocks', () => {
    const markdown =
      '短行\n另一行\n\n- 甲项第一行\n  甲项第二行\n- 乙项\n\n> 引文一\n> 引文二\n\nOne sentence.\nAnother one.\n\n第一段。\n第二段。';
    const lines = readMarkdown(markdown).candidates.map((candidate): Classified => {
      return {
        ...candidate,
        role: candidate.mark === 'list' || candidate.mark === 'quote' ? candidate.mark : 'body',
        isSure: true,
      };
    });
    expect(rejoin(lines).blocks.map((block) => block.text)).toEqual([
      '短行另一行',
      '甲项第一行甲项第二行',
      '乙项',
      '引文一引文二',
      'One sentence. Another one.',
      '第一段。',
      '第二段。',
    ]);
  });

  it('never loses or repeats a character, whatever the lines', () => {
    const piece = fc.constantFrom(
      '今年',
      '，',
      '。',
      '（',
      '）',
      '“',
      '”',
      '3',
      '万',
      'govern-',
      'ment',
      ' the',
      '的',
      '\n',
      '\n\n',
      '　　',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const lines = classified(pieces.join(''));
        const { blocks, asks } = rejoin(lines);
        const bare = (text: string) => text.replace(/[\s-]/gu, '');
        expect(bare(blocks.map((block) => block.text).join(''))).toBe(bare(lines.map((line) => line.text).join('')));
        expect(blocks.reduce((sum, block) => sum + 1 + block.seams.length, 0)).toBe(lines.length);
        for (const block of blocks) {
          expect(block.segments.reduce((sum, { length, shown }) => sum + (shown ?? length), 0)).toBe(block.text.length);
        }
        for (const { next } of asks) expect(next).toBeLessThan(blocks.length);
      }),
      { numRuns: 500 },
    );
  });

  it('takes two million characters in its stride', () => {
    const line = '据介绍今年以来各地持续推进改革，不断优化营商环境，着力解决群众急难愁盼';
    const texts = [line.repeat(60_000), `${line}\n`.repeat(55_000), '（《“据\n'.repeat(100_000)];
    const started = performance.now();
    for (const text of texts) rejoin(classified(text));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
