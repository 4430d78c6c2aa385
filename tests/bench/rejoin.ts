import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Classified } from '../../electron/archive/import/candidate.ts';
import { decode } from '../../electron/archive/import/decode.ts';
import { readLines } from '../../electron/archive/import/lines.ts';
import { rejoin } from '../../electron/archive/import/rejoin.ts';
import { SENTENCE_END } from '../../electron/archive/import/sentence-end.ts';

/**
 * Measures rejoining on prose of your own: `node tests/bench/rejoin.ts FILE…`, each a text with one paragraph per line.
 * Every paragraph is broken about every 200 characters (seeded), all lines are taken for running text, and the borders
 * that the rules close are compared with those that were made. Breaks after an end mark look like real borders to
 * anyone and are not counted as missed.
 */

const SEED = 20_260_101;
const SAMPLES = 12;

/** A small generator of numbers in [0, 1) that repeats (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A paragraph in pieces of 150 to 250 characters. */
function breakUp(paragraph: string, random: () => number): string[] {
  const units = Array.from(paragraph);
  const pieces: string[] = [];
  for (let at = 0; at < units.length;) {
    const size = 150 + Math.floor(random() * 101);
    pieces.push(units.slice(at, at + size).join(''));
    at += size;
  }
  return pieces.filter((piece) => piece.trim() !== '');
}

/** What became of the borders of one text. */
interface Tally {
  made: number;
  madeAfterEnd: number;
  real: number;
  joinedMade: number;
  joinedAfterEnd: number;
  joinedReal: number;
  rules: Map<string, { right: number; wrong: number }>;
  wrong: string[];
  missed: string[];
}

function emptyTally(): Tally {
  return {
    made: 0,
    madeAfterEnd: 0,
    real: 0,
    joinedMade: 0,
    joinedAfterEnd: 0,
    joinedReal: 0,
    rules: new Map(),
    wrong: [],
    missed: [],
  };
}

/** Counts the borders of one text into `tallies`. */
function measure(text: string, tallies: readonly Tally[]): void {
  const random = seeded(SEED);
  const paragraphs = readLines(text).map((candidate) => breakUp(candidate.text, random));
  const made = new Set<number>();
  let count = 0;
  for (const pieces of paragraphs) {
    for (let index = 1; index < pieces.length; index += 1) made.add(count + index);
    count += pieces.length;
  }
  const lines = readLines(paragraphs.flat().join('\n\n')).map((candidate): Classified => ({
    ...candidate,
    role: 'body',
    isSure: true,
  }));
  const closed = closedBorders(lines);
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before === undefined) continue;
    const border = { before, line, isMade: made.has(index), rule: closed.get(index) };
    for (const tally of tallies) countBorder(tally, border);
  }
}

/** Index of the line after each closed border, with the rule that closed it. */
function closedBorders(lines: readonly Classified[]): Map<number, string> {
  const closed = new Map<number, string>();
  const indexOfLine = new Map(lines.map((line, index) => [line.lines[0], index]));
  for (const block of rejoin(lines).blocks) {
    const first = indexOfLine.get(block.lines[0]) ?? 0;
    for (const [offset, seam] of block.seams.entries()) closed.set(first + offset + 1, seam.rule);
  }
  return closed;
}

/** A border between two lines: whether it was made here, and the rule that closed it. */
interface Border {
  readonly before: Classified;
  readonly line: Classified;
  readonly isMade: boolean;
  readonly rule: string | undefined;
}

function countBorder(tally: Tally, { before, line, isMade, rule }: Border): void {
  const isAfterEnd = SENTENCE_END.test(before.text.slice(-8));
  const shown = `${before.text.slice(-18)} | ${line.text.slice(0, 18)}`;
  if (isMade) tally.made += 1;
  else tally.real += 1;
  if (isMade && isAfterEnd) tally.madeAfterEnd += 1;
  if (rule === undefined) {
    if (isMade && !isAfterEnd) tally.missed.push(shown);
    return;
  }
  const counts = tally.rules.get(rule) ?? { right: 0, wrong: 0 };
  tally.rules.set(rule, counts);
  if (isMade) {
    counts.right += 1;
    tally.joinedMade += 1;
    if (isAfterEnd) tally.joinedAfterEnd += 1;
  } else {
    counts.wrong += 1;
    tally.joinedReal += 1;
    tally.wrong.push(`${rule}: ${shown}`);
  }
}

/** `samples` spread evenly over the list. */
function spread(list: readonly string[], samples: number): string[] {
  const step = Math.max(1, Math.floor(list.length / samples));
  return list.filter((_, index) => index % step === 0).slice(0, samples);
}

function report(name: string, tally: Tally, milliseconds: number): void {
  const joined = tally.joinedMade + tally.joinedReal;
  const findable = tally.made - tally.madeAfterEnd;
  const found = tally.joinedMade - tally.joinedAfterEnd;
  console.log(
    `${name}: ${tally.made + tally.real} borders, ${tally.real} real, ${tally.made} made (${tally.madeAfterEnd} after an end mark), ${Math.round(milliseconds)} ms`,
  );
  console.log(
    `  precision ${(tally.joinedMade / joined).toFixed(4)}  recall ${(found / findable).toFixed(4)}  real borders joined ${tally.joinedReal} (${((100 * tally.joinedReal) / tally.real).toFixed(3)} %)`,
  );
  for (const [rule, { right, wrong }] of [...tally.rules].sort((a, b) => b[1].right - a[1].right)) {
    console.log(`    ${rule.padEnd(20)} ${right} right, ${wrong} wrong`);
  }
  for (const sample of spread(tally.wrong, SAMPLES)) console.log(`  wrong  ${sample}`);
  for (const sample of spread(tally.missed, SAMPLES)) console.log(`  missed ${sample}`);
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('node tests/bench/rejoin.ts FILE…   (texts with one paragraph per line)');
  process.exitCode = 2;
}
const total = emptyTally();
const began = performance.now();
for (const file of files) {
  const { text } = decode(readFileSync(file));
  const started = performance.now();
  const tally = emptyTally();
  measure(text, [tally, total]);
  report(basename(file), tally, performance.now() - started);
}
if (files.length > 1) report(`all ${files.length} files`, total, performance.now() - began);
