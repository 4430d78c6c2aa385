import { Block } from '../../../shared/document/article.ts';
import { ArchiveFailure } from '../../archive/failure.ts';
import { articleId } from '../article-id.ts';
import type { Command, Outcome } from '../command.ts';
import type { Edit, Shown } from '../../archive/archive.ts';
import type { Host, Typed } from '../command.ts';
import { checked, place, requiredOption, wholeNumber } from '../typed.ts';

const saved = (pair: Shown, host: Host): Outcome => ({ value: pair, lines: [host.say('command.saved')] });

/** `correct ID --from 帐户 --to 账户` */
export const correctCommand: Command = {
  places: [{ name: 'ID' }],
  options: ['from', 'to', 'occurrence'],
  async run(typed, host) {
    const from = requiredOption(typed, 'from');
    if (from === '') throw new ArchiveFailure('argument-wrong', { argument: '--from', value: from });
    const to = requiredOption(typed, 'to');
    const occurrence = wholeNumber(typed, 'occurrence');
    const archive = await host.open('write');
    const pair = await archive.correct(articleId(place(typed, 0)), from, to, occurrence);
    return { value: pair, lines: [host.say('command.corrected', { from, to })] };
  },
};

async function changeBlock(typed: Typed, host: Host, make: (block: string) => ReturnType<Edit>): Promise<Outcome> {
  const block = checked(Block.shape.id, 'BLOCK', place(typed, 1).trim().toLowerCase());
  const archive = await host.open('write');
  return saved(await archive.edit(articleId(place(typed, 0)), () => make(block)), host);
}

/** `join ID b3` */
export const joinCommand: Command = {
  places: [{ name: 'ID' }, { name: 'BLOCK' }],
  options: [],
  run: (typed, host) => changeBlock(typed, host, (block) => ({ type: 'join-block', block })),
};

/** `split ID b3` takes back the block's last join; `split ID b3 --at 40` divides it there. */
export const splitCommand: Command = {
  places: [{ name: 'ID' }, { name: 'BLOCK' }],
  options: ['at'],
  run: (typed, host) => {
    const at = wholeNumber(typed, 'at');
    return changeBlock(typed, host, (block) => ({ type: 'split-block', block, ...(at === undefined ? {} : { at }) }));
  },
};
