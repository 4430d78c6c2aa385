import { describe, expect, test } from 'vitest';
import { readByline } from './byline.ts';

/** Line, agency, column, place, authors as "name:role"; `null` where the line is no byline. */
const cases: readonly (readonly [string, string | null])[] = [
  ['本报记者 韩明川', '- - - 韩明川:记者'],
  ['□新华社“前沿视点”记者 祁连月 温岚', '新华社 前沿视点 - 祁连月:记者 温岚:记者'],
  ['口本报记者 李 纵 方 敏', '- - - 李纵:记者 方敏:记者'],
  ['新华社记者罗一鸣、赵小满', '新华社 - - 罗一鸣:记者 赵小满:记者'],
  ['新华社记者 罗一鸣/文', '新华社 - - 罗一鸣:文'],
  ['新华社记者 罗一鸣 摄影报道', '新华社 - - 罗一鸣:摄影报道'],
  ['本报记者 韩明川 通讯员 杜晓禾 乔木', '- - - 韩明川:记者 杜晓禾:通讯员 乔木:通讯员'],
  ['本报驻甘肃记者 宋朝军', '- - - 宋朝军:记者'],
  ['（本报记者 韩 川）', '- - - 韩川:记者'],
  ['（记者唐知秋）', '- - - 唐知秋:记者'],
  ['《瞭望》新闻周刊记者 尚前名', '瞭望新闻周刊 - - 尚前名:记者'],
  ['环球时报驻德国特约记者 青木', '环球时报 - - 青木:记者'],
  ['科技日报见习记者 文屿', '科技日报 - - 文屿:记者'],
  ['陇原晚报记者 文屿', '陇原晚报 - - 文屿:记者'],
  ['本报记者 王秀 泉州报道', '- - 泉州 王秀:记者'],
  ['本报记者 王秀 北京报道', '- - 北京 王秀:记者'],
  ['文/张三 图/李四', '- - - 张三:文 李四:图'],
  ['文｜王小明', '- - - 王小明:文'],
  ['作者：顾怀远', '- - - 顾怀远:作者'],
  ['记者：李平安', '- - - 李平安:记者'],
  ['□ 闻笛', '- - - 闻笛:作者'],
  ['□ 阿依古丽·买买提', '- - - 阿依古丽·买买提:作者'],
  ['本报评论员', '- - - '],
  ['新华社评论员', '新华社 - - '],
  ['人民日报评论员 钟声远', '人民日报 - - 钟声远:评论员'],
  ['（作者为江海大学公共管理学院教授）', '- - - '],
  ['（作者：钱望舒，系江海大学教授）', '- - - 钱望舒:作者'],
  ['By Zhou Rong and Chen Yi', '- - - Zhou Rong:作者 Chen Yi:作者'],
  ['By Staff Writer Li Ming', '- - - Li Ming:作者'],
  ['记者 陳凱文', '- - - 陳凱文:记者'],
  // what only looks like one
  ['记者手记', null],
  ['记者调查：外卖骑手的一天', null],
  ['记者走访发现', null],
  ['记者从会上获悉，新线路将于下月开通。', null],
  ['本报记者深入一线调查采访', null],
  ['记者：谢谢您', null],
  ['文化产业蓬勃发展', null],
  ['图为茶园一角', null],
  ['口岸经济提速', null],
  ['通讯员队伍建设座谈会召开', null],
  ['By the end of June, output had doubled.', null],
  ['作者', null],
  ['老厂房里长出新书店', null],
];

describe('bylines', () => {
  test.each(cases)('%s', (line, expected) => {
    const byline = readByline(line);
    const people = byline?.authors.map(({ name, role }) => `${name}:${role}`).join(' ') ?? '';
    const read = byline && [byline.agency ?? '-', byline.column ?? '-', byline.place ?? '-', people].join(' ');
    expect(read).toBe(expected);
  });
});
