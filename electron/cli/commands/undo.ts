import type { UndoResult } from '../../../shared/contract/archive.ts';
import type { Archive } from '../../archive/archive.ts';
import type { Command, Host } from '../command.ts';

/** So many articles are named; of more only the number is told. */
const NAMED = 3;

/** Says in words what was undone or redone. */
function words({ operation, articles }: UndoResult, key: 'undone' | 'redone', { say }: Host): string[] {
  const count = say('command.count-articles', { articles: articles.length, count: articles.length });
  return [
    say(`command.${key}`, {
      operation: say(`command.operation-${operation}`),
      articles: articles.length > NAMED ? count : articles,
    }),
  ];
}

function stepCommand(step: (archive: Archive) => Promise<UndoResult>, key: 'undone' | 'redone'): Command {
  return {
    places: [],
    options: [],
    async run(_typed, host) {
      const result = await step(await host.open('write'));
      return { value: result, lines: words(result, key, host) };
    },
  };
}

/** `undo` */
export const undoCommand = stepCommand((archive) => archive.undo(), 'undone');

/** `redo` */
export const redoCommand = stepCommand((archive) => archive.redo(), 'redone');
