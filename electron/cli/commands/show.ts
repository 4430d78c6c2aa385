import { characterCounts } from '../../../shared/document/article.ts';
import type { Article } from '../../../shared/contract/article.ts';
import type { Marks } from '../../../shared/contract/marks.ts';
import type { Say } from '../../../shared/wording/speak.ts';
import type { Command } from '../command.ts';
import { place } from '../typed.ts';
import { articleId } from '../article-id.ts';

/** `show ID` */
export const showCommand: Command = {
  places: [{ name: 'ID' }],
  options: [],
  async run(typed, host) {
    const archive = await host.open('read');
    const pair = await archive.read(articleId(place(typed, 0)));
    return {
      value: pair,
      lines: [
        ...articleWords(pair.article, host.say),
        ...marksWords(pair.marks, host.say),
        ...questionWords(pair.article, host.say),
      ],
    };
  },
};

function articleWords(article: Article, say: Say): string[] {
  const { characters, captions } = characterCounts(article.blocks);
  const year = article.year === null ? null : `${article.year.value} [${say('command.inferred')}]`;
  const fields: [Parameters<Say>[0], string | null][] = [
    ['command.show-source', [article.source, article.column].filter((part) => part !== null).join(' · ') || null],
    ['command.show-byline', article.byline],
    ['command.show-authors', article.byline === null ? authorWords(article) : null],
    ['command.show-published', article.published ?? year],
    ['command.show-place', article.place.join(' ') || null],
    ['command.show-edition', article.edition],
    ['command.show-number', article.documentNumber],
    ['command.show-url', article.url],
    ['command.show-file', `${article.original.file} (${article.encoding})`],
    ['command.show-size', say('command.show-characters', { characters, captions })],
  ];
  return [
    `${article.title}${article.titleState === 'proposed' ? ` [${say('command.untitled')}]` : ''}`,
    ...fields.filter(([, value]) => value !== null).map(([key, value]) => `${say(key)}: ${value ?? ''}`),
    '',
    ...article.blocks.flatMap(({ id, kind, text, level }) => [
      `${id}  ${kind === 'heading' ? `${'#'.repeat(level ?? 2)} ` : ''}${text}`,
      '',
    ]),
    ...article.editorLines,
  ];
}

/** 记者 张三、通讯员 李四; null where nobody is known. */
function authorWords({ authors }: Article): string | null {
  return authors.map(({ name, role }) => `${role} ${name}`.trim()).join('、') || null;
}

function marksWords(marks: Marks, say: Say): string[] {
  const states = [
    say(`command.state-${marks.state}`),
    marks.starred ? say('command.state-starred') : null,
    marks.trashedAt === null ? null : say('command.state-trashed'),
  ].filter((part) => part !== null);
  return [
    `${say('command.show-state')}: ${states.join(' · ')}`,
    ...(marks.tags.length > 0 ? [`${say('command.show-tags')}: ${marks.tags.map((tag) => `#${tag}`).join(' ')}`] : []),
    ...(marks.note === null ? [] : [`${say('command.show-note')}: ${marks.note}`]),
    ...(marks.annotations.length > 0 ? ['', `${say('command.show-annotations')} ${marks.annotations.length}`] : []),
    ...marks.annotations.flatMap((annotation) => {
      const { located } = annotation;
      return [
        `  ${annotation.id}  [${say(`command.kind-${annotation.kind}`)}] ${annotation.quote}${located === 'exact' ? '' : ` (${say(`command.located-${located}`)})`}`,
        ...(annotation.note === null ? [] : annotation.note.split('\n').map((line) => `    ${line}`)),
        ...(annotation.tags.length > 0 ? [`    ${annotation.tags.map((tag) => `#${tag}`).join(' ')}`] : []),
      ];
    }),
  ];
}

function questionWords(article: Article, say: Say): string[] {
  if (article.questions.length === 0) return [];
  return [
    '',
    `${say('command.show-questions')} ${article.questions.length}`,
    ...article.questions.flatMap(({ id, code, block, data, choices }) => [
      `  ${id}${block === undefined ? '' : ` ${block}`}  ${say(`question.${code}`, data)}`,
      `    ${say('command.show-choices', { choices })}`,
    ]),
  ];
}
