import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeId } from '../../../tests/make.ts';
import { fileName, nameKey, withSuffix } from './file-name.ts';

const id = makeId(1);
const size = (name: string): number => new TextEncoder().encode(name).length;

const cases: readonly { title: string; published?: string; name: string }[] = [
  { title: '一问：改了什么', name: '一问：改了什么.md' },
  { title: '一问', published: '2026-05-13', name: '2026-05-13 一问.md' },
  { title: 'a/b\\c:d*e?f"g<h>i|j', name: 'a／b＼c：d＊e？f＂g＜h＞i｜j.md' },
  { title: 'C# [草案] ^1', name: 'C＃ ［草案］ ＾1.md' },
  { title: '../../etc/passwd', name: '．.／..／etc／passwd.md' },
  { title: '.hidden', name: '．hidden.md' },
  { title: ' 完了... ', name: '完了.md' },
  { title: 'a\n\tb\u0000c', name: 'a b c.md' },
  { title: 'cafe\u0301', name: 'café.md' },
  { title: '\u202egnp.exe', name: 'gnp.exe.md' },
  { title: 'CON', name: '_CON.md' },
  { title: 'nul.txt', name: '_nul.txt.md' },
  { title: 'com1', published: '2026-05-13', name: '2026-05-13 _com1.md' },
  { title: 'console', name: 'console.md' },
  { title: '...', name: '．.md' },
  { title: '  ', name: `${id}.md` },
  { title: '\ud83d', name: '\ufffd.md' },
  { title: '长'.repeat(100), name: `${'长'.repeat(59)}.md` },
  { title: `${'a'.repeat(175)}😀`, name: `${'a'.repeat(175)}.md` },
];

test.each(cases)('$title', ({ title, published, name }) => {
  expect(fileName({ id, title, published: published ?? null })).toBe(name);
});

describe('whatever the title', () => {
  const titles = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from(' ./\\:*?"<>|#\n长é')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 120,
  });
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/i;

  test('the name is allowed everywhere', () => {
    fc.assert(
      fc.property(
        titles,
        fc.constantFrom(null, '2026-05-13'),
        fc.constantFrom('', ' (2)', '（新导出） (12)'),
        (title, published, suffix) => {
          const name = withSuffix(fileName({ id, title, published }), suffix);
          expect(size(name)).toBeLessThanOrEqual(180);
          expect(name).toBe(name.normalize('NFC'));
          expect(name).toBe(name.toWellFormed());
          expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]|^\.|^\s/u);
          expect(name.slice(0, -`${suffix}.md`.length)).toMatch(/[^\s.]$/);
          expect(name.endsWith(`${suffix}.md`)).toBe(true);
          expect(name).not.toMatch(reserved);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('numbers stay within the limit too', () => {
  const name = fileName({ id, title: '长'.repeat(100), published: null });
  expect(withSuffix(name, ' (2)')).toBe(`${'长'.repeat(57)} (2).md`);
});

test.each([
  ['Report.md', 'REPORT.MD'],
  ['café.md', 'cafe\u0301.md'],
  ['Straße.md', 'STRASSE.md'],
])('%s is %s on some disk', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});
