import { describe, expect, test } from 'vitest';
import { readArticles } from './read-articles.ts';

const prose = '市民陈先生告诉记者，以前办这件事要跑三个窗口，如今在手机上点几下就能办完。';

/** What is asked about a text's articles: `code line choices`, the line being the first of its block. */
function asked(lines: readonly string[]): string[] {
  const decoded = { text: lines.join('\n'), encoding: 'utf-8' as const, certainty: 1, alternatives: [] };
  return readArticles(decoded, { name: 'story.txt' }).flatMap(({ content: { blocks, questions } }) =>
    questions.map(({ code, block, choices }) => {
      const line = blocks.find(({ id }) => id === block)?.lines[0] ?? 0;
      return `${code} ${line} ${choices.slice(0, -1).join('|')}`;
    }),
  );
}

const head = ['甲地新事多', '本报记者 李纵', prose];

describe('what is asked', () => {
  test.each<[string, string[], string[]]>([
    ['nothing of a clear text', [...head, prose], []],
    ['nothing of a short headline', [...head, '一座桥的故事', prose], []],
    ['nothing of one with two equal clauses', [...head, '老厂房，新书店', prose], []],
    [
      'a second dateline may begin another article',
      ['甲地新事多', `新华社南宁5月9日电 ${prose}`, prose, `新华社桂林5月9日电 ${prose}`],
      ['article-border 4 divide'],
    ],
    [
      'lines that stand apart over the text may each be the title',
      ['甲地乙地共话发展', '', '一条新路连起两座城', '', prose, '', prose],
      ['title-proposed 0 甲地乙地共话发展|一条新路连起两座城', 'join-unsure 1 join', 'join-unsure 3 join'],
    ],
    ['the year of a title', ['2024年甲地新事多', '本报记者 李纵', prose], ['year-inferred 0 2024|2023']],
    ['a headline with a comma may be torn', [...head, '他指出，目前全市的老年人', prose], ['join-unsure 4 join']],
    ['… as may one before a number', [...head, '今天新开通的公路长', '320公里，串起三县。'], ['join-unsure 4 join']],
  ])('%s', (_, lines, expected) => expect(asked(lines)).toEqual(expected));
});
