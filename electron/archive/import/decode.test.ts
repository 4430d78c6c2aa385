import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../../shared/document/article.ts';
import { ArchiveFailure } from '../failure.ts';
import { decode, SURE_ENCODING } from './decode.ts';

/** Bytes of a text in a two-byte encoding, by turning the platform's decoder around. */
function encoder(encoding: 'gb18030' | 'big5'): (text: string) => Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytesOf = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      try {
        const unit = decoder.decode(Uint8Array.of(lead, trail));
        if (unit.length === 1 && !bytesOf.has(unit)) bytesOf.set(unit, [lead, trail]);
      } catch {
        // Not a character of this encoding.
      }
    }
  }
  return (text) =>
    Uint8Array.from(
      Array.from(text).flatMap((unit) => {
        if (unit.charCodeAt(0) < 0x80) return [unit.charCodeAt(0)];
        const bytes = bytesOf.get(unit);
        if (bytes === undefined) throw new Error(`${unit} has no place in ${encoding}`);
        return bytes;
      }),
    );
}

const toGb = encoder('gb18030');
const toBig5 = encoder('big5');
const toUtf8 = (text: string) => new TextEncoder().encode(text);

function toUtf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
}

const SIMPLIFIED =
  '市发展改革委昨天发布通知，今年下半年将在全市十六个区开展老旧小区改造，涉及居民三万多户。负责人说，改造坚持“先地下、后地上”，水电气热管线先行，再做外墙保温和绿化。' +
  '记者在现场看到，工人们正在更换管道，社区干部挨家挨户听取意见。一位住了三十年的老人告诉记者：“下雨天再也不怕漏水了。”专家认为，政府、企业和居民共同出资，能够让这项工作走得更远。';
const TRADITIONAL =
  '市政府昨日宣布，明年起將分三階段調整公共運輸票價，並擴大長者與學生的優惠。交通局長表示，燃料與人事成本連年上升，業者經營困難，但調整幅度會以市民負擔得起為原則。' +
  '多位議員質疑，服務品質沒有改善，卻先要求乘客多付錢。一名每天搭車上班的女士說：「等車的時間越來越長，價錢還要漲，實在說不過去。」學者建議，應該先公開帳目，再討論價格。';

const concat = (...parts: ArrayLike<number>[]) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const LINES = '第一行\n第二行，2024年。\n一\n';

const readable: { name: string; bytes: Uint8Array; encoding: Encoding; text: string }[] = [
  { name: 'UTF-8', bytes: toUtf8(LINES), encoding: 'utf-8', text: LINES },
  { name: 'UTF-8 with mark', bytes: toUtf8(`\uFEFF${LINES}`), encoding: 'utf-8', text: LINES },
  { name: 'ASCII', bytes: toUtf8('Plain words.\r\n'), encoding: 'utf-8', text: 'Plain words.\r\n' },
  { name: 'UTF-8 of the West', bytes: toUtf8('Café Möller, naïve'), encoding: 'utf-8', text: 'Café Möller, naïve' },
  { name: 'UTF-16LE with mark', bytes: toUtf16(`\uFEFF${LINES}`, true), encoding: 'utf-16le', text: LINES },
  { name: 'UTF-16BE with mark', bytes: toUtf16(`\uFEFF${LINES}`, false), encoding: 'utf-16be', text: LINES },
  { name: 'UTF-16LE', bytes: toUtf16(LINES, true), encoding: 'utf-16le', text: LINES },
  { name: 'UTF-16BE', bytes: toUtf16(LINES, false), encoding: 'utf-16be', text: LINES },
  { name: 'GB18030', bytes: toGb(SIMPLIFIED), encoding: 'gb18030', text: SIMPLIFIED },
  { name: 'Big5', bytes: toBig5(TRADITIONAL), encoding: 'big5', text: TRADITIONAL },
  {
    name: 'traditional text in GB18030',
    bytes: toGb(TRADITIONAL.replace(/[「」]/gu, '')),
    encoding: 'gb18030',
    text: TRADITIONAL.replace(/[「」]/gu, ''),
  },
  {
    name: 'GB18030 with mark',
    bytes: concat([0x84, 0x31, 0x95, 0x33], toGb('通知')),
    encoding: 'gb18030',
    text: '通知',
  },
  { name: 'an old end-of-file mark', bytes: toUtf8('正文。\x1A'), encoding: 'utf-8', text: '正文。\x1A' },
];

