import { describe, expect, test } from 'vitest';
import { isEditorLine, isJumpLine, readDateLine, readDocumentNumber, readUrl } from './plain-lines.ts';

describe('document numbers', () => {
  test.each([
    ['国发〔2019〕5号', '国发〔2019〕5号'],
    ['（工信部联企业〔2025〕12号）', '工信部联企业〔2025〕12号'],
    ['发改能源[2024]123号', '发改能源[2024]123号'],
    ['财政部公告2024年第5号', '财政部公告2024年第5号'],
    ['财政部 税务总局公告2023年第13号', '财政部 税务总局公告2023年第13号'],
    ['国务院令第712号', '国务院令第712号'],
    ['第777号', '第777号'],
    ['第三十六号', '第三十六号'],
    ['（2002年第3号）', '2002年第3号'],
    ['根据国发〔2019〕5号文件要求', null],
    ['列车第5号', null],
  ])('%s', (line, expected) => expect(readDocumentNumber(line)).toBe(expected));
});

describe('addresses', () => {
  test.each([
    ['https://www.example.com/news/1.html', 'https://www.example.com/news/1.html'],
    ['原文链接：https://example.org/a?b=1', 'https://example.org/a?b=1'],
    ['<http://example.org/a>', 'http://example.org/a'],
    ['请访问 https://example.org 查看', null],
    ['example.org', null],
  ])('%s', (line, expected) => expect(readUrl(line)).toBe(expected));
});

describe('lines with only a date', () => {
  test.each([
    ['2019年2月15日', '2019-02-15'],
    ['2024-09-12 10:15', '2024-09-12'],
    ['（2024年9月12日）', '2024-09-12'],
    ['发布时间：2024年9月12日 星期四 08:00', '2024-09-12'],
    ['二〇一九年十二月二十五日', '2019-12-25'],
    ['July 3, 2025', '2025-07-03'],
    ['2025年3月18日 09:12 北京', '2025-03-18'],
    ['2025-07-03 10:15 新华网', null],
    ['2025年3月18日 北京', null],
    ['2019年2月30日', null],
    ['2019年2月15日，会议召开', null],
    ['截至2019年2月15日', null],
    ['2月15日', null],
  ])('%s', (line, expected) => expect(readDateLine(line)).toBe(expected));
});

describe('lines about the page', () => {
  test.each([
    '责任编辑：陶然',
    '(责编：程越、韦一宁)',
    '【责任编辑:王頔】',
    '【纠错】 【责任编辑:王頔】',
    '本版编辑 邵一帆 版式设计 温如',
    '编辑：秦舒　校对：安宁',
    '責任編輯：梁樂怡',
    '编辑 | 李雷',
    '编辑 李雷',
    '策划 李 纵 统筹 安宁',
    '本版编辑 刘松柏 美 编 高妍',
    '打印 收藏',
    '首页 > 新闻 > 国内',
    '当前位置：首页 > 时政',
    '分享到：微信 微博',
    '（完）',
    '（此件公开发布）',
    '（下转第四版）',
    '（上接A1版）',
    '（参与采写：李平）',
    '原标题：老厂房里长出新书店',
    '字号： 小 中 大',
    '- END -',
    '————————',
    '* * *',
    '点击“阅读原文”查看更多',
  ])('%s', (line) => expect(isEditorLine(line)).toBe(true));

  test.each([
    '编辑部设在老城北端的一座院子里',
    '责任编辑这一职业正在变化。',
    '完善社会保障制度',
    '策划一场好活动，关键在人。',
    '分享发展成果',
    '统筹 发展和安全两手抓',
    '审核 把关更严',
    '打印：从实验室走向车间',
    '分享 数字经济新机遇',
    '……',
    '主编了三部地方志',
  ])('not %s', (line) => expect(isEditorLine(line)).toBe(false));

  test.each([
    ['（下转第4版）', true],
    ['（上接第一版）', true],
    ['下转第2版', true],
    ['（完）', false],
    ['转型第4年', false],
  ])('%s cuts a paragraph: %s', (line, expected) => expect(isJumpLine(line)).toBe(expected));
});
