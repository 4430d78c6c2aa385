import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { essence, randomOperation, richPair } from '../../../tests/annotate-operations.ts';
import { NOW } from '../../../tests/annotate-proofs.ts';
import { dice, makeId } from '../../../tests/make.ts';
import { ArchiveFailure } from '../failure.ts';
import type { Fs } from '../store/fs-port.ts';
import { nodeFs } from '../store/node-fs.ts';
import { edit } from './edit.ts';
import { openJournal, type Journal, type NewEntry } from './journal.ts';
import type { Operation } from './operation.ts';
import type { Pair } from '../../../shared/document/pair.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhaji-journal-'));
  path = join(folder, 'journal', 'one.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Does something with the journal as a program would that starts and ends for it. */
async function once<T>(work: (journal: Journal) => T | Promise<T>, fs: Fs = nodeFs): Promise<T> {
  const journal = await openJournal({ fs, path });
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

/** An entry told by its number: an operation on one article. */
function entry(n: number): NewEntry {
  return { operation: `op${n}`, steps: [{ id: makeId(n), operation: { type: 'set-star', starred: n % 2 === 0 } }] };
}

function names(journal: Journal): [string | null, string | null] {
  return [journal.peekUndo()?.operation ?? null, journal.peekRedo()?.operation ?? null];
}

describe('what can be undone', () => {
  test('ten undos and ten redos in a row, each from a program of its own', async () => {
    const roll = dice(10);
    let fresh = 0;
    for (let n = 1; n <= 6; n++) {
      let pair = richPair(n, roll);
      const states = [pair];
      while (states.length <= 10) {
        const done = attempt(
          pair,
          randomOperation(pair, roll, () => ++fresh),
        );
        if (done === null || (done.article === pair.article && done.marks === pair.marks)) continue;
        pair = { article: done.article, marks: done.marks };
        states.push(pair);
        await once((journal) =>
          journal.record({ operation: 'edit', steps: [{ id: pair.article.id, operation: done.inverse }] }),
        );
      }
      for (let count = 9; count >= 0; count--) {
        pair = await once((journal) => undo(journal, pair));
        expect(essence(pair)).toEqual(essence(states[count]!));
      }
      for (let count = 1; count <= 10; count++) {
        pair = await once((journal) => redo(journal, pair));
        expect(essence(pair)).toEqual(essence(states[count]!));
      }
    }
  });

  test('a new operation forgets what could be redone', async () => {
    await once(async (journal) => {
      await journal.record(entry(1));
      await journal.record(entry(2));
      await journal.undone(entry(2).steps);
      expect(names(journal)).toEqual(['op1', 'op2']);
      await journal.record(entry(3));
      expect(names(journal)).toEqual(['op3', null]);
    });
    expect(await once(names)).toEqual(['op3', null]);
  });

  test('an entry without steps is none', async () => {
    await once((journal) => journal.record({ operation: 'nothing', steps: [] }));
    expect(await once(names)).toEqual([null, null]);
  });

  test('the last 200 operations, in a file that stays small', async () => {
    await once(async (journal) => {
      for (let n = 1; n <= 1_050; n++) await journal.record(entry(n));
    });
    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThanOrEqual(402);
    await once(async (journal) => {
      for (let n = 1_050; n > 850; n--) {
        expect(journal.peekUndo()?.operation).toBe(`op${n}`);
        await journal.undone(entry(n).steps);
      }
      expect(names(journal)).toEqual([null, 'op851']);
    });
    expect(await once(names)).toEqual([null, 'op851']);
  });

  test('entries that are very large make it shorter, not larger', async () => {
    const note = '长'.repeat(1_000_000);
    await once(async (journal) => {
      for (let n = 1; n <= 16; n++) {
        await journal.record({
          operation: `op${n}`,
          steps: [{ id: makeId(n), operation: { type: 'set-note', note, was: null } }],
        });
      }
    });
    expect(statSync(path).size).toBeLessThan(36 * 1024 * 1024);
    expect((await once(names))[0]).toBe('op16');
  });
});

describe('saves of one note while one types', () => {
  const start = richPair(1, dice(11));
  const added: Operation = {
    type: 'add-annotation',
    id: makeId(77),
    anchor: { quote: '基本情况', prefix: '一、', suffix: '', start: 2, end: 6 },
    kind: 1,
    note: null,
    tags: [],
  };
  const save = (note: string, base: number): Operation => ({
    type: 'change-annotation',
    id: makeId(77),
    base,
    copy: makeId(78),
    note,
  });

  /** Performs the operations, each recorded with its session. */
  async function write(journal: Journal, from: Pair, work: [Operation, string?][]): Promise<Pair> {
    let pair = from;
    for (const [operation, session] of work) {
      const done = edit(pair, operation, { now: NOW });
      pair = { article: done.article, marks: done.marks };
      const steps = [{ id: pair.article.id, operation: done.inverse }];
      await journal.record({ operation: operation.type, steps, ...(session === undefined ? {} : { session }) });
    }
    return pair;
  }

  const cases: [what: string, work: [Operation, string?][], notes: (string | null)[]][] = [
    [
      'of one session are one entry',
      [
        [save('一', 1), 's'],
        [save('一二', 2), 's'],
        [save('一二三', 3), 's'],
      ],
      ['一二三', null],
    ],
    [
      'of two sessions are two',
      [
        [save('一', 1), 's'],
        [save('一二', 2), 't'],
      ],
      ['一二', '一', null],
    ],
    ['without a session stay apart', [[save('一', 1)], [save('一二', 2)]], ['一二', '一', null]],
    [
      'with something else between them are two',
      [
        [save('一', 1), 's'],
        [{ type: 'set-star', starred: true }, 's'],
        [save('一二', 2), 's'],
      ],
      ['一二', '一', '一', null],
    ],
  ];
  for (const [what, work, notes] of cases) {
    test(what, async () => {
      let pair = await once((journal) => write(journal, start, [[added, 's'], ...work]));
      const noteOf = ({ marks }: Pair) => marks.annotations[0]?.note;
      const seen = [noteOf(pair)];
      for (let count = 1; count < notes.length; count++) {
        pair = await once((journal) => undo(journal, pair));
        seen.push(noteOf(pair));
      }
      expect(seen).toEqual(notes);
      pair = await once((journal) => undo(journal, pair));
      expect(essence(pair)).toEqual(essence(start));
    });
  }

  test("so are those of the article's note", async () => {
    const note = (text: string, was: string | null): [Operation, string] => [
      { type: 'set-note', note: text, was },
      's',
    ];
    const pair = await once((journal) => write(journal, start, [note('一', null), note('一二', '一')]));
    expect(essence(await once((journal) => undo(journal, pair)))).toEqual(essence(start));
    expect(await once(names)).toEqual([null, 'set-note']);
  });

  test('an entry that was undone and redone takes nothing more in', async () => {
    await once(async (journal) => {
      let pair = await write(journal, start, [[added], [save('一', 1), 's']]);
      pair = await redo(journal, await undo(journal, pair));
      const { revision } = pair.marks.annotations[0]!;
      pair = await write(journal, pair, [[save('一二', revision), 's']]);
      expect((await undo(journal, pair)).marks.annotations[0]?.note).toBe('一');
    });
  });
});

describe('what a journal survives', () => {
  test('a last line torn anywhere only shortens undo, and the next entry is whole', async () => {
    await once(async (journal) => {
      for (let n = 1; n <= 3; n++) await journal.record(entry(n));
    });
    const whole = readFileSync(path);
    const last = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let size = last; size < whole.length - 1; size += 7) {
      writeFileSync(path, whole.subarray(0, size));
      expect(await once(names)).toEqual(['op2', null]);
      await once((journal) => journal.record(entry(4)));
      expect(await once(names)).toEqual(['op4', null]);
    }
  });

  test('garbage in it, of any kind', async () => {
    await once((journal) => journal.record(entry(1)));
    const line = readFileSync(path, 'utf8');
    const garbage = [
      '\0\0\0\0',
      '{}',
      'null',
      '[',
      '{"did":"later","steps":[]}',
      '\ufffd',
      '{"did":"undo","steps":[{"id":1}]}',
    ];
    for (const piece of garbage) {
      writeFileSync(path, `${piece}\n${line}${piece}\n`);
      expect(await once(names), piece).toEqual(['op1', null]);
    }
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x80, 0x0a]));
    expect(await once(names)).toEqual([null, null]);
  });

  test('a missing file, and a disk that fails: what was done can still be undone while the program runs', async () => {
    let isFull = true;
    const full: Fs = {
      ...nodeFs,
      async open(name, how) {
        if (isFull && how !== 'read') throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return nodeFs.open(name, how);
      },
    };
    await once(async (journal) => {
      await expect(journal.record(entry(1))).rejects.toThrow('full');
      expect(names(journal)).toEqual(['op1', null]);
      isFull = false;
      await journal.record(entry(2));
      expect(names(journal)).toEqual(['op2', null]);
    }, full);
    expect(await once(names)).toEqual(['op2', null]);
  });
});

/** The edited pair, or null where the operation is refused. */
function attempt(pair: Pair, operation: Operation) {
  try {
    return edit(pair, operation, { now: NOW });
  } catch (error) {
    if (error instanceof ArchiveFailure) return null;
    throw error;
  }
}

async function undo(journal: Journal, pair: Pair): Promise<Pair> {
  const { pair: back, steps } = performed(pair, journal.peekUndo());
  await journal.undone(steps);
  return back;
}

async function redo(journal: Journal, pair: Pair): Promise<Pair> {
  const { pair: forth, steps } = performed(pair, journal.peekRedo());
  await journal.redone(steps);
  return forth;
}

function performed(pair: Pair, what: ReturnType<Journal['peekUndo']>) {
  const [step] = what?.steps ?? [];
  const { article, marks, inverse } = edit(pair, step!.operation, { now: NOW });
  return { pair: { article, marks }, steps: [{ id: article.id, operation: inverse }] };
}
