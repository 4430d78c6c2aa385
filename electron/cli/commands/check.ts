import type { Command } from '../command.ts';
import { wordFailure } from '../word-failure.ts';

/** `check` */
export const checkCommand: Command = {
  places: [],
  options: [],
  async run(_typed, { say, ...host }) {
    const result = await (await host.openWithLists('read')).check();
    return {
      value: result,
      lines: result.healthy
        ? [say('command.check-healthy')]
        : result.problems.map((problem) =>
            say('command.check-problem', {
              file: problem.file,
              message: wordFailure({ code: problem.code, data: { file: problem.file, ...problem.data } }, say),
            }),
          ),
      isPartial: !result.healthy,
    };
  },
};
