import type { ArticleContent, Encoding, Question } from '../../shared/document/article.ts';
import { divide, type Border, type Divided } from './annotate/divide.ts';
import { settlement } from './annotate/settlement.ts';
import { editArticle } from './editing.ts';
import { ArchiveFailure } from './failure.ts';
import { decode } from './import/decode.ts';
import { readArticles, type ReadArticle } from './import/read-articles.ts';
import { extensionOf } from './store/layout.ts';
import type { Pair } from '../../shared/document/pair.ts';
import { uniteWithPrevious } from './uniting.ts';
import type { Workshop } from './workshop.ts';

/** The answer to `article-border` that every later article of a file takes, asked or not. */
const UNITE = 'unite';

/**
 * Answers a question of an article, named by its id or, where there is only one of the kind, by its code. Resolves to the
 * articles that come of it: one, or both sides of a border. Throws `question-missing` and `choice-wrong`.
 */
export async function answerQuestion(
  workshop: Workshop,
  id: string,
  question: string,
  choice: string,
): Promise<Pair[]> {
  const pair = await workshop.store.read(id);
  if (question === 'article-border' && choice === UNITE) return [await uniteWithPrevious(workshop, pair)];
  const asked = questionNamed(pair.article.questions, question);
  const settled = settlement(pair.article, asked?.id ?? question, choice);
  switch (settled.by) {
    case 'edit':
      return [
        await editArticle(workshop, id, () => ({ type: 'answer-question', question: asked?.id ?? question, choice })),
      ];
    case 'divide':
      return divideArticle(workshop, pair, { block: settled.block, title: settled.title, id: workshop.newId() });
    case 'encoding': {
      const content = await readAgain(workshop, pair, settled.encoding);
      return [await editArticle(workshop, id, () => ({ type: 'replace-text', content, encoding: settled.encoding }))];
    }
  }
}

function questionNamed(questions: readonly Question[], name: string): Question | undefined {
  const byCode = questions.filter(({ code }) => code === name);
  return questions.find(({ id }) => id === name) ?? (byCode.length === 1 ? byCode[0] : undefined);
}

/**
 * The second article is stored before the first one is shortened: whatever happens in between, every word and every note
 * is on the disk, at worst twice.
 */
async function divideArticle(workshop: Workshop, pair: Pair, border: Border): Promise<Pair[]> {
  const context = { now: workshop.now() };
  const { second } = divide(pair, border, context);
  const stored = await workshop.store.create(second.article, second.marks.revision === 0 ? null : second.marks);
  let divided: Divided | undefined;
  const first = await workshop.store.change(pair.article.id, (before) => {
    if (before.article !== pair.article || before.marks !== pair.marks) {
      throw new ArchiveFailure('document-changed', { file: pair.article.id });
    }
    divided = divide(before, border, context);
    return { article: divided.first.article, marks: divided.first.marks };
  });
  await workshop.index(first);
  await workshop.index(stored);
  if (divided !== undefined) {
    const steps = [
      { id: first.article.id, operation: divided.first.inverse },
      { id: stored.article.id, operation: divided.second.inverse },
    ];
    await workshop.record({ operation: 'divide', steps });
  }
  return [first, stored];
}

/** The article's content as its original reads under another encoding: the story that has most of its lines. */
async function readAgain({ store }: Workshop, { article }: Pair, encoding: Encoding): Promise<ArticleContent> {
  const { file, sha256 } = article.original;
  const bytes = await store.readOriginal(sha256, extensionOf(file));
  const [first = 0, last = first] = linesOf(article);
  const common = ({ content }: ReadArticle) => {
    const [from = 0, to = from] = linesOf(content);
    return Math.min(last, to) - Math.max(first, from);
  };
  const stories = readArticles(decode(bytes, encoding), { name: file });
  const [best] = stories.toSorted((a, b) => common(b) - common(a));
  if (best === undefined) throw new ArchiveFailure('file-undecodable', { file });
  return best.content;
}

/** First and last line of the original that the article's blocks come from. */
function linesOf({ blocks }: ArticleContent): number[] {
  return [blocks[0]?.lines[0], blocks.at(-1)?.lines[1]].filter((line) => line !== undefined);
}
