import { asFailure } from '../../archive/failure.ts';
import { articleId } from '../article-id.ts';
import type { Command, Host, Typed } from '../command.ts';
import { wordFailure } from '../word-failure.ts';
import type { Failure } from '../../../shared/contract/failure.ts';

/** Sends the operation to every article named; what cannot be done is told, the rest goes on. */
async function sendAll(typed: Typed, host: Host, type: 'trash' | 'restore'): ReturnType<Command['run']> {
  const ids: string[] = [];
  const failures: ({ id: string } & Failure)[] = [];
  for (const typedId of typed.places) {
    try {
      ids.push(articleId(typedId));
    } catch (error) {
      failures.push({ id: typedId, ...asFailure(error).toValue() });
    }
  }
  const archive = await host.open('write');
  const result = await archive.editMany(ids, () => ({ type }));
  const articles = result.pairs.map(({ article }) => article.id ?? '');
  failures.push(...result.failures);
  return {
    value: { articles, failures },
    lines: [
      ...(articles.length > 0 ? [host.say(`command.${type}-done`, { articles })] : []),
      ...failures.map((failure) => host.say('command.trash-failure', { message: wordFailure(failure, host.say) })),
    ],
    isPartial: failures.length > 0,
  };
}

/** `trash ID…` */
export const trashCommand: Command = {
  places: [{ name: 'ID', many: true }],
  options: [],
  run: (typed, host) => sendAll(typed, host, 'trash'),
};

/** `restore ID…` */
export const restoreCommand: Command = {
  places: [{ name: 'ID', many: true }],
  options: [],
  run: (typed, host) => sendAll(typed, host, 'restore'),
};
