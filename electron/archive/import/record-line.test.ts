import { describe, expect, test } from 'vitest';
import { readRecordLine } from './record-line.ts';

describe('records of authorities', () => {
  test.each<[string, string[] | null]>([
    ['发文字号：国发〔2019〕5号', ['documentNumber=国发〔2019〕5号']],
    ['索 引 号：0001/2024　主题分类：商贸、海关', ['other=0001/2024', 'other=商贸、海关']],
    ['发文机关:国务院 成文日期:2024年07月22日', ['source=国务院', 'drafted=2024年07月22日']],
    ['标　　题：关于乡村夜市的意见', ['title=关于乡村夜市的意见']],
    ['有效性：', []],
    ['各地要及时更新标题：例如某某', null],
    ['标题党应当休矣', null],
  ])('%s', (line, expected) =>
    expect(readRecordLine(line)?.map(({ field, value }) => `${field}=${value}`) ?? null).toEqual(expected),
  );
});
