import { describe, expect, test } from 'vitest';
import { ARCHIVE_SCHEMA } from './archive.ts';
import { ARTICLE_SCHEMA } from './article.ts';
import { MARKS_SCHEMA } from './marks.ts';
import { archiveSteps, articleSteps, marksSteps, migrate, type Step } from './migrate.ts';

/** Two invented versions: 2 renames `headline`, 3 turns a single author into a list. */
const steps: Step[] = [
  ({ headline, ...rest }) => ({ ...rest, title: headline }),
  ({ author, ...rest }) => ({ ...rest, authors: [author] }),
];

describe('migrate', () => {
  const newest = { schema: 3, title: '甲', authors: ['乙'] };

  test.each([
    { from: 1, document: { schema: 1, headline: '甲', author: '乙' } },
    { from: 2, document: { schema: 2, title: '甲', author: '乙' } },
    { from: 3, document: newest },
  ])('brings version $from to the newest and leaves its input alone', ({ from, document }) => {
    const before = structuredClone(document);
    expect(migrate(document, from, steps)).toEqual(newest);
    expect(document).toEqual(before);
  });

  test.each([
    ['article', articleSteps, ARTICLE_SCHEMA],
    ['marks', marksSteps, MARKS_SCHEMA],
    ['archive', archiveSteps, ARCHIVE_SCHEMA],
  ] as const)('has one step per version of the %s document', (_name, list, version) => {
    expect(list.length + 1).toBe(version);
  });
});
