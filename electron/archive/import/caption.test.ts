import { describe, expect, test } from 'vitest';
import { creditOf, isCaption, isDateLedSentence } from './caption.ts';

describe('captions', () => {
  test.each([
    ['3月28日，茶农在茶园里采摘新茶。新华社记者 罗一鸣 摄', '罗一鸣'],
    ['制茶师傅在炒制绿茶。新华社发（赵小满摄）', '赵小满'],
    ['制茶师傅在炒制绿茶。新华社发（赵小满 摄）', '赵小满'],
    ['茶园一景。 罗一鸣摄', '罗一鸣'],
    ['茶园一景（罗一鸣/摄）', '罗一鸣'],
    ['图为交易市场一角。受访者供图', '受访者'],
    ['上图：游客拍照留念。', null],
    ['图②：制茶师傅在炒制绿茶。', null],
    ['▲ 茶园全景', null],
    ['茶园全景（资料图片）', null],
    ['茶园全景。（无人机照片）', null],
    ['发佈會現場（中評社 海涵攝）', '海涵'],
    ['陈　静摄（影像中国）', '陈静'],
    ['上图：农民在稻田里作业。（李 强摄）', '李强'],
    ['右图　合作社社员分拣蔬菜。', null],
    ['图1：出货量变化', null],
    ['表2 出货量变化', null],
    ['①', null],
  ])('%s', (line, credit) => {
    expect(isCaption(line)).toBe(true);
    expect(creditOf(line)).toBe(credit);
  });

  test.each([
    '这部电影在县城取景拍摄',
    '图书馆扩建工程开工',
    '图为什么这么重要？老王说，图的是个念想。',
    '图强则进，图安则退。',
    '下图书馆的路上',
    '他们一边走一边拍摄',
    `${'茶农在茶园里采摘新茶。'.repeat(4)}罗一鸣摄`,
  ])('not %s', (line) => expect(isCaption(line)).toBe(false));

  test('one sentence led by a day', () => {
    expect(isDateLedSentence('5月13日，工人在车间里组装样品。')).toBe(true);
    expect(isDateLedSentence('5月13日，工人在车间里组装样品。当天共完成30件。')).toBe(false);
    expect(isDateLedSentence('工人在车间里组装样品。')).toBe(false);
  });
});
