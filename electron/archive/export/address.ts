import { escapeText } from './escape.ts';

/** Only characters that mean themselves between `<` and `>`, and nothing that another tool would execute. */
const plainAddress = /^https?:\/\/(?:(?!%%|::|==)[\w\-.~:/?#@!$&'()*+,;=%])+$/i;

/** A web address as a link that shows itself; anything else as text. */
export function addressMarkdown(address: string): string {
  return plainAddress.test(address) ? `<${address}>` : escapeText(address);
}
