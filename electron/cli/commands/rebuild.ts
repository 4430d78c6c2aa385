import type { Command } from '../command.ts';

/** `rebuild` */
export const rebuildCommand: Command = {
  places: [],
  options: [],
  async run(_typed, host) {
    const archive = await host.open('write');
    const result = await archive.rebuild((done, total) =>
      host.progress(host.say('command.rebuild-progress', { done, total })),
    );
    return {
      value: result,
      lines: [host.say('command.rebuild-done', { articles: result.articles, count: result.articles })],
    };
  },
};
