import { evidenceAt, partOf, type Finding } from './finding.ts';
import type { Rejoined } from './rejoin.ts';

const PROVINCES = (
  '河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 海南省 四川省 贵州省 ' +
  '云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区 北京市 天津市 上海市 重庆市'
).replaceAll(' ', '|');

/** 浙江省松溪县 · 内蒙古自治区某某旗: a province and a place in it; the group is the place. */
const SCENE = new RegExp(`(?:${PROVINCES})(\\p{Script=Han}{2,6}?(?:自治[州县]|[市县区州盟旗]))`, 'gu');

/** Paragraphs from the top in which a scene is looked for. */
const OPENING = 2;

/**
 * Where a story without dateline happens: the first place named with its province in the opening paragraphs, if the
 * text or its captions come back to it. Not every place that is mentioned.
 */
export function findScene(blocks: readonly Rejoined[]): Finding[] {
  const opening = blocks.filter((block) => block.role === 'body').slice(0, OPENING);
  for (const block of opening) {
    for (const match of block.text.slice(0, 2000).matchAll(SCENE)) {
      const part = partOf(block.segments, match.index, match[0].length);
      if (part === null || !comesBack(blocks, match[1] ?? '', { block, end: match.index + match[0].length })) continue;
      return [{ field: 'place', value: match[0], evidence: evidenceAt('scene', [part]) }];
    }
  }
  return [];
}

function comesBack(blocks: readonly Rejoined[], place: string, first: { block: Rejoined; end: number }): boolean {
  return blocks.some((block) => block.text.includes(place, block === first.block ? first.end : 0));
}
