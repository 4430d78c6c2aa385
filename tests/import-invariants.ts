import { sourceLines } from '../electron/archive/import/lines.ts';
import type { ReadArticle } from '../electron/archive/import/read-articles.ts';
import { ArticleContent, type Block } from '../shared/document/article.ts';

/** Rules whose evidence lies within the text, which keeps it. All others speak of lines that are no part of the text. */
const INLINE: ReadonlySet<string> = new Set([
  'dateline',
  'dateline-agency',
  'dateline-title',
  'signature',
  'signature-agency',
  'scene',
]);

/** Fields that are inferred from the text. */
const INFERRED: ReadonlySet<string> = new Set(['year', 'earliest']);

/** Whether the character at `at` of a line is only the source's notation. */
export type IsSyntax = (line: string, at: number) => boolean;

/** `# ` … `###### `, the one mark of plain text. */
export const isHeadingMark: IsSyntax = (line, at) => at < (/^\s*#{1,6}\s+(?=\S)/u.exec(line)?.[0].length ?? 0);

/** Also rulers, table bars, bullets, quote marks, emphasis and link targets. */
export const isMarkdownSyntax: IsSyntax = (line, at) => {
  if (isHeadingMark(line, at) || /^---$|^\|[-:| ]+\|$/u.test(line)) return true;
  const target = /\]\([^)]*\)/u.exec(line);
  const isTarget = target !== null && at >= target.index && at < target.index + target[0].length;
  return isTarget || /[|*>[\]-]/u.test(line.charAt(at));
};

/**
 * What must hold for every file, and does not: documents fit their schema; a block's text is its pieces glued, and not empty; every
 * visible character is in exactly one block or in the lines of the fields; ids count from 1 and all references exist.
 */
export function brokenRules(articles: readonly ReadArticle[], text: string, isSyntax: IsSyntax): string[] {
  const lines = sourceLines(text);
  const inText = lines.map((line) => new Uint8Array(line.length));
  const inFields = lines.map((line) => new Uint8Array(line.length));
  const broken: string[] = [];
  for (const { content } of articles) {
    const parsed = ArticleContent.safeParse(content);
    if (!parsed.success) broken.push(parsed.error.message);
    broken.push(...brokenReferences(content));
    for (const block of content.blocks) {
      if (!/\S/u.test(block.text)) broken.push(`${block.id} is empty`);
      if (gluedText(block, lines) !== block.text) broken.push(`${block.id} is not its pieces`);
      for (const { line, start, length } of block.segments) {
        for (let at = start; at < start + length; at += 1) inText[line - 1]![at]! += 1;
      }
    }
    const stated = Object.entries(content.evidence).filter(([field]) => !INFERRED.has(field));
    for (const { rule, line, start, length } of stated.flatMap(([, evidence]) => evidence)) {
      if (line === null || start === null || length === null || INLINE.has(rule)) continue;
      inFields[line - 1]!.fill(1, start, start + length);
    }
  }
  for (const [index, line] of lines.entries()) {
    for (let at = 0; at < line.length; at += 1) {
      const places = inText[index]![at]! + inFields[index]![at]!;
      if (places === 1 || /\s/u.test(line.charAt(at)) || isSyntax(line, at)) continue;
      broken.push(`line ${index + 1}, “${line.slice(at, at + 12)}” is in ${places} places`);
      break;
    }
  }
  return broken;
}

function brokenReferences({ title, blocks, joins, questions }: ArticleContent): string[] {
  const ids = new Set(blocks.map((block) => block.id));
  const broken: string[] = [];
  if (title === '') broken.push('no title');
  if (blocks.length === 0) broken.push('no text');
  if (blocks.some((block, index) => block.id !== `b${index + 1}`)) broken.push('block ids do not count');
  if (questions.some((question, index) => question.id !== `q${index + 1}`)) broken.push('question ids do not count');
  for (const { block } of joins) if (!ids.has(block)) broken.push(`a join names ${block}`);
  for (const { block, code, choices } of questions) {
    if (block !== undefined && !ids.has(block)) broken.push(`${code} names ${block}`);
    if (choices.length < 2 || choices.at(-1) !== 'dismiss') broken.push(`${code} leaves no choice`);
  }
  return broken;
}

/** A block's text, put together again from the pieces of the file; what is not literal in the file is taken as shown. */
function gluedText(block: Block, lines: readonly string[]): string {
  let at = 0;
  return block.segments
    .map(({ line, start, length, shown }) => {
      const literal = (lines[line - 1] ?? '').slice(start, start + length);
      const piece = shown === undefined ? literal : block.text.slice(at, at + shown);
      at += piece.length;
      return piece;
    })
    .join('');
}
