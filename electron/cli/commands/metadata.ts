import { z } from 'zod';
import { Day } from '../../../shared/document/identity.ts';
import type { Operation } from '../../archive/archive.ts';
import { articleId } from '../article-id.ts';
import type { Command, OptionName, Typed } from '../command.ts';
import { checked, option, place, usage } from '../typed.ts';

type Fields = Extract<Operation, { type: 'set-fields' }>['fields'];

const titleText = z.string().min(1).max(1000);

/** Options that set a field of one text; a blank text clears it. */
const texts = [
  ['byline', 'byline'],
  ['source', 'source'],
  ['agency', 'agency'],
  ['column', 'column'],
  ['edition', 'edition'],
  ['document-number', 'documentNumber'],
  ['url', 'url'],
] as const satisfies [OptionName, keyof Fields][];

/** `记者 张三` or `张三`: the role, if there is one, stands before the name. */
function authorOf(typed: string): { name: string; role: string } {
  const [role = '', name = role] = typed.trim().split(/\s+(.*)/su, 2);
  return name === role ? { name, role: '' } : { name, role };
}

/** The fields typed. A blank text clears its field (one blank author or place: all of them); a title cannot be cleared. */
function fieldsOf(typed: Typed): Fields {
  const fields: Fields = {};
  const title = option(typed, 'title');
  if (title !== undefined) fields.title = checked(titleText, '--title', title.trim());
  for (const [name, field] of texts) {
    const value = option(typed, name);
    if (value !== undefined) fields[field] = value.trim() || null;
  }
  const filled = (values: readonly string[]) => values.filter((value) => value.trim() !== '');
  const { author, place: places } = typed.options;
  if (author !== undefined) fields.authors = filled(author).map(authorOf);
  if (places !== undefined) fields.place = filled(places).map((value) => value.trim());
  const published = option(typed, 'published');
  if (published !== undefined) {
    fields.published = published.trim() === '' ? null : checked(Day, '--published', published.trim());
  }
  if (Object.keys(fields).length === 0) throw usage('usage-nothing');
  return fields;
}

/** `set ID --title … --source … --author "记者 张三" --published 2026-05-14 …` */
export const setCommand: Command = {
  places: [{ name: 'ID' }],
  options: ['title', 'published', 'author', 'place', ...texts.map(([name]) => name)],
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
    const archive = await host.openWithLists('write');
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
