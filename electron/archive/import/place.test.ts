import { describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import { readLines } from './lines.ts';
import { findScene } from './place.ts';
import { rejoin } from './rejoin.ts';

function sceneOf(...lines: string[]): unknown {
  return findScene(rejoin(classify(readLines(lines.join('\n')))).blocks).map(({ value }) => value);
}

describe('scenes', () => {
  test.each<[string, string[], string[]]>([
    [
      'named with its province, and come back to',
      ['近日，记者来到浙江省松溪县采访春茶生产。', '松溪县的茶园陆续开采，茶农忙着采摘。'],
      ['浙江省松溪县'],
    ],
    [
      'come back to in a caption',
      ['近日，记者来到浙江省松溪县采访春茶生产。', '图为松溪县交易市场一角。'],
      ['浙江省松溪县'],
    ],
    ['only mentioned', ['近日，来自浙江省松溪县的茶商到会参展。', '展会持续三天，签约十亿元。'], []],
    ['without its province', ['近日，松溪县的茶园陆续开采。', '松溪县共有茶园2万亩。'], []],
    ['too late', ['茶香满山，游人如织。', '春天来了。', '在浙江省松溪县。', '松溪县的茶园陆续开采。'], []],
    ['an autonomous region', ['在内蒙古自治区乌拉旗，草场返青。', '乌拉旗牧民转场。'], ['内蒙古自治区乌拉旗']],
  ])('%s', (_, lines, expected) => expect(sceneOf(...lines)).toEqual(expected));
});
