import { dice } from '../make.ts';
import { MemoryDisk, ROOT, type MemoryNode, type Step } from './memory-disk.ts';

/** A disk as a power cut may leave it, and what had been acknowledged by then. */
export interface Aftermath {
  readonly disk: MemoryDisk;
  readonly acknowledged: readonly string[];
  /** For messages: after which step the power went. */
  readonly cut: number;
}

type Entry = Extract<Step, { name: 'entry' }>;

/** What is known to last at one moment, and what may or may not. */
interface Moment {
  readonly cut: number;
  /** Folders with the entries that were synced. */
  readonly folders: Map<number, Map<string, number>>;
  /** Entries that were not, in order: any part of them may have arrived. */
  readonly pending: Entry[];
  /** The content of each file: as last synced (null: never), and as last written. */
  readonly files: Map<number, { synced: Uint8Array | null; written: Uint8Array }>;
  readonly acknowledged: string[];
}

/** What a disk may have of a file that was written and not synced. Some systems lengthen a file before they fill it. */
const remains: ((file: { synced: Uint8Array | null; written: Uint8Array }) => Uint8Array)[] = [
  ({ synced }) => synced ?? new Uint8Array(),
  () => new Uint8Array(),
  ({ written }) => written.subarray(0, written.length >> 1),
  ({ written }) => new Uint8Array(written.length),
  ({ written }) => written,
];

/** Of the pending entries, all subsets of so many of the latest are tried … */
const RECENT = 6;
/** … with none, with all, and with so many chosen parts of the earlier ones. */
const CHANCES = 3;

/**
 * Every disk that a power cut at any moment of the recorded steps may leave behind, under the weakest promises of POSIX:
 * a file's bytes last once the file was synced, a name once its folder was, and without that in any mixture.
 */
export function* aftermaths(steps: readonly Step[]): Generator<Aftermath> {
  const moment: Moment = { cut: 0, folders: new Map(), pending: [], files: new Map(), acknowledged: [] };
  moment.folders.set(ROOT, new Map());
  const seen = new Set<string>();
  for (const [cut, step] of steps.entries()) {
    advance(moment, step);
    for (const entries of partsOf(moment.pending, dice(cut + 1))) {
      for (const remain of remains) {
        const nodes = mount(moment, entries, remain);
        const key = `${moment.acknowledged.length} ${keyOf(nodes)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield { disk: new MemoryDisk(nodes), acknowledged: [...moment.acknowledged], cut };
      }
    }
  }
}

function advance(moment: Moment, step: Step): void {
  switch (step.name) {
    case 'data':
      moment.files.set(step.node, { synced: moment.files.get(step.node)?.synced ?? null, written: step.bytes });
      break;
    case 'entry':
      moment.pending.push(step);
      break;
    case 'sync':
      sync(moment, step.node);
      break;
    case 'ack':
      moment.acknowledged.push(step.label);
  }
}

function sync({ files, folders, pending }: Moment, node: number): void {
  const file = files.get(node);
  if (file !== undefined) file.synced = file.written;
  for (let at = 0; at < pending.length;) {
    const entry = pending[at];
    if (entry?.node !== node) {
      at += 1;
      continue;
    }
    setEntry(folders, entry);
    pending.splice(at, 1);
  }
}

function setEntry(folders: Map<number, Map<string, number>>, { node, entry, to }: Entry): void {
  const folder = folders.get(node) ?? new Map<string, number>();
  folders.set(node, folder);
  if (to === null) folder.delete(entry);
  else folder.set(entry, to);
}

/** Parts of the pending entries, in order. */
function* partsOf(pending: readonly Entry[], roll: (n: number) => number): Generator<Entry[]> {
  const earlier = pending.slice(0, -RECENT);
  const recent = pending.slice(-RECENT);
  const choices = [earlier];
  if (earlier.length > 0)
    choices.push([], ...Array.from({ length: CHANCES }, () => earlier.filter(() => roll(2) === 0)));
  for (const chosen of choices) {
    for (let mask = 0; mask < 1 << recent.length; mask += 1) {
      yield [...chosen, ...recent.filter((_, bit) => (mask >> bit) & 1)];
    }
  }
}

/** The nodes that can still be reached, with what remains of each. */
function mount(
  { folders, files }: Moment,
  entries: readonly Entry[],
  remain: (typeof remains)[number],
): Map<number, MemoryNode> {
  const lasting = new Map([...folders].map(([number, folder]) => [number, new Map(folder)]));
  for (const entry of entries) setEntry(lasting, entry);
  const nodes = new Map<number, MemoryNode>();
  const visit = (number: number): void => {
    const file = files.get(number);
    const folder = lasting.get(number) ?? new Map<string, number>();
    if (nodes.has(number)) return;
    nodes.set(number, file === undefined ? folder : file.synced === file.written ? file.written : remain(file));
    if (file === undefined) folder.forEach(visit);
  };
  visit(ROOT);
  return nodes;
}

/** What can be told apart: names with contents. Unfinished files and the numbers of nodes make no difference. */
function keyOf(nodes: Map<number, MemoryNode>): string {
  const lines: string[] = [];
  const visit = (number: number, path: string): void => {
    const node = nodes.get(number);
    if (!(node instanceof Map)) lines.push(`${path} ${number} ${node?.length ?? 0} ${node?.at(0) ?? 0}`);
    else if (!path.endsWith('/tmp')) for (const [name, to] of node) visit(to, `${path}/${name}`);
  };
  visit(ROOT, '');
  return lines.sort().join('\n');
}
