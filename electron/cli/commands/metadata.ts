import { z } from 'zod';
import { Day } from '../../../shared/document/identity.ts';
import type { Operation } from '../../archive/archive.ts';
import { articleId } from '../article-id.ts';
import type { Command, OptionName, Typed } from '../command.ts';
import { checked, option, place, usage } from '../typed.ts';

type Fields = Extract<Operation, { type: 'set-fields' }>['fields'];

const titleText = z.string().min(1).max(1000);

const plain = ['source', 'agency', 'column', 'url'] as const satisfies OptionName[];

/** The fields typed. A text without a character clears its field; a title cannot be cleared. */
function fieldsOf(typed: Typed): Fields {
  const fields: Fields = {};
  const title = option(typed, 'title');
  if (title !== undefined) fields.title = checked(titleText, '--title', title.trim());
  for (const name of plain) {
    const value = option(typed, name);
    if (value !== undefined) fields[name] = value.trim() || null;
  }
  const published = option(typed, 'published');
  if (published !== undefined)
    fields.published = published.trim() === '' ? null : checked(Day, '--published', published.trim());
  if (Object.keys(fields).length === 0) throw usage('usage-nothing');
  return fields;
}

/** `set ID --title … --source … --agency … --column … --published 2026-05-14 --url …` */
export const setCommand: Command = {
  places: [{ name: 'ID' }],
  options: ['title', 'source', 'agency', 'column', 'published', 'url'],
  async run(typed, host) {
    const fields = fieldsOf(typed);
    const archive = await host.open('write');
    const { article } = await archive.edit(articleId(place(typed, 0)), () => ({ type: 'set-fields', fields }));
    return { value: { article }, lines: [host.say('command.saved')] };
  },
};

/** `answer ID q1 2026`, `answer ID article-border unite` */
export const answerCommand: Command = {
  places: [{ name: 'ID' }, { name: 'QUESTION' }, { name: 'CHOICE' }],
  options: [],
  async run(typed, host) {
    const archive = await host.open('write');
    const articles = await archive.answer(articleId(place(typed, 0)), place(typed, 1).trim(), place(typed, 2));
    const [article] = articles;
    return {
      value: articles.length === 1 ? { article } : { articles },
      lines: [
        host.say('command.saved-articles', { articles: articles.map(({ id, title }) => `${id ?? ''} ${title}`) }),
      ],
    };
  },
};
