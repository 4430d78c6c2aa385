import type { Command } from '../command.ts';

/** `tags` */
export const tagsCommand: Command = {
  places: [],
  options: [],
  async run(_typed, host) {
    const tags = await (await host.openWithLists('read')).tags();
    return {
      value: { tags },
      lines:
        tags.length === 0 ? [host.say('command.tags-none')] : tags.map(({ tag, articles }) => `#${tag}  ${articles}`),
    };
  },
};
