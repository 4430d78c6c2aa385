import { Tag } from '../../../shared/document/marks.ts';
import type { Row } from '../../../shared/contract/row.ts';
import type { Say } from '../../../shared/wording/speak.ts';
import type { Command } from '../command.ts';
import { spokenState } from '../spoken-value.ts';
import { checked, option, wholeNumber } from '../typed.ts';

/** Rows of a page where `--limit` does not say. */
const PAGE = 50;

/** `list`, `list --state to-read --tag 社会保障 --source 新华社` */
export const listCommand: Command = {
  places: [],
  options: ['state', 'tag', 'source', 'trashed', 'limit', 'cursor'],
  async run(typed, host) {
    const state = option(typed, 'state');
    const tag = option(typed, 'tag');
    const source = option(typed, 'source');
    const cursor = option(typed, 'cursor');
    const filter = {
      ...(state === undefined ? {} : { state: spokenState('--state', state) }),
      ...(tag === undefined ? {} : { tag: checked(Tag, '--tag', tag) }),
      ...(source === undefined ? {} : { source }),
      ...(typed.options.trashed === undefined ? {} : { trashed: true }),
    };
    const limit = wholeNumber(typed, 'limit') ?? PAGE;
    const archive = await host.openWithLists('read');
    const page = await archive.list(filter, { limit, ...(cursor === undefined ? {} : { cursor }) });
    return {
      value: page,
      lines: [
        ...page.articles.map((row) => rowWords(row, host.say)),
        page.total === 0
          ? host.say('command.list-none')
          : page.next === null
            ? host.say('command.list-total', { total: page.total })
            : host.say('command.list-more', { total: page.total, next: page.next }),
      ],
    };
  },
};

/** One row in words: id, day, title, source, marks. */
function rowWords(row: Row, say: Say): string {
  const day = row.published ?? (row.year === null ? '—' : `${row.year} ${say('command.inferred')}`);
  return [
    row.id,
    day,
    row.starred ? `★ ${row.title}` : row.title,
    row.titleState === 'proposed' ? `[${say('command.untitled')}]` : null,
    row.source,
    say(`command.state-${row.state}`),
    row.annotations > 0 ? `${say('command.show-annotations')} ${row.annotations}` : null,
    row.tags.map((tag) => `#${tag}`).join(' ') || null,
  ]
    .filter((part) => part !== null)
    .join('  ');
}
