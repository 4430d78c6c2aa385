import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfm } from 'micromark-extension-gfm';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { describe, expect, test } from 'vitest';
import { commonmarkExamples, naughtyStrings, nodesOf, readers } from '../../../tests/read-markdown.ts';
import { ArticleDocument, articleText } from '../../../shared/document/article.ts';
import { excerptMarkdown } from './excerpt.ts';
import { escapeText } from './escape.ts';

/** Markdown cannot hold NUL; every parser reads it as U+FFFD. */
const readable = (text: string): string => text.replaceAll('\0', '\ufffd');

/** Asserts that all readers see one blockquote with exactly this text, between blocks like those of an export. */
function expectExact(text: string): void {
  const markdown = `# x\n\n${excerptMarkdown(text)}\n\n^zj-0\n`;
  for (const { name, read } of readers) {
    const blocks = read(markdown);
    expect([name, ...blocks.map(({ type }) => type)]).toEqual([name, 'heading', 'blockquote', 'paragraph']);
    expect([name, blocks[1]!.paragraphs.join('\n')]).toEqual([name, readable(text)]);
    expect(blocks.some(({ hasHtml }) => hasHtml)).toBe(false);
  }
}

/** What other tools would execute, or take for their own, wherever it stands in the raw file. */
const traps = /<%|\{\{|\{%|`|%%|\[\[|==|::|<!--|(?<!\\)[#^$]/;

/** Strings of the characters that Markdown and other tools care about, line ends and blanks among them. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...Array.from('\\`*_{}[]()<>#+-.!|~^$%=:&;@/"\'0123 \t\n\r\v\f\u00a0\u3000\u2028\u0085\ufeffaé“”，。字'),
      ...['1. ', '- ', '---', '===', '```', '~~~', '&amp;', '&#32', '<b>', '<!--', '-->', '<%', '%>', '{{', '![['],
      ...['https://', 'www.', 'a@b.cn', '[^1]', '[x]: y', '    ', '\n\n', '😀', '👨‍👩‍👧', 'e\u0301', '\ud83d', '\0'],
    ),
    { minLength: 1, maxLength: 24 },
  )
  .map((pieces) => pieces.join(''));

describe('an excerpt parses to the exact text', () => {
  test('of all 484 naughty strings', () => {
    const strings = naughtyStrings();
    expect(strings.length).toBe(484);
    strings.forEach(expectExact);
  });

  test('of all examples of the CommonMark specification', () => {
    const examples = commonmarkExamples();
    expect(examples.length).toBe(652);
    examples.forEach(expectExact);
  });

  test('of any range of a real article', () => {
    const url = new URL('../../../tests/cases/export/rider-insurance.article.json', import.meta.url);
    const text = articleText(ArticleDocument.parse(JSON.parse(readFileSync(url, 'utf8'))));
    for (let start = 0; start < text.length; start += 11) {
      for (const length of [1, 13, 240]) expectExact(text.slice(start, start + length));
    }
  });

  test('of hostile strings', () => {
    fc.assert(fc.property(hostile, expectExact), { numRuns: 2500 });
  });

  test('of any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), expectExact), { numRuns: 600 });
  });
});

test('no escaped text holds what other tools execute, and nothing becomes a link', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const markdown = escapeText(text).replaceAll(/\[\]\(<>\)|&#\d+;|\\`/g, ' ');
      expect(markdown).not.toMatch(traps);
      const tree = fromMarkdown(escapeText(text).replaceAll('[](<>)', ''), {
        extensions: [gfm()],
        // Without the last step, which makes links of addresses however they are written.
        mdastExtensions: gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
      });
      expect(nodesOf(tree).some((node) => node.type === 'link')).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

const cases: readonly { text: string; markdown: string }[] = [
  { text: '普通的一句话，约50%，12:30。', markdown: '> 普通的一句话，约50%，12:30。' },
  { text: '2.4万元', markdown: '> 2.4万元' },
  { text: '1. 第一', markdown: '> 1\\. 第一' },
  { text: '2024) 第一', markdown: '> 2024\\) 第一' },
  { text: '- 甲', markdown: '> \\- 甲' },
  { text: '甲 - 乙', markdown: '> 甲 - 乙' },
  { text: '# 甲 #乙', markdown: '> \\# 甲 \\#乙' },
  { text: '甲\n乙', markdown: '> 甲\n>\n> 乙' },
  { text: '甲\n\n乙\n', markdown: '> 甲\n>\n> &#10;乙&#10;' },
  { text: '\n', markdown: '> &#10;' },
  { text: ' 甲 ', markdown: '> &#32;甲&#32;' },
  { text: '甲\t乙', markdown: '> 甲&#9;乙' },
  { text: '![[甲]] [[乙]] [^1]', markdown: '> !\\[\\[甲\\]\\] \\[\\[乙\\]\\] \\[\\^1\\]' },
  { text: 'R&D &lt; AT&T', markdown: '> R&D \\&lt; AT&T' },
  { text: 'https://a.cn www.a.cn a@b.cn', markdown: '> https\\://a.cn www\\.a.cn a\\@b.cn' },
  { text: 'status:: done', markdown: '> status:\\: done' },
];

test.each(cases)('$text', ({ text, markdown }) => {
  expect(excerptMarkdown(text)).toBe(markdown);
});

test('two million characters take no longer than reading them', () => {
  const parts = ['&a', '1', '\\', '\n', ' ', '=', 'www.', '字', '[', '%', ':', '@'];
  for (const part of parts) {
    const text = part.repeat(2_000_000 / part.length);
    const start = performance.now();
    excerptMarkdown(text);
    expect(performance.now() - start, JSON.stringify(part)).toBeLessThan(20_000);
  }
});
