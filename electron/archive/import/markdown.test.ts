import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { commonmarkExamples } from '../../../tests/read-markdown.ts';
import type { Candidate } from './candidate.ts';
import { sourceLines } from './lines.ts';
import { readMarkdown } from './markdown.ts';

const cases: { name: string; markdown: string; expected: Partial<Candidate>[] }[] = [
  {
    name: 'inline marks go, the words stay where they stood',
    markdown: '前*中*后**粗**',
    expected: [
      {
        text: '前中后粗',
        segments: [
          { line: 1, start: 0, length: 1 },
          { line: 1, start: 2, length: 1 },
          { line: 1, start: 4, length: 1 },
          { line: 1, start: 7, length: 1 },
        ],
      },
    ],
  },
  {
    name: 'an entity is one segment with what it shows, an escape loses its backslash',
    markdown: '甲&amp;乙\\*丙',
    expected: [
      {
        text: '甲&乙*丙',
        segments: [
          { line: 1, start: 0, length: 1 },
          { line: 1, start: 1, length: 5, shown: 1 },
          { line: 1, start: 6, length: 1 },
          { line: 1, start: 8, length: 2 },
        ],
      },
    ],
  },
  {
    name: 'an unknown entity is text',
    markdown: '甲&foo;乙 &#0; &#x4E00;',
    expected: [{ text: '甲&foo;乙 \uFFFD 一' }],
  },
  {
    name: 'the words of links and pictures stay, addresses go',
    markdown: '见[公报](http://a.cn "题")与![图说](a.png)，<http://b.cn>，[甲]\n\n[甲]: http://c.cn',
    expected: [{ text: '见公报与图说，http://b.cn，甲' }],
  },
  {
    name: 'the words of pictures alone are captions',
    markdown: '![图说](a.png)\n\n[![茶园](b.png)](http://b.cn)\n\n甲![图说](a.png)',
    expected: [
      { text: '图说', mark: 'caption' },
      { text: '茶园', mark: 'caption' },
      { text: '甲图说', mark: 'none' },
    ],
  },
  {
    name: 'a soft break continues the paragraph, a hard break does not',
    markdown: '　　第一行\n第二行  \n第三行\\\n第四行',
    expected: [
      { text: '第一行', lines: [1, 1], indented: true, gap: 0 },
      { text: '第二行', lines: [2, 2], continues: true, gap: 0 },
      { text: '第三行', lines: [3, 3] },
      { text: '第四行', lines: [4, 4] },
    ],
  },
  {
    name: 'headings of both kinds',
    markdown: '## 一 *二* ##\n\n上\n下\n===',
    expected: [
      { text: '一 二', mark: 'heading', level: 2 },
      { text: '上 下', mark: 'heading', level: 1, lines: [3, 4], gap: 1 },
    ],
  },
  {
    name: 'items of nested lists; an ordered item keeps its number',
    markdown: '- 甲\n  续\n  - 乙\n\n3. 丙\n\n   段\n2024.',
    expected: [
      { text: '甲', mark: 'list' },
      { text: '续', mark: 'list', continues: true },
      { text: '乙', mark: 'list' },
      { text: '3. 丙', mark: 'list', gap: 1 },
      { text: '段', mark: 'list', gap: 1 },
      { text: '2024.', mark: 'list' },
    ],
  },
  {
    name: 'quotations, their marks left out of every line',
    markdown: '> 甲\n> 乙 > 丙\n丁\n> > 戊',
    expected: [
      { text: '甲', mark: 'quote', segments: [{ line: 1, start: 2, length: 1 }] },
      { text: '乙 > 丙', mark: 'quote', segments: [{ line: 2, start: 2, length: 5 }] },
      { text: '丁', mark: 'quote', segments: [{ line: 3, start: 0, length: 1 }] },
      { text: '戊', mark: 'quote', segments: [{ line: 4, start: 4, length: 1 }] },
    ],
  },
  {
    name: 'a table is one candidate',
    markdown: '| 年 | 数 |\n|---|---|\n| 2024 | *八*\\|九 |\n| | `a\\|b` |',
    expected: [{ text: '年\t数\n2024\t八|九\n\ta|b', mark: 'table', lines: [1, 4] }],
  },
  {
    name: 'code and HTML are literal',
    markdown: '```js\n一\n\n  二\n```\n\n    三\n\n<div>\n四\n</div>\n\n> ```\n> 五\n> ```',
    expected: [
      { text: '一\n\n  二', mark: 'literal', lines: [2, 4] },
      { text: '三', mark: 'literal', lines: [7, 7] },
      { text: '<div>\n四\n</div>', mark: 'literal', lines: [9, 11] },
      { text: '五', mark: 'literal', segments: [{ line: 14, start: 2, length: 1 }] },
    ],
  },
  {
    name: 'files of Windows and of old Macs',
    markdown: '甲*乙*\r\n丙\r> 丁\r\n> 戊',
    expected: [
      { text: '甲乙', lines: [1, 1] },
      { text: '丙', lines: [2, 2], continues: true },
      { text: '丁', lines: [3, 3] },
      { text: '戊', lines: [4, 4], continues: true },
    ],
  },
  { name: 'HTML within a line stays', markdown: '甲<br>乙', expected: [{ text: '甲<br>乙', mark: 'none' }] },
  {
    name: 'code within a line, over a line end too',
    markdown: '甲`` ` ``乙`丙\n丁`',
    expected: [{ text: '甲`乙丙 丁' }],
  },
  { name: 'a definition that nobody uses is text', markdown: '[注]: 新华社', expected: [{ text: '[注]: 新华社' }] },
  { name: 'rulers vanish', markdown: '甲\n\n***\n\n乙', expected: [{ text: '甲' }, { text: '乙', gap: 1 }] },
  { name: 'an empty file', markdown: '\n \n', expected: [] },
];

