import { afterEach, describe, expect, it } from 'vitest';
import { readStories } from './read-stories.ts';
import { StoryReader } from './story-reader.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const story = { name: 'a.txt', bytes: bytes('# 标题\n\n本报北京7月3日电 一段话。\n') };

let reader = new StoryReader();
afterEach(() => reader.close());

describe('StoryReader', () => {
  it('reads in a worker what is read without one, file after file', async () => {
    reader = new StoryReader();
    const files = await Promise.all([reader.read(story), reader.read({ ...story, name: 'b.md' })]);
    expect(files).toEqual([readStories(story), readStories({ ...story, name: 'b.md' })]);
    expect((await reader.read(story, 'utf-8')).encoding).toBe('utf-8');
  });

  it('tells what is wrong with a file, and reads the next', async () => {
    reader = new StoryReader();
    const all = await Promise.allSettled([reader.read({ name: 'e.txt', bytes: bytes(' ') }), reader.read(story)]);
    expect(all).toMatchObject([{ status: 'rejected', reason: { code: 'file-empty' } }, { status: 'fulfilled' }]);
  });

  it('gives up a file that takes too long, and reads the next', async () => {
    reader = new StoryReader(1);
    const long = { name: 'long.txt', bytes: bytes('一段很长的话，没有尽头。\n'.repeat(100_000)) };
    await expect(reader.read(long)).rejects.toMatchObject({ code: 'file-too-slow', data: { file: 'long.txt' } });
    await reader.close();
    reader = new StoryReader();
    expect((await reader.read(story)).stories.length).toBe(1);
  });

  it('reads again after it was closed', async () => {
    reader = new StoryReader();
    await reader.read(story);
    await reader.close();
    expect((await reader.read(story)).stories.length).toBe(1);
  });
});
