import { expect, test } from 'vitest';
import { makeArticle } from '../../../tests/make.ts';
import { speak } from '../../../shared/wording/speak.ts';
import { sourceList } from './source-list.ts';

const article = makeArticle({
  title: '关于某事的通知',
  source: '某某网',
  place: ['北京', '河北[雄安]'],
  documentNumber: '某发〔2026〕5号',
  edition: null,
  published: '2026-05-13',
  url: 'https://a.cn/x_1?a=1&b=2',
});

test('says what is known and how to cite it', () => {
  expect(sourceList(article, speak('zh')).split('\n')).toEqual([
    '- 来源：某某网',
    '- 日期：2026-05-13',
    '- 地点：北京 · 河北\\[雄安\\]',
    '- 文号：某发〔2026〕5号',
    '- 网址：<https://a.cn/x_1?a=1&b=2>',
    '- 引用：关于某事的通知\\[EB/OL\\]. 某某网, 2026(2026-05-13)\\[2026-03-01\\]. <https://a.cn/x_1?a=1&b=2>. ⚠ 缺：责任者',
  ]);
});

test.each([
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['https://a.cn/<b>', 'https\\://a.cn/\\<b\\>'],
  ['https://a.cn/%%x', 'https\\://a.cn/\\%\\%x'],
  ['www.a.cn', 'www\\.a.cn'],
])('the address %s is no link', (url, markdown) => {
  expect(sourceList({ ...article, url }, speak('en'))).toContain(`- Address: ${markdown}\n`);
});