const frontMatters: { name: string; text: string; frontMatter: string | null; lines: number[] }[] = [
  {
    name: 'is cut off',
    text: '---\ntitle: 题\ntags: [甲]\n---\n正文',
    frontMatter: 'title: 题\ntags: [甲]\n',
    lines: [5],
  },
  { name: 'may end with dots', text: '---\r\na: 1\r\n...\r\n\r\n正文', frontMatter: 'a: 1\r\n', lines: [5] },
  {
    name: 'holds lists and nested keys',
    text: '---\na:\n  b: 1\n- c\n# d\n\n---\n文',
    frontMatter: 'a:\n  b: 1\n- c\n# d\n\n',
    lines: [8],
  },
  { name: 'must be closed', text: '---\na: 1\n\n正文', frontMatter: null, lines: [2, 4] },
  { name: 'must look like YAML', text: '---\n这是一段话。\n\n---\n正文', frontMatter: null, lines: [2, 5] },
  { name: 'stands at the top only', text: '\n---\na: 1\n---\n正文', frontMatter: null, lines: [3, 5] },
];

/** Fails unless the segments lie in the source, show the text's length in all, and quote it where they are plain. */
function checkSegments(candidate: Candidate, lines: readonly string[]): void {
  let at = 0;
  for (const { line, start, length, shown } of candidate.segments) {
    const quoted = lines[line - 1]!.slice(start, start + length);
    expect(quoted).toHaveLength(length);
    if (shown === undefined)
      expect(candidate.text.slice(at, at + length).replace(/[\t\n]/gu, ' ')).toBe(quoted.replace(/\t/gu, ' '));
    at += shown ?? length;
  }
  expect(at).toBe(candidate.text.length);
}

/** A stupid twin: all that a tree shows, without blanks. */
function shownText(node: Nodes): string {
  if ('children' in node) return node.children.map(shownText).join('');
  if ('value' in node) return node.value.replace(/\s/gu, '');
  return 'alt' in node ? (node.alt ?? '').replace(/\s/gu, '') : '';
}

