import { parentPort } from 'node:worker_threads';
import type { Encoding } from '../../../shared/document/article.ts';
import { asFailure } from '../failure.ts';
import type { Source } from './read-source.ts';
import { readStories } from './read-stories.ts';
import type { Answer } from './story-reader.ts';

/** The worker's program: reads one file after the other (story-reader.ts is the other end). */

function answer(source: Source, encoding: Encoding | undefined): Answer {
  try {
    return { file: readStories(source, encoding) };
  } catch (error) {
    return { failure: asFailure(error).toValue() };
  }
}

parentPort?.on('message', ({ source, encoding }: { source: Source; encoding?: Encoding }) => {
  parentPort?.postMessage(answer(source, encoding));
});
