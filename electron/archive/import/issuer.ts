import type { Author } from '../../../shared/document/article.ts';
import { isPersonName } from './surnames.ts';
import { readNames } from './people.ts';

/** The role of an authority that signs a notice. */
export const ISSUER_ROLE = '发文机关';

/** What the name of an authority ends with. */
const AUTHORITY =
  /^\p{Script=Han}{0,28}(?:国务院|办公厅|办公室|委员会|人民政府|政府|总署|总局|法院|检察院|银行|协会|联合会|党组|[部委局厅院署办]|(?<!公)司)$/u;

/** Who signs an order: 总理　李强 · 中华人民共和国主席　习近平 · 部长　王 强 */
const OFFICER =
  /^(?:\p{Script=Han}{2,12}(?=主席|部长|主任|局长|署长|省长|市长|会长))?(主席|总理|部长|主任|局长|署长|行长|省长|市长|会长)[\s　]{1,4}(\p{Script=Han}[\s　]\p{Script=Han}|\p{Script=Han}{2,4})$/u;

/**
 * The authorities or officers that sign a notice: "国务院" · "工业和信息化部　财政部" · "总理　李强". `null` for any other line. Only what
 * a date line follows is asked.
 */
export function readIssuer(line: string): Author[] | null {
  if (line.length > 120) return null;
  const [, office = '', name = ''] = OFFICER.exec(line) ?? [];
  if (office !== '' && isPersonName(name.replace(/[\s　]/u, '')))
    return [{ name: name.replace(/[\s　]/u, ''), role: office }];
  const names = line.split(/[\s　、]+/u);
  return names.every((name) => AUTHORITY.test(name)) ? names.map((name) => ({ name, role: ISSUER_ROLE })) : null;
}

/** Persons' names and nothing else, as commentators sign under a title: "钱望舒" · "李 纵 方 敏". */
export function readBareNames(line: string): Author[] | null {
  if (line.length > 30) return null;
  const names = readNames(line);
  if (names === null || names.length > 4 || !names.every(isPersonName)) return null;
  return names.map((name) => ({ name, role: '作者' }));
}
