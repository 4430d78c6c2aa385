import { createInstance } from 'i18next';
import { commandAnswerWording } from './command-answer.ts';
import { commandHelpWording } from './command-help.ts';
import { exportWording } from './export.ts';
import { failureWording } from './failure.ts';
import { questionWording } from './question.ts';
import { termWording } from './term.ts';

/** The languages of every visible word. */
export const languages = ['zh', 'en'] as const;
/** One of `languages`. */
export type Language = (typeof languages)[number];

const tables = {
  zh: {
    failure: failureWording.zh,
    command: { ...commandHelpWording.zh, ...commandAnswerWording.zh },
    question: questionWording.zh,
    export: exportWording.zh,
    term: termWording.zh,
  },
  en: {
    failure: failureWording.en,
    command: { ...commandHelpWording.en, ...commandAnswerWording.en },
    question: questionWording.en,
    export: exportWording.en,
    term: termWording.en,
  },
};
type Words = (typeof tables)['zh'];

/** The name of a wording: `subject.name`. */
export type WordKey = { [Subject in keyof Words]: `${Subject}.${keyof Words[Subject] & string}` }[keyof Words];

/** Words a key in the language chosen; `data` fills the `{{…}}`, lists with the language's comma. */
export type Say = (key: WordKey, data?: Readonly<Record<string, unknown>>) => string;

/** The wording of one language. */
export function speak(language: Language): Say {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: { [language]: { translation: tables[language] } },
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => '?',
  });
  const comma = language === 'zh' ? '、' : ', ';
  return (key, data = {}) =>
    i18n.t(
      key,
      Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? value.join(comma) : (value ?? '')]),
      ),
    );
}

/**
 * The language to speak: the one asked for, else the one in the settings, else the system's where it is one of ours,
 * else Chinese. `locale` is a BCP 47 or POSIX name (`en-GB`, `zh_CN.UTF-8`, `C`).
 */
export function chooseLanguage(
  asked: Language | undefined,
  setting: Language | null,
  locale: string | undefined,
): Language {
  return asked ?? setting ?? languages.find((language) => locale?.toLowerCase().startsWith(language)) ?? 'zh';
}
