import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ArticleDocument } from '../../../shared/document/article.ts';
import { MarksDocument, noMarks } from '../../../shared/document/marks.ts';
import { exportMarkdown } from './markdown.ts';

const folder = new URL('../../../tests/cases/export/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const goldenFiles = [
  { name: 'rider-insurance', hasMarks: true, language: 'zh' },
  { name: 'proposed-title', hasMarks: false, language: 'zh' },
  { name: 'hostile', hasMarks: true, language: 'en' },
] as const;

describe('the golden files, written by hand', () => {
  test.each(goldenFiles)('$name', ({ name, hasMarks, language }) => {
    const article = ArticleDocument.parse(JSON.parse(read(`${name}.article.json`)));
    const marks = hasMarks ? MarksDocument.parse(JSON.parse(read(`${name}.marks.json`))) : noMarks(article);
    expect(exportMarkdown(article, marks, { language })).toBe(read(`${name}.md`));
  });
});