describe('readMarkdown', () => {
  for (const { name, markdown, expected } of cases) {
    it(name, () => {
      const { candidates } = readMarkdown(markdown);
      expect(candidates).toHaveLength(expected.length);
      expect(candidates).toMatchObject(expected);
      for (const candidate of candidates) checkSegments(candidate, sourceLines(markdown));
    });
  }

  for (const { name, text, frontMatter, lines } of frontMatters) {
    it(`front matter ${name}`, () => {
      const content = readMarkdown(text);
      expect(content.frontMatter).toBe(frontMatter);
      expect(content.candidates.map((candidate) => candidate.lines[0])).toEqual(lines);
    });
  }

  it('shows what the tree shows for every example of CommonMark', () => {
    const examples = commonmarkExamples();
    expect(examples.length).toBeGreaterThan(600);
    for (const markdown of examples) {
      const { candidates, frontMatter } = readMarkdown(markdown);
      expect(frontMatter).toBeNull();
      for (const candidate of candidates) checkSegments(candidate, sourceLines(markdown));
      if (/^[ >]*\d+[.)]|^[ >]*\[[^\]]+\]:|^\|/mu.test(markdown)) continue; // numbers and definitions that we keep; tables
      const shown = candidates.map((candidate) => candidate.text.replace(/\s/gu, '')).join('');
      expect(shown, markdown).toBe(shownText(fromMarkdown(markdown)));
    }
  });

  it('puts every character of generated Markdown into exactly one segment, except its syntax', () => {
    const word = fc.constantFrom('甲', '乙 丙', '丁。', '“戊”', '2024年', '己&lt;', '\\*庚', '&#36763;');
    const inline = fc.oneof(
      word,
      fc.tuple(fc.constantFrom('*', '**', '`'), word).map(([mark, text]) => `${mark}${text}${mark}`),
      word.map((text) => `[${text}](x)`),
      fc.constantFrom('\n', '  \n', '\\\n'),
    );
    const line = fc.array(inline, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
    const block = fc
      .tuple(fc.constantFrom('', '# ', '> ', '- ', '> - ', '1. ', '    '), line)
      .map(([mark, text]) => mark + text);
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const source = blocks.join('\n\n');
        const lines = sourceLines(source);
        const covered = lines.map((text) => Array.from({ length: text.length }, () => 0));
        const { candidates } = readMarkdown(source);
        for (const candidate of candidates) {
          checkSegments(candidate, lines);
          for (const segment of candidate.segments) {
            for (let at = 0; at < segment.length; at += 1) covered[segment.line - 1]![segment.start + at]! += 1;
          }
        }
        for (const [index, text] of lines.entries()) {
          for (const [at, times] of covered[index]!.entries()) {
            if (/[\p{Script=Han}。“”]|\d(?=\d*年)/u.test(text.slice(at))) {
              if (/^(?:[\p{Script=Han}。“”]|\d(?=\d*年))/u.test(text.slice(at)))
                expect(times, `${text} @${at}`).toBe(1);
            }
            expect(times).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every segment within its line, whatever the Markdown', () => {
    const piece = fc.constantFrom(
      ...['甲', '乙 ', '\n', '\r\n', '\r', '> ', '- ', '1. ', '    ', '\t', '`', '``', '*', '**', '_', '[', ']', '(x)'],
      ...[
        '![',
        '\\',
        '&amp;',
        '&#20013;',
        '<b>',
        '|',
        '\n|-|-|\n',
        '===',
        '# ',
        '\n\n',
        '[a]: b',
        '  \n',
        '<!-- ',
        ' -->',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const source = pieces.join('');
        const lines = sourceLines(source);
        for (const { text, segments } of readMarkdown(source).candidates) {
          for (const { line, start, length } of segments)
            expect(start + length).toBeLessThanOrEqual(lines[line - 1]!.length);
          expect(segments.reduce((sum, { length, shown }) => sum + (shown ?? length), 0)).toBe(text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  const hostile: [string, string][] = [
    ['quotation marks', '>'.repeat(10_000)],
    ['brackets', '['.repeat(10_000)],
    ['emphasis', '*a **b '.repeat(5_000) + 'b** a*'.repeat(5_000)],
    ['bullets', '- '.repeat(10_000)],
    ['lists in lists', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(2 * depth)}- 甲`).join('\n')],
    ['fences', Array.from({ length: 1_500 }, (_, size) => `${'`'.repeat(size + 1)}a`).join(' ')],
    ['lists and paragraphs', '- 甲\n\n乙\n\n'.repeat(5_000)],
    ['references', '&#20013;'.repeat(50_000)],
  ];
  for (const [name, text] of hostile) {
    it(`does not hang on thousands of ${name}`, () => {
      const started = performance.now();
      const { candidates } = readMarkdown(text);
      expect(candidates.length).toBeGreaterThan(0);
      expect(performance.now() - started).toBeLessThan(10_000);
    });
  }
});
