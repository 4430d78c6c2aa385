import type { ImportManner } from '../../archive/archive.ts';
import type { Command, Host } from '../command.ts';
import type { ImportResult } from '../../../shared/contract/import.ts';
import type { Say } from '../../../shared/wording/speak.ts';
import { wordFailure } from '../word-failure.ts';

/** `import FILE…` */
export const importCommand: Command = {
  places: [{ name: 'FILE', many: true }],
  options: ['dry-run', 'keep-duplicates'],
  async run({ places, options }, host) {
    const isTrial = options['dry-run'] !== undefined;
    const files = places.map((file) => host.path(file));
    const manner: ImportManner = {
      keepDuplicates: options['keep-duplicates'] !== undefined,
      onProgress: (done, total, file) => host.progress(host.say('command.import-progress', { done, total, file })),
    };
    const result = isTrial
      ? await host.preview(files, manner)
      : await (await host.openWithLists('create')).importFiles(files, manner);
    return { value: result, lines: words(result, files.length, isTrial, host), isPartial: result.failures.length > 0 };
  },
};

function words(result: ImportResult, files: number, isTrial: boolean, host: Host): string[] {
  const { say } = host;
  const sum = (count: (article: ImportResult['articles'][number]) => number) =>
    result.articles.reduce((total, article) => total + count(article), 0);
  return [
    ...result.articles.map(({ id, title, titleState }) => {
      const shown = titleState === 'proposed' ? `${title} [${say('command.untitled')}]` : title;
      return isTrial
        ? say('command.import-tried', { title: shown })
        : say('command.import-article', { id, title: shown });
    }),
    ...result.duplicates.map((duplicate) =>
      say(duplicate.trashed ? 'command.import-duplicate-trashed' : 'command.import-duplicate', duplicate),
    ),
    ...result.failures.map((failure) => failureWords(failure, say)),
    say('command.import-sum', {
      files,
      articles: result.articles.length,
      joins: sum((article) => article.joins.length),
      questions: sum((article) => article.questions.length),
    }),
  ];
}

/** The words of most failures name the file; of those that name a file of the archive the imported one is told besides. */
function failureWords(failure: ImportResult['failures'][number], say: Say): string {
  const message = wordFailure(failure, say);
  const { file } = failure;
  return failure.data['file'] === file
    ? say('command.import-failure', { message })
    : say('command.import-failure-of', { file, message });
}
