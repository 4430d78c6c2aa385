import { expect, test } from 'vitest';
import { blockIds } from './block-id.ts';

const id = (head: string, tail: string): { id: string } => ({ id: head.padEnd(26 - tail.length, '0') + tail });

test('the last ten characters, one more for each older one that has them', () => {
  const [first, second, third, fourth] = [
    id('01a', '123456789z'),
    id('01b', '123456789z'),
    id('01c', '123456789z'),
    id('01d', 'y'),
  ];
  const ids = blockIds([third, first, fourth, second]);
  expect([first, second, third, fourth].map((annotation) => ids.get(annotation.id))).toEqual([
    'zj-123456789z',
    'zj-0123456789z',
    'zj-00123456789z',
    'zj-000000000y',
  ]);
});

test('adding a younger annotation changes no id', () => {
  const old = [id('01a', '123456789z'), id('01b', '123456789z')];
  const before = blockIds(old);
  const after = blockIds([id('01c', '123456789z'), ...old]);
  for (const [annotation, block] of before) expect(after.get(annotation)).toBe(block);
  expect(new Set(after.values()).size).toBe(3);
});
