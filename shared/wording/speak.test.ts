import { describe, expect, test } from 'vitest';
import { commandAnswerWording } from './command-answer.ts';
import { commandHelpWording } from './command-help.ts';
import { exportWording } from './export.ts';
import { failureWording } from './failure.ts';
import { questionWording } from './question.ts';
import { chooseLanguage, speak } from './speak.ts';
import { termWording } from './term.ts';

const tables = {
  commandAnswerWording,
  commandHelpWording,
  exportWording,
  failureWording,
  questionWording,
  termWording,
};
const blanks = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/gu))].sort();

describe('both languages say the same', () => {
  test.each(Object.entries(tables))('%s', (_name, { zh, en }) => {
    const english = new Map<string, string>(Object.entries(en));
    for (const [key, chinese] of Object.entries(zh)) {
      const text = english.get(key) ?? '';
      expect([key, text === '', blanks(text)]).toEqual([key, false, blanks(chinese)]);
      expect([key, /[！]|请|您|成功|失败/u.test(chinese)]).toEqual([key, false]);
      expect([key, /please|successfully|!/iu.test(text)]).toEqual([key, false]);
    }
  });
});

describe('speaking', () => {
  const cases: [Parameters<ReturnType<typeof speak>>, zh: string, en: string][] = [
    [['command.list-total', { total: 3 }], '共 3 篇', '3 in all'],
    [['command.show-choices', { choices: ['a', 'b'] }], '可选：a、b', 'Choices: a, b'],
    [
      ['command.rebuild-done', { articles: 1, count: 1 }],
      '目录整理好了：1 篇。',
      'The catalogue is ready: one article.',
    ],
    [
      ['failure.file-missing', { file: '{{file}} $t(command.saved) <b>' }],
      '没有这个文件：{{file}} $t(command.saved) <b>',
      'No such file: {{file}} $t(command.saved) <b>',
    ],
    [['failure.file-missing'], '没有这个文件：?', 'No such file: ?'],
  ];
  test.each(cases)('%j', (said, zh, en) => {
    expect([speak('zh')(...said), speak('en')(...said)]).toEqual([zh, en]);
  });
});

describe('which language', () => {
  const cases: [Parameters<typeof chooseLanguage>, string][] = [
    [['en', 'zh', 'zh_CN.UTF-8'], 'en'],
    [[undefined, 'en', 'zh_CN.UTF-8'], 'en'],
    [[undefined, null, 'en_GB.UTF-8'], 'en'],
    [[undefined, null, 'zh-Hans-CN'], 'zh'],
    [[undefined, null, 'C'], 'zh'],
    [[undefined, null, undefined], 'zh'],
  ];
  test.each(cases)('%j → %s', (asked, language) => {
    expect(chooseLanguage(...asked)).toBe(language);
  });
});
