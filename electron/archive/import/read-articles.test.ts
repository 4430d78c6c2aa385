import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArchiveFailure } from '../failure.ts';
import type { Decoded } from './decode.ts';
import { readArticles } from './read-articles.ts';
import { brokenRules, isHeadingMark } from '../../../tests/import-invariants.ts';

const prose = '市民陈先生告诉记者，以前办这件事要跑三个窗口，如今在手机上点几下就能办完。';

function decoded(text: string): Decoded {
  return { text, encoding: 'utf-8', certainty: 1, alternatives: [] };
}

function read(text: string, name = 'story.txt'): ReturnType<typeof readArticles> {
  return readArticles(decoded(text), { name });
}

function codeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof ArchiveFailure ? error.code : error;
  }
}

describe('files', () => {
  test('an article of over 2,000,000 units is refused, several shorter ones are not', () => {
    const long = `${prose.repeat(50)}\n`.repeat(Math.ceil(22_000 / prose.length));
    expect(codeOf(() => read(long + long))).toBe('article-too-long');
    expect(read(`# 甲地新事\n${long}# 乙地新事\n${long}`)).toHaveLength(2);
  });

  test('nothing but syntax is empty', () => {
    expect(codeOf(() => read('***\n\n---\n', 'a.md'))).toBe('file-empty');
    expect(codeOf(() => read(' \n\n', 'a.txt'))).toBe('file-empty');
  });

  test('front matter that is no YAML is text', () => {
    const [article] = read(`---\ntitle: [甲\n---\n\n${prose}`, 'a.md');
    expect(article?.content.blocks.map(({ text }) => text)).toEqual(['title: [甲', prose]);
  });

  test('only Markdown files are Markdown', () => {
    expect(read(`> ${prose}`)[0]?.content.blocks[0]?.text).toBe(`> ${prose}`);
    expect(read(`> ${prose}`, 'a.MD')[0]?.content.blocks[0]).toMatchObject({ kind: 'quote', text: prose });
  });

  test('an encoding that is not sure is asked about', () => {
    const unsure: Decoded = { text: prose, encoding: 'gb18030', certainty: 0.6, alternatives: ['big5'] };
    const [article] = readArticles(unsure, { name: 'a.txt' });
    expect(article?.content.questions).toContainEqual(
      expect.objectContaining({ code: 'encoding-unsure', data: { encoding: 'gb18030' }, choices: ['big5', 'dismiss'] }),
    );
  });

  test('a file of nothing but metadata keeps it as text', () => {
    const [article] = read('来源：人民日报\n责任编辑：陶然');
    expect(article?.content).toMatchObject({
      source: null,
      blocks: [{ text: '来源：人民日报' }, { text: '责任编辑：陶然' }],
    });
  });

  test('a stated source is believed before one that is inferred', () => {
    const [article] = read(`甲地新事多\n新华社记者 李纵\n${prose}\n来源：人民日报`);
    expect(article?.content).toMatchObject({ agency: '新华社', source: '人民日报' });
    expect(article?.content.evidence.source?.map(({ rule }) => rule)).toEqual(['source-line']);
  });

  test('neighbours that agree lend their year, those that do not lend none', () => {
    const [, lent] = read(`# 甲\n${prose}\n《人民日报》（2025年3月4日 第4版）\n# 乙\n${prose}`);
    expect(lent?.content.year).toEqual({
      value: 2025,
      certainty: 0.7,
      evidence: [{ rule: 'same-file', line: 3, quote: '《人民日报》（2025年3月4日 第4版）' }],
    });
    const all = read(`# 甲\n${prose}\n2025年3月4日\n# 乙\n${prose}\n# 丙\n${prose}\n2024年3月4日`);
    expect(all[1]?.content.year).toBeNull();
  });
});

