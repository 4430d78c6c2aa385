import {
  articleText,
  type ArticleDocument,
  type Block,
  type Evidence,
  type Segment,
} from '../../../shared/document/article.ts';
import type { MarksDocument } from '../../../shared/document/marks.ts';
import { contextOf } from '../../../shared/text/anchor.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Divided } from './divide.ts';
import { makeInverse } from './make-inverse.ts';
import { inTextOrder } from './move-annotations.ts';
import type { Pair } from '../../../shared/document/pair.ts';
import type { Context, Draft, Edited } from './edited.ts';
import { retext } from './retext.ts';
import { stamp } from './stamp.ts';

/**
 * Makes one article of two that were read from the same original (`join-impossible` otherwise). The first gets all that the
 * second has: its title as a heading, its byline as a paragraph, its blocks, annotations, tags and note. The second is
 * emptied and trashed; its inverse fills it again.
 */
export function unite(first: Pair, second: Pair, context: Context): Divided {
  const isSameOriginal = first.article.original.sha256 === second.article.original.sha256;
  if (!isSameOriginal || first.article.id === second.article.id) {
    throw new ArchiveFailure('join-impossible', { id: first.article.id, block: second.article.id });
  }
  return {
    first: commit(first, unitedDraft(first, second), context),
    second: commit(second, emptied(second, context), context),
  };
}

function commit(before: Pair, draft: Draft, context: Context): Edited {
  const after = stamp(before, draft, context);
  return { ...after, inverse: makeInverse(before, after, draft.changes) };
}

function emptied(pair: Pair, { now }: Context): Draft {
  const { article, marks } = pair;
  const removed = articleText(article);
  return {
    article: { ...article, blocks: [], joins: [], questions: [] },
    marks: { ...marks, annotations: [], note: null, trashedAt: marks.trashedAt ?? now },
    changes: removed === '' ? [] : [{ start: 0, removed, inserted: '' }],
  };
}

function unitedDraft(first: Pair, second: Pair): Draft {
  const { article } = first;
  const added = renumbered(article, second.article);
  const united: ArticleDocument = {
    ...article,
    blocks: [...article.blocks, ...added.blocks],
    joins: [...article.joins, ...added.joins],
    questions: [...article.questions, ...added.questions],
    editorLines: [...article.editorLines, ...second.article.editorLines],
    nextBlock: added.nextBlock,
    nextQuestion: added.nextQuestion,
  };
  const before = articleText(article);
  const text = articleText(united);
  const changes = text === before ? [] : [{ start: before.length, removed: '', inserted: text.slice(before.length) }];
  const offset = text.length - articleText(second.article).length;
  const moved = second.marks.annotations.map((annotation) => {
    const range = { start: annotation.start + offset, end: annotation.end + offset };
    return { ...annotation, ...range, ...(annotation.located === 'lost' ? {} : contextOf(text, range)) };
  });
  const draft = retext(first, united, changes);
  return { ...draft, marks: unitedMarks(draft.marks, second.marks, moved) };
}

type Added = Pick<ArticleDocument, 'blocks' | 'joins' | 'questions' | 'nextBlock' | 'nextQuestion'>;

function unitedMarks(first: MarksDocument, second: MarksDocument, moved: MarksDocument['annotations']): MarksDocument {
  const notes = [first.note, second.note].filter((note) => note !== null);
  const tags = [...new Set([...first.tags, ...second.tags])];
  const isSame = moved.length === 0 && second.note === null && tags.length === first.tags.length;
  if (isSame) return first;
  return {
    ...first,
    tags,
    note: notes.length === 0 ? null : notes.join('\n\n'),
    annotations: inTextOrder([...first.annotations, ...moved]),
  };
}

/** The title and byline of the second article as blocks, so that no word of the original is lost. */
function headOf(article: ArticleDocument, nextBlock: number): Block[] {
  const { title, titleState, byline, evidence } = article;
  const heading: Omit<Block, 'id'>[] =
    titleState === 'given' ? [{ kind: 'heading', level: 2, ...metadataLine(article, title, evidence.title) }] : [];
  const paragraph: Omit<Block, 'id'>[] =
    byline === null ? [] : [{ kind: 'paragraph', ...metadataLine(article, byline, evidence.byline) }];
  return [...heading, ...paragraph].map((block, index) => ({ id: `b${nextBlock + index}`, ...block }));
}

/** A line of metadata as the text of a block, with the place it was read at, if it was read. */
function metadataLine(
  { blocks }: ArticleDocument,
  text: string,
  evidence: readonly Evidence[] = [],
): Pick<Block, 'text' | 'lines' | 'segments'> {
  const segments = evidence.flatMap(({ line, start, length }): Segment[] =>
    line === null || start === null || length === null ? [] : [{ line, start, length }],
  );
  const next = blocks[0]?.lines[0] ?? 1;
  return { text, segments, lines: [segments[0]?.line ?? next, segments.at(-1)?.line ?? next] };
}

/** Blocks, joins and questions of the second article, under numbers that the first has not used. */
function renumbered(first: ArticleDocument, second: ArticleDocument): Added {
  const head = headOf(second, Math.max(first.nextBlock, second.nextBlock));
  const blocks = [...head, ...second.blocks];
  const used = new Set([...first.blocks, ...first.questions].map(({ id }) => id));
  const isFree = ![...blocks, ...second.questions].some(({ id }) => used.has(id));
  if (isFree) {
    const nextBlock = Math.max(first.nextBlock, second.nextBlock) + head.length;
    return {
      blocks,
      joins: second.joins,
      questions: second.questions,
      nextBlock,
      nextQuestion: Math.max(first.nextQuestion, second.nextQuestion),
    };
  }
  const ids = new Map(blocks.map((block, index) => [block.id, `b${first.nextBlock + index}`]));
  const newId = (id: string) => ids.get(id) ?? id;
  return {
    blocks: blocks.map((block) => ({ ...block, id: newId(block.id) })),
    joins: second.joins.map((join) => ({ ...join, block: newId(join.block) })),
    questions: second.questions.map((question, index) => ({
      ...question,
      id: `q${first.nextQuestion + index}`,
      ...(question.block === undefined ? {} : { block: newId(question.block) }),
    })),
    nextBlock: first.nextBlock + blocks.length,
    nextQuestion: first.nextQuestion + second.questions.length,
  };
}
