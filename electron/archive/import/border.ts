import type { Classified } from './candidate.ts';
import { closes, closerOf, isOpener } from './brackets.ts';

/** UTF-16 units kept of what stands before a border: enough for every rule that looks at its end. */
export const TAIL = 128;

/** What the rules need to know of the text before a border, however many lines it was joined from. */
export interface Before {
  readonly role: Classified['role'];
  /** The last `TAIL` units. */
  readonly tail: string;
  /** Its length as the eye sees it: a Chinese character counts 1, a Latin one ½. */
  readonly size: number;
  /** Whether it holds ，。； or their Latin sisters. */
  readonly hasInner: boolean;
  /** Brackets and quotation marks opened and not closed yet, the innermost last. */
  readonly open: readonly string[];
  /** Whether its first line is set in, as the paragraphs of a text are that need no blank lines between them. */
  readonly isSetIn: boolean;
  /** Size of its last line alone. */
  readonly lineSize: number;
}

/** Length as the eye sees it: a Chinese character counts 1, a Latin one ½. */
export function sizeOf(text: string): number {
  let size = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    size += code < 0x250 || (code >= 0x2010 && code <= 0x2027) ? 0.5 : 1;
  }
  return size;
}

/** The beginning of a paragraph: what is known of its first line. */
export function beginBefore(line: Classified): Before {
  const { role, indented: isSetIn } = line;
  return extendBefore({ role, tail: '', size: 0, hasInner: false, open: [], isSetIn, lineSize: 0 }, line);
}

/** The same paragraph with one more line. Costs the line's length, not the paragraph's. */
export function extendBefore(before: Before, line: Classified): Before {
  const lineSize = sizeOf(line.text);
  return {
    role: before.role,
    tail: (before.tail + line.text).slice(-TAIL),
    size: before.size + lineSize,
    hasInner: before.hasInner || /[，。；]|[,.;] /u.test(line.text),
    open: openAfter(before.open, line.text),
    isSetIn: before.isSetIn,
    lineSize,
  };
}

/** Which brackets are open after `text`, if `open` were open before it. More than a few levels are not followed. */
function openAfter(open: readonly string[], text: string): string[] {
  const stack = [...open];
  for (const unit of text) {
    if (isOpener(unit)) stack.push(unit);
    else if (closes(unit, stack.at(-1))) stack.pop();
  }
  return stack.slice(-8);
}

/** Whether `text` closes the innermost open bracket before it opens another of the same kind. */
export function closesInnermost(open: readonly string[], text: string): boolean {
  const opener = open.at(-1);
  if (opener === undefined) return false;
  const closer = text.indexOf(closerOf(opener));
  const again = text.indexOf(opener);
  return closer >= 0 && (again < 0 || closer < again);
}