describe('any mixture of lines', () => {
  const line = fc.constantFrom(
    prose,
    prose.slice(0, -1),
    prose.slice(0, 14),
    `　　${prose}`,
    `新华社南宁5月9日电（记者唐知秋）${prose}`,
    `本报讯 ${prose}`,
    `${prose}（本报记者 李纵）`,
    '2024年，全市投入1.2亿元；今年3月，又扩大到18万亩。',
    '去年4月在泉北、南屏两地试点。',
    '老厂房里长出新书店',
    '路在何方？',
    '——一座老城的新生',
    '# 老厂房里长出新书店',
    '## 一座桥',
    '#### 一座桥',
    '一、总体要求',
    '（一）加强领导',
    '01',
    '本报记者 李 纵 方 敏',
    '□新华社“前沿视点”记者 祁连月',
    '（作者为江海大学教授）',
    '钱望舒',
    '记者：您怎么看',
    '来源：人民日报',
    '来源：',
    '（据新华社）',
    '《人民日报》（2025年03月04日 第04版）',
    '2025-06-11 09:30　来源：新能源观察网　作者：顾怀远',
    '作者： 来源：',
    '第2版（要闻）',
    '国发〔2019〕5号',
    '国务院',
    '2019年2月15日',
    'https://example.org/a',
    '责任编辑：陶然',
    '（下转第4版）',
    '（完）',
    '5月13日，工人在组装样品。',
    '图为茶园一角。新华社发（赵小满摄）',
    '新华社记者 罗一鸣 摄',
    'At five in the morning the truck leaves for the city and its markets,',
    '……',
    '，',
    '《',
    '',
    '',
    '',
  );

  test('is read completely, and the same each time', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 25 }), (lines) => {
        const text = lines.join('\n');
        fc.pre(text.trim() !== '');
        const articles = read(text);
        expect(brokenRules(articles, text, isHeadingMark)).toEqual([]);
        expect(read(text)).toEqual(articles);
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile text takes linear time', () => {
  test.each<[string, string]>([
    ['a paragraph of 200,000 characters', '记者获悉，'.repeat(40_000)],
    ['brackets', '（'.repeat(100_000)],
    ['brackets in lines', `${'（'.repeat(99)}\n`.repeat(5000)],
    ['quotes', '“'.repeat(100_000)],
    ['blanks', `本报记者${' '.repeat(100_000)}张三`],
    ['names', `记者 ${'李、'.repeat(50_000)}`],
    ['names in lines', `记者 ${'李李、'.repeat(30)}\n`.repeat(5000)],
    ['outlets in lines', `${'报社网'.repeat(33)}\n`.repeat(5000)],
    ['provinces', `${'江苏省'.repeat(60_000)}。`],
    ['years', '去年4月在甲乙，2024年丙丁；今年，'.repeat(20_000)],
    ['years of late', '近日2024年，'.repeat(170_000)],
    [
      'phrases and a long end',
      `${Array.from({ length: 40_000 }, (_, at) => `全面推进甲乙丙丁${String.fromCharCode(0x4e00 + at)}，好。\n`).join('')}${'全面推进甲乙丙'.repeat(60_000)}。`,
    ],
    ['digits', '2'.repeat(100_000)],
    ['titles and bylines', `老厂房里长出新书店\n本报记者 李纵\n${prose}\n`.repeat(4000)],
    ['articles with and without a day', `# 甲\n${prose}\n# 乙\n${prose}\n2025年3月4日\n`.repeat(4000)],
    ['keys of front matter', `---\n${'k: v\n'.repeat(20_000)}---\n`],
  ])('%s', (_, text) => {
    const start = performance.now();
    read(text, text.startsWith('---') ? 'a.md' : 'a.txt');
    expect(performance.now() - start).toBeLessThan(4000);
  });

  test('2,000,000 characters in 50,000 lines within seconds', () => {
    const text = `${prose.slice(0, 37)}。\n`.repeat(50_000);
    const start = performance.now();
    expect(read(text)[0]?.content.blocks).toHaveLength(50_000);
    expect(performance.now() - start).toBeLessThan(12_000);
  });
});
