import type { questionCodes } from '../document/article.ts';

/** What the import was not sure of, as a question to the reader. */
export const questionWording = {
  zh: {
    'article-border': '“{{title}}”（第 {{line}} 行）是另一篇文章的开头吗？',
    'title-proposed': '原文没有标题，现在这个是拟的。用哪一个？',
    'join-probable': '“{{before}}”和“{{after}}”接成了一句，对吗？',
    'join-unsure': '“{{before}}”和“{{after}}”原来是一句吗？',
    'caption-unsure': '这一段是图片说明，还是正文？',
    'year-inferred': '文中的“今年”是哪一年？推断是 {{value}} 年。',
    'near-duplicate': '和资料库里的“{{title}}”几乎一样（{{percent}}%）。留下这一篇吗？',
    'encoding-unsure': '文字编码认作 {{encoding}}，文字看起来对吗？',
  },
  en: {
    'article-border': 'Does another article begin at “{{title}}” (line {{line}})?',
    'title-proposed': 'The text has no title; one was supplied. Which should it be?',
    'join-probable': '“{{before}}” and “{{after}}” were joined. Is this one sentence?',
    'join-unsure': 'Do “{{before}}” and “{{after}}” belong to one sentence?',
    'caption-unsure': 'Is this a caption or a paragraph?',
    'year-inferred': 'Which year is “this year” in the text? {{value}} was inferred.',
    'near-duplicate': 'Nearly the same as “{{title}}” in your archive ({{percent}}%). Keep this one?',
    'encoding-unsure': 'The encoding was taken for {{encoding}}. Does the text look right?',
  },
} satisfies Record<'zh' | 'en', Record<(typeof questionCodes)[number], string>>;
