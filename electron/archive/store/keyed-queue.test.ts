import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { KeyedQueue } from './keyed-queue.ts';

test('tasks of one key follow each other, those of another do not wait for them', async () => {
  const queue = new KeyedQueue();
  const log: string[] = [];
  const task = (name: string, milliseconds: number) => async (): Promise<string> => {
    log.push(`${name} begins`);
    await pause(milliseconds);
    log.push(`${name} ends`);
    return name;
  };
  const answers = [queue.run('a', task('a1', 30)), queue.run('a', task('a2', 1)), queue.run('b', task('b1', 1))];
  expect(await Promise.all(answers)).toEqual(['a1', 'a2', 'b1']);
  expect(log).toEqual(['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends']);
});

test('a task that fails is told to the one who asked, and the next one runs', async () => {
  const queue = new KeyedQueue();
  const failed = queue.run('a', () => Promise.reject(new Error('first')));
  const next = queue.run('a', () => Promise.resolve('second'));
  await expect(failed).rejects.toThrow('first');
  expect(await next).toBe('second');
});

test('idle waits for everything, also for what is added meanwhile', async () => {
  const queue = new KeyedQueue();
  let done = 0;
  void queue.run('a', async () => {
    await pause(5);
    void queue.run('b', async () => {
      await pause(5);
      done += 1;
    });
    done += 1;
  });
  await queue.idle();
  expect(done).toBe(2);
});
