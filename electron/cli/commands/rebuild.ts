import type { Command } from '../command.ts';

/** `rebuild` */
export const rebuildCommand: Command = {
  places: [],
  options: [],
  async run(_typed, host) {
    const archive = await host.open('write');
    const result = await archive.rebuild();
    return {
      value: result,
      lines: [host.say('command.rebuild-done', { articles: result.articles, count: result.articles })],
    };
  },
};
