import type { Command } from '../command.ts';

/** `stats` */
export const statsCommand: Command = {
  places: [],
  options: [],
  async run(_typed, { say, ...host }) {
    const stats = await (await host.openWithLists('read')).stats();
    return {
      value: stats,
      lines: [
        say('command.stats-folder', { folder: stats.folder }),
        ...(stats.readOnly?.holder ? [say('command.read-only', stats.readOnly.holder)] : []),
        say('command.stats-articles', {
          articles: stats.articles,
          toRead: stats.states['to-read'],
          read: stats.states.read,
          kept: stats.states.kept,
          starred: stats.starred,
          trashed: stats.trashed,
        }),
        say('command.stats-notes', {
          annotations: stats.annotations,
          notes: stats.notes,
          characters: stats.characters,
        }),
        ...stats.sources.map(({ source, articles }) => `${source ?? '—'}  ${articles}`),
      ],
    };
  },
};
