import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { bringUp } from '../../electron/archive/annotate/bring-up.ts';
import { edit } from '../../electron/archive/annotate/edit.ts';
import type { Pair } from '../../shared/document/pair.ts';
import type { Fs } from '../../electron/archive/store/fs-port.ts';
import { nodeFs } from '../../electron/archive/store/node-fs.ts';
import { openStore } from '../../electron/archive/store/open-store.ts';
import type { Store } from '../../electron/archive/store/store.ts';
import { articleText, type ArticleDocument } from '../../shared/document/article.ts';
import { makeAnchor } from '../../shared/text/anchor.ts';
import { dice, makeArticle, makeBlock, makeId, makeProse } from '../make.ts';

/** A fresh folder, and the removal of it. */
export function tempFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'zhaji-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens an archive as a host does; by default for writing, made where there is none. */
export function openTestStore(
  folder: string,
  {
    fs = nodeFs,
    mode = 'write',
    create = mode === 'write',
  }: { fs?: Fs; mode?: 'write' | 'read'; create?: boolean } = {},
): Promise<Store> {
  const clock = { now: () => Date.now() };
  const newId = (): string => ulid().toLowerCase();
  return openStore({ folder, fs, clock, newId, program: 'test', mode, create, bringUp });
}

/** The bytes and the article of the `n`-th import: three paragraphs. */
export function imported(n: number, sha256: string): ArticleDocument {
  const blocks = [1, 2, 3].map((k) => makeBlock(k, makeProse(60, dice(n * 10 + k))));
  return makeArticle({ id: makeId(n), blocks, original: { file: 'story.txt', sha256 } });
}

/** Stores the `n`-th import with its original. */
export async function importStory(store: Store, n: number): Promise<Pair> {
  const sha256 = await store.keepOriginal(new TextEncoder().encode(`original ${n}`), 'txt');
  return store.create(imported(n, sha256), null);
}

/** The id of the annotation that the `n`-th save makes. */
export function annotationId(n: number): string {
  return makeId(5_000_000 + n);
}

/** The mark that the `n`-th correction leaves in the text. */
export function correction(n: number): string {
  return `〔${n}〕`;
}

const context = { now: '2026-03-04T05:06:07.890Z' };

/** Highlights six characters somewhere in the text. */
export function annotate(pair: Pair, n: number): Pair {
  const text = articleText(pair.article);
  const start = (n * 37) % (text.length - 6);
  const anchor = makeAnchor(text, start, start + 6);
  if (anchor === null) throw new Error('The workload chose a blank passage.');
  return edit(pair, { type: 'add-annotation', id: annotationId(n), anchor, kind: 1, note: null, tags: [] }, context);
}

/** Corrects the beginning of the text, so that every anchor moves: both documents change. */
export function correct(pair: Pair, n: number): Pair {
  return edit(pair, { type: 'correct-text', start: 0, removed: '', inserted: correction(n) }, context);
}

/** Puts the article into the trash. */
export function trash(pair: Pair): Pair {
  return edit(pair, { type: 'trash' }, context);
}

/** What is wrong with a pair as read: anchors that do not fit its text. */
export function misfits({ article, marks }: Pair): string[] {
  const text = articleText(article);
  return marks.annotations
    .filter(({ quote, start, end, located }) => located !== 'lost' && text.slice(start, end) !== quote)
    .map(({ id }) => id);
}

/** Unfinished files that lie in the archive. */
export function straysIn(folder: string): string[] {
  return readdirSync(join(folder, 'tmp'));
}
