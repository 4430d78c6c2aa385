import { ArchiveFailure } from '../../archive/failure.ts';
import { articleId } from '../article-id.ts';
import type { Command } from '../command.ts';
import { requiredOption } from '../typed.ts';
import { wordFailure } from '../word-failure.ts';

/** `export --out DIR`, `export --article ID --article ID --out DIR` */
export const exportCommand: Command = {
  places: [],
  options: ['article', 'out'],
  async run(typed, { say, ...host }) {
    const out = requiredOption(typed, 'out');
    if (out.trim() === '') throw new ArchiveFailure('argument-wrong', { argument: '--out', value: out });
    const ids = typed.options.article?.map(articleId);
    const archive = await host.open('read');
    const result = await archive.export(ids, host.path(out), host.language);
    return {
      value: result,
      lines: [
        ...result.written.map((written) => say('command.export-written', written)),
        ...result.kept.map((kept) => say('command.export-kept', kept)),
        ...result.conflicts.map((conflict) => say('command.export-conflict', conflict)),
        ...result.failures.map((failure) =>
          say('command.export-failure', { id: failure.id, message: wordFailure(failure, say) }),
        ),
        say('command.export-sum', {
          written: result.written.length,
          kept: result.kept.length,
          conflicts: result.conflicts.length,
        }),
      ],
      isPartial: result.failures.length > 0,
    };
  },
};
