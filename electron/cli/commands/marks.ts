import { Tag } from '../../../shared/document/marks.ts';
import type { Edit } from '../../archive/archive.ts';
import { ArchiveFailure } from '../../archive/failure.ts';
import { articleId } from '../article-id.ts';
import type { Command, Host, Typed } from '../command.ts';
import { spokenState } from '../spoken-value.ts';
import { checked, place } from '../typed.ts';

/** Changes the marks of the article in the first place and answers with them. */
async function changeMarks(typed: Typed, host: Host, edit: Edit): ReturnType<Command['run']> {
  const archive = await host.open('write');
  const { marks } = await archive.edit(articleId(place(typed, 0)), edit);
  return {
    value: { marks },
    lines: [
      host.say('command.saved-state', { state: host.say(`command.state-${marks.state}`) }),
      ...(marks.tags.length > 0
        ? [`${host.say('command.show-tags')}: ${marks.tags.map((tag) => `#${tag}`).join(' ')}`]
        : []),
    ],
  };
}

const tagsOf = (typed: Typed) => typed.places.slice(1).map((tag) => checked(Tag, 'TAG', tag.trim().replace(/^#/u, '')));

/** `tag ID 社会保障 就业/灵活就业` */
export const tagCommand: Command = {
  places: [{ name: 'ID' }, { name: 'TAG', many: true }],
  options: [],
  run: (typed, host) => {
    const tags = tagsOf(typed);
    return changeMarks(typed, host, () => ({ type: 'add-tags', tags }));
  },
};

/** `untag ID 社会保障` */
export const untagCommand: Command = {
  ...tagCommand,
  run: (typed, host) => {
    const tags = tagsOf(typed);
    return changeMarks(typed, host, () => ({ type: 'remove-tags', tags }));
  },
};

/** `note ID "两条路径：…"`; an empty text removes the note. */
export const noteCommand: Command = {
  places: [{ name: 'ID' }, { name: 'TEXT' }],
  options: [],
  run: (typed, host) =>
    changeMarks(typed, host, ({ marks }) => ({ type: 'set-note', note: place(typed, 1), was: marks.note })),
};

/** `state ID kept` */
export const stateCommand: Command = {
  places: [{ name: 'ID' }, { name: 'STATE' }],
  options: [],
  run: (typed, host) => {
    const state = spokenState('STATE', place(typed, 1));
    return changeMarks(typed, host, () => ({ type: 'set-state', state }));
  },
};

/** `star ID`, `star ID --off` */
export const starCommand: Command = {
  places: [{ name: 'ID' }],
  options: ['off'],
  run: (typed, host) =>
    changeMarks(typed, host, () => ({ type: 'set-star', starred: typed.options.off === undefined })),
};

/** `unannotate ID ANNOTATION` */
export const unannotateCommand: Command = {
  places: [{ name: 'ID' }, { name: 'ANNOTATION' }],
  options: [],
  run: (typed, host) => {
    const id = place(typed, 1).trim().toLowerCase();
    return changeMarks(typed, host, ({ marks }) => {
      const annotation = marks.annotations.find((one) => one.id === id);
      if (annotation === undefined) throw new ArchiveFailure('annotation-missing', { annotation: place(typed, 1) });
      return { type: 'remove-annotation', id, base: annotation.revision };
    });
  },
};
