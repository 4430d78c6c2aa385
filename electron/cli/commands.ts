import type { Command, CommandName } from './command.ts';
import { annotateCommand } from './commands/annotate.ts';
import { checkCommand } from './commands/check.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { listCommand } from './commands/list.ts';
import {
  noteCommand,
  starCommand,
  stateCommand,
  tagCommand,
  unannotateCommand,
  untagCommand,
} from './commands/marks.ts';
import { answerCommand, setCommand } from './commands/metadata.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { showCommand } from './commands/show.ts';
import { statsCommand } from './commands/stats.ts';
import { tagsCommand } from './commands/tags.ts';
import { correctCommand, joinCommand, splitCommand } from './commands/text.ts';
import { restoreCommand, trashCommand } from './commands/trash.ts';
import { redoCommand, undoCommand } from './commands/undo.ts';

/** Every command by its name. */
export const commands: Readonly<Record<CommandName, Command>> = {
  import: importCommand,
  list: listCommand,
  show: showCommand,
  annotate: annotateCommand,
  unannotate: unannotateCommand,
  tag: tagCommand,
  untag: untagCommand,
  note: noteCommand,
  state: stateCommand,
  star: starCommand,
  set: setCommand,
  answer: answerCommand,
  correct: correctCommand,
  join: joinCommand,
  split: splitCommand,
  undo: undoCommand,
  redo: redoCommand,
  export: exportCommand,
  trash: trashCommand,
  restore: restoreCommand,
  tags: tagsCommand,
  check: checkCommand,
  rebuild: rebuildCommand,
  stats: statsCommand,
};
