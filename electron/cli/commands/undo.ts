import type { Command } from '../command.ts';

/** `undo` */
export const undoCommand: Command = {
  places: [],
  options: [],
  async run(_typed, host) {
    const result = await (await host.open('write')).undo();
    return { value: result, lines: [host.say('command.undone', { ...result })] };
  },
};

/** `redo` */
export const redoCommand: Command = {
  places: [],
  options: [],
  async run(_typed, host) {
    const result = await (await host.open('write')).redo();
    return { value: result, lines: [host.say('command.redone', { ...result })] };
  },
};
