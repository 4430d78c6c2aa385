import { Block, type ArticleContent, type Encoding, type Question } from '../../shared/document/article.ts';
import type { Pair } from '../../shared/document/pair.ts';
import { divide, type Border } from './annotate/divide.ts';
import { settlement } from './annotate/settlement.ts';
import { editArticle } from './editing.ts';
import { ArchiveFailure } from './failure.ts';
import type { ReadStory } from './import/read-stories.ts';
import { isUnchanged, replacePair, takeBack } from './replacing.ts';
import { extensionOf } from './store/layout.ts';
import { uniteWithPrevious } from './uniting.ts';
import type { Workshop } from './workshop.ts';

/**
 * Two answers to `article-border` are always taken, asked or not: `unite` of every later article of a file, and the id of a
 * block, at which the article is then divided.
 */
const UNITE = 'unite';

/**
 * Answers a question of an article, named by its id or, where there is only one of the kind, by its code. Resolves to the
 * articles that come of it: one, or both sides of a border. Throws `question-missing` and `choice-wrong`.
 */
export async function answerQuestion(workshop: Workshop, id: string, name: string, choice: string): Promise<Pair[]> {
  if (name === 'article-border' && choice === UNITE) {
    return [await workshop.inTurn(() => uniteWithPrevious(workshop, id))];
  }
  const pair = await workshop.store.read(id);
  if (name === 'article-border' && Block.shape.id.safeParse(choice).success) {
    return workshop.inTurn(() =>
      divideArticle(workshop, id, { block: choice, title: titleAt(pair, choice), id: workshop.newId() }),
    );
  }
  const question = questionNamed(pair.article.questions, name)?.id ?? name;
  const settled = settlement(pair.article, question, choice);
  switch (settled.by) {
    case 'edit':
      return [await editArticle(workshop, id, () => ({ type: 'answer-question', question, choice }))];
    case 'divide': {
      const { block, title } = settled;
      return workshop.inTurn(() => divideArticle(workshop, id, { block, title, id: workshop.newId() }));
    }
    case 'encoding': {
      const { encoding } = settled;
      const content = await readAgain(workshop, pair, encoding);
      return [await editArticle(workshop, id, () => ({ type: 'replace-text', content, encoding }))];
    }
  }
}

/** A heading that an article is divided at is the second one's title; before any other block it has none yet. */
function titleAt({ article }: Pair, id: string): string | null {
  const block = article.blocks.find((one) => one.id === id);
  return block?.kind === 'heading' ? block.text : null;
}

function questionNamed(questions: readonly Question[], name: string): Question | undefined {
  const byCode = questions.filter(({ code }) => code === name);
  return questions.find(({ id }) => id === name) ?? (byCode.length === 1 ? byCode[0] : undefined);
}

/**
 * The second article is stored before the first one is shortened: whatever happens in between, every word and every note
 * is on the disk, at worst twice. Where the second step fails, the new article is taken back.
 */
async function divideArticle(workshop: Workshop, id: string, border: Border): Promise<Pair[]> {
  const pair = await workshop.store.read(id);
  const { first, second } = divide(pair, border, { now: workshop.now() });
  const stored = await workshop.store.create(second.article, second.marks.revision === 0 ? null : second.marks);
  let shortened: Pair;
  try {
    shortened = await replacePair(workshop, pair, first);
  } catch (error) {
    if (await isUnchanged(workshop, pair)) await takeBack(workshop, stored.article.id, second.inverse);
    throw error;
  }
  await workshop.index(shortened);
  await workshop.index(stored);
  await workshop.record({
    operation: 'divide',
    steps: [
      { id, operation: first.inverse },
      { id: stored.article.id, operation: second.inverse },
    ],
  });
  return [shortened, stored];
}

/** The article's content as its original reads under another encoding: the story that has most of its lines. */
async function readAgain({ store, reader }: Workshop, { article }: Pair, encoding: Encoding): Promise<ArticleContent> {
  const { file, sha256 } = article.original;
  const bytes = await store.readOriginal(sha256, extensionOf(file));
  const [first = 0, last = first] = linesOf(article);
  const common = ({ content }: ReadStory) => {
    const [from = 0, to = from] = linesOf(content);
    return Math.min(last, to) - Math.max(first, from);
  };
  const { stories } = await reader.read({ name: file, bytes }, encoding);
  const [best] = stories.toSorted((a, b) => common(b) - common(a));
  if (best === undefined) throw new ArchiveFailure('file-undecodable', { file });
  return best.content;
}

/** First and last line of the original that the article's blocks come from. */
function linesOf({ blocks }: ArticleContent): number[] {
  return [blocks[0]?.lines[0], blocks.at(-1)?.lines[1]].filter((line) => line !== undefined);
}