describe('decode', () => {
  for (const { name, bytes, encoding, text } of readable) {
    it(`reads ${name}`, () => {
      const decoded = decode(bytes);
      expect(decoded).toMatchObject({ encoding, text });
      expect(decoded.certainty).toBeGreaterThanOrEqual(SURE_ENCODING);
    });
  }

  it('tells GB18030 from Big5 in every piece of twenty characters', () => {
    const sides = [
      { text: SIMPLIFIED, encode: toGb, encoding: 'gb18030' },
      { text: TRADITIONAL, encode: toBig5, encoding: 'big5' },
    ] as const;
    for (const { text, encode, encoding } of sides) {
      for (let at = 0; at + 20 <= text.length; at += 1) {
        const piece = text.slice(at, at + 20);
        expect(decode(encode(piece))).toMatchObject({ text: piece, encoding });
      }
    }
  });

  it('is unsure of two characters and names the other reading', () => {
    const decoded = decode(toGb('会议'));
    expect(decoded.certainty).toBeLessThan(SURE_ENCODING);
    expect(decoded).toMatchObject({ encoding: 'gb18030', alternatives: ['big5'] });
  });

  it('is unsure of a Chinese word whose bytes happen to be valid UTF-8', () => {
    expect(decode(toGb('通知'))).toMatchObject({ encoding: 'utf-8', certainty: 0.5, alternatives: ['gb18030'] });
  });

  it('takes a given encoding at its word', () => {
    const decoded = decode(toGb('通知'), 'big5');
    expect(decoded).toMatchObject({ encoding: 'big5', certainty: 1, alternatives: [] });
    expect(decoded.text).not.toBe('通知');
  });

  const refused: { name: string; bytes: Uint8Array; given?: Encoding; code: string; data?: object }[] = [
    { name: 'no bytes', bytes: new Uint8Array(), code: 'file-empty' },
    { name: 'nothing but blanks', bytes: toUtf8(' \r\n\u3000\u200B\n'), code: 'file-empty' },
    { name: 'nothing but a mark', bytes: toUtf8('\uFEFF'), code: 'file-empty' },
    {
      name: 'a picture',
      bytes: concat([0x89], toUtf8('PNG\r\n\x1A\n\0\0\0')),
      code: 'file-binary',
      data: { format: 'png' },
    },
    { name: 'a ZIP archive (DOCX)', bytes: toUtf8('PK\x03\x04rest'), code: 'file-binary', data: { format: 'zip' } },
    { name: 'a PDF', bytes: toUtf8('%PDF-1.7 all in ASCII'), code: 'file-binary', data: { format: 'pdf' } },
    { name: 'zero bytes', bytes: Uint8Array.from({ length: 300 }, (_, i) => (i * 7919) % 251), code: 'file-binary' },
    { name: 'control characters', bytes: toUtf8('\x01\x02\x03\x04 abc'), code: 'file-binary' },
    { name: 'bytes of no encoding', bytes: Uint8Array.of(0xff, 0xff, 0xff, 0x80, 0x20), code: 'file-undecodable' },
    {
      name: 'Western quotation marks',
      bytes: concat([0x93], toUtf8('Quoted'), [0x94, 0x20]),
      code: 'file-undecodable',
    },
    {
      name: 'a wrong encoding given',
      bytes: toGb('会议'),
      given: 'utf-8',
      code: 'file-undecodable',
      data: { encoding: 'utf-8' },
    },
    {
      name: 'UTF-16 cut in a character',
      bytes: toUtf16(LINES, true).slice(0, -1),
      given: 'utf-16le',
      code: 'file-undecodable',
    },
  ];
  for (const { name, bytes, given, code, data } of refused) {
    it(`refuses ${name}`, () => {
      try {
        decode(bytes, given);
        expect.unreachable();
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(ArchiveFailure);
        expect(thrown).toMatchObject({ code, ...(data === undefined ? {} : { data }) });
      }
    });
  }
});
