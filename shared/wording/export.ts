import type { Kind } from '../document/marks.ts';

/** The words in exported Markdown, and in the names of its files. Labels carry their own colon. */
const zh = {
  note: '札记',
  highlights: '划线',
  lost: '原文里找不到的划线',

  // what a highlight means
  'kind-1': '要点',
  'kind-2': '数据',
  'kind-3': '做法',
  'kind-4': '存疑',
  'kind-5': '引述',

  // where the article comes from
  source: '来源：',
  column: '栏目：',
  byline: '署名：',
  published: '日期：',
  'year-inferred': '{{year}} 年（推断）',
  place: '地点：',
  page: '版次：',
  'document-number': '文号：',
  address: '网址：',
  citation: '引用：',

  // what the reference lacks
  missing: '⚠ 缺：{{parts}}',
  'missing-author': '责任者',
  'missing-title': '题名（现为拟题）',
  'missing-newspaper': '报纸名',
  'missing-publisher': '发布者',
  'missing-date': '刊载日期',
  'missing-page': '版次',

  // where a highlight stands
  paragraph: '第 {{first}} 段',
  paragraphs: '第 {{first}}–{{last}} 段',
  heading: '小标题',
  caption: '图片说明',
  'open-passage': '回到原文',
  'open-article': '打开文章',

  // before the extension of a file that stands beside one changed by hand
  beside: '（新导出）',
};

const en: Record<keyof typeof zh, string> = {
  note: 'Notes',
  highlights: 'Highlights',
  lost: 'Passages no longer in the text',

  'kind-1': 'Key point',
  'kind-2': 'Figure',
  'kind-3': 'Practice',
  'kind-4': 'Question',
  'kind-5': 'Quote',

  source: 'Source: ',
  column: 'Column: ',
  byline: 'Byline: ',
  published: 'Published: ',
  'year-inferred': '{{year}} (inferred)',
  place: 'Place: ',
  page: 'Page: ',
  'document-number': 'Document number: ',
  address: 'Address: ',
  citation: 'Citation: ',

  missing: '⚠ Missing: {{parts}}',
  'missing-author': 'author',
  'missing-title': 'title (this one is proposed)',
  'missing-newspaper': 'newspaper',
  'missing-publisher': 'publisher',
  'missing-date': 'date of publication',
  'missing-page': 'page',

  paragraph: 'paragraph {{first}}',
  paragraphs: 'paragraphs {{first}}–{{last}}',
  heading: 'subhead',
  caption: 'caption',
  'open-passage': 'Open in Zhaji',
  'open-article': 'Open in Zhaji',

  beside: ' (new export)',
};

/** The table of exported Markdown, by language. */
export const exportWording = { zh, en } satisfies Record<'zh' | 'en', Record<`kind-${Kind}`, string>>;
