import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank } from './blanks.ts';
import { readLines, sourceLines } from './lines.ts';

const cases: { name: string; text: string; expected: unknown[] }[] = [
  {
    name: 'one non-blank line is one candidate',
    text: '甲。\n\n\n乙。',
    expected: [
      { text: '甲。', lines: [1, 1], gap: 0 },
      { text: '乙。', lines: [4, 4], gap: 2 },
    ],
  },
  {
    name: 'every line end counts once',
    text: '甲\r\n乙\r丙\n丁',
    expected: [{ lines: [1, 1] }, { lines: [2, 2] }, { lines: [3, 3] }, { lines: [4, 4] }],
  },
  {
    name: 'blanks of all kinds go from the edges',
    text: '　　甲 乙\u200B \u00A0\uFEFF',
    expected: [{ text: '甲 乙', indented: true, segments: [{ line: 1, start: 2, length: 3 }] }],
  },
  {
    name: 'a line of invisible characters is blank',
    text: '甲\n\u200B\u3000\n乙',
    expected: [{ text: '甲' }, { text: '乙', gap: 1 }],
  },
  {
    name: 'breaks inside a line divide it but do not number it',
    text: '甲\u2028乙\f丙\n丁',
    expected: [
      { text: '甲', segments: [{ line: 1, start: 0, length: 1 }] },
      { text: '乙', segments: [{ line: 1, start: 2, length: 1 }] },
      { text: '丙', segments: [{ line: 1, start: 4, length: 1 }] },
      { text: '丁', lines: [2, 2], gap: 0 },
    ],
  },
  {
    name: 'one to six number signs and a blank mark a heading',
    text: '# 题\n###### 节 #',
    expected: [
      { text: '题', mark: 'heading', level: 1, segments: [{ line: 1, start: 2, length: 1 }] },
      { text: '节 #', mark: 'heading', level: 6, segments: [{ line: 2, start: 7, length: 3 }] },
    ],
  },
  {
    name: 'nothing else is markup in plain text',
    text: '#话题#\n####### 七\n#\n* 注\n> 5%\n1. 总则\n&amp;\n**粗**',
    expected: ['#话题#', '####### 七', '#', '* 注', '> 5%', '1. 总则', '&amp;', '**粗**'].map((text) => ({
      text,
      mark: 'none',
    })),
  },
  {
    name: 'two blanks or a tab set a line in, one blank does not',
    text: '  甲\n\t乙\n 丙\n　丁',
    expected: [{ indented: true }, { indented: true }, { indented: false }, { indented: false }],
  },
  { name: 'nothing visible gives nothing', text: ' \n\u3000\n', expected: [] },
];

describe('readLines', () => {
  for (const { name, text, expected } of cases) {
    it(name, () => {
      const candidates = readLines(text);
      expect(candidates).toHaveLength(expected.length);
      expect(candidates).toMatchObject(expected);
    });
  }

  it('puts every visible character into exactly one candidate, and segments quote the source', () => {
    const piece = fc.constantFrom('甲', '。', ' ', '　', '\n', '\r', '\r\n', '# ', '#', '\u2028', '\f', '\u200B', 'a');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const lines = sourceLines(text);
        const candidates = readLines(text);
        for (const candidate of candidates) {
          const quoted = candidate.segments.map(({ line, start, length }) =>
            lines[line - 1]!.slice(start, start + length),
          );
          expect(quoted.join('')).toBe(candidate.text);
        }
        const visible = (part: string) => Array.from(part).filter((unit) => !isBlank(unit));
        const marks = candidates.flatMap(({ level }) => Array.from('#'.repeat(level ?? 0)));
        const found = [...candidates.flatMap(({ text: shown }) => visible(shown)), ...marks];
        expect(found.sort()).toEqual(visible(text).sort());
      }),
    );
  });
});
