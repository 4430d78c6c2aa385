/** What well-known files begin with, whatever they are called: `.docx` and `.epub` are ZIP archives, `.doc` is OLE. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['pdf', '%PDF-'],
  ['rtf', '{\\rtf'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['png', '\x89PNG'],
  ['jpeg', '\xFF\xD8\xFF'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['ole', '\xD0\xCF\x11\xE0'],
  ['gzip', '\x1F\x8B'],
  ['7z', '7z\xBC\xAF'],
  ['rar', 'Rar!'],
];

/** The name of the format that the first bytes give away, or `null` for what may be text. */
export function findBinary(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(([, signature]) =>
    Array.from(signature, (unit) => unit.charCodeAt(0)).every((byte, index) => bytes[index] === byte),
  );
  return found?.[0] ?? null;
}
