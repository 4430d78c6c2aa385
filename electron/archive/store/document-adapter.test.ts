import { mkdirSync, readFileSync, renameSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeArticle, makeBlock, makeId, makeMarks } from '../../../tests/make.ts';
import { watchedFs } from '../../../tests/faults/watched-fs.ts';
import type { Step } from '../../../shared/document/migrate.ts';
import { tempFolder } from '../../../tests/faults/workload.ts';
import { DocumentAdapter } from './document-adapter.ts';
import { articleFormat, marksFormat, MAX_DOCUMENT, type DocumentFormat } from './document-format.ts';
import type { Disk } from './durable-write.ts';
import { nodeFs } from './node-fs.ts';
import { StoredDocument } from './stored-document.ts';

let file: string;
let remove: () => void;
beforeEach(() => {
  const temp = tempFolder();
  remove = temp.remove;
  file = join(temp.folder, 'document.json');
});
afterEach(() => remove());

const article = makeArticle();
let temps = 0;
const disk: Disk = { fs: nodeFs, temp: (path) => `${path}.${(temps += 1)}.tmp` };

function adapterOf<T>(format: DocumentFormat<T>, id: string | null = article.id): DocumentAdapter<T> {
  return new DocumentAdapter(disk, { format, file, id });
}

describe('reading', () => {
  const json = JSON.stringify(article);
  const cases: { name: string; text: string | Uint8Array; code: string; reason?: string }[] = [
    { name: 'nothing', text: '', code: 'document-damaged', reason: 'json-invalid' },
    { name: 'null', text: 'null', code: 'document-damaged', reason: 'not-a-document' },
    { name: 'a list', text: '[]', code: 'document-damaged', reason: 'not-a-document' },
    { name: 'half a document', text: json.slice(0, 200), code: 'document-damaged', reason: 'json-invalid' },
    { name: 'zeros', text: '\0'.repeat(500), code: 'document-damaged', reason: 'json-invalid' },
    { name: 'another encoding', text: Buffer.from(json, 'latin1'), code: 'document-damaged', reason: 'not-utf-8' },
    {
      name: 'a key given twice',
      text: json.replace('{', '{"title":"another",'),
      code: 'document-damaged',
      reason: 'json-key-repeated',
    },
    {
      name: 'a prototype',
      text: json.replace('{', '{"__proto__":{"title":"another"},'),
      code: 'document-damaged',
      reason: 'json-key-forbidden',
    },
    {
      name: 'deep nesting',
      text: json.replace('"title":', `"deep":${'['.repeat(70)}${']'.repeat(70)},"title":`),
      code: 'document-damaged',
      reason: 'json-too-deep',
    },
    {
      name: 'a field that nobody knows',
      text: json.replace('{', '{"mood":"good",'),
      code: 'document-damaged',
      reason: ': Unrecognized key: "mood"',
    },
    {
      name: 'a field of another type',
      text: json.replace('"revision":1', '"revision":"1"'),
      code: 'document-damaged',
      reason: 'revision: Invalid input: expected number, received string',
    },
    { name: 'a newer schema', text: json.replace('"schema":1', '"schema":2'), code: 'document-newer' },
    { name: 'another article', text: json.replace(article.id, makeId(2)), code: 'document-foreign' },
    { name: 'marks', text: JSON.stringify(makeMarks(article)), code: 'document-foreign' },
    { name: 'too much', text: json.padEnd(MAX_DOCUMENT + 1), code: 'document-too-large' },
  ];

  test.each(cases)('$name: $code', async ({ text, code, reason }) => {
    writeFileSync(file, text);
    const before = readFileSync(file);
    const data = reason === undefined ? { file } : { file, reason };
    await expect(adapterOf(articleFormat).read()).rejects.toMatchObject({ code, data });
    expect(readFileSync(file)).toEqual(before);
  });

  test('no file: document-missing, and nothing is made', async () => {
    await expect(adapterOf(articleFormat).read()).rejects.toMatchObject({ code: 'document-missing', data: { file } });
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });

  test('a good document, which nobody can change in memory', async () => {
    writeFileSync(file, json);
    const read = await adapterOf(articleFormat).read();
    expect(read).toEqual(article);
    expect(() => read.blocks.push(makeBlock(9, 'x'))).toThrow(TypeError);
  });

  test('an older version is brought to the newest, and the file stays', async () => {
    const schema = z.strictObject({ schema: z.literal(2), type: z.string(), id: z.string(), name: z.string() });
    const step: Step = ({ old, ...rest }) => ({ ...rest, name: old });
    const older = JSON.stringify({ schema: 1, type: 'invented', id: 'x', old: 'a name' });
    writeFileSync(file, older);
    const read = await adapterOf({ type: 'invented', schema, steps: [step] }, 'x').read();
    expect(read).toEqual({ schema: 2, type: 'invented', id: 'x', name: 'a name' });
    expect(readFileSync(file, 'utf8')).toBe(older);
  });
});

describe('writing', () => {
  test('what is written can be read by a person, and by the adapter', async () => {
    const adapter = adapterOf(articleFormat);
    await adapter.write(article);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(article, null, 1)}\n`);
    expect(await adapter.read()).toEqual(article);
  });

  test.each([
    {
      name: 'one over the limit',
      document: makeArticle({ blocks: [makeBlock(1, '长'.repeat(3_000_000))] }),
      code: 'document-too-large',
    },
    { name: 'one that its schema refuses', document: makeArticle({ revision: 0.5 }), code: 'internal-error' },
    { name: 'one of another id', document: makeArticle({ id: makeId(2) }), code: 'internal-error' },
  ])('what would not be read is not written: $name', async ({ document, code }) => {
    await adapterOf(articleFormat).write(article);
    await expect(adapterOf(articleFormat).write(document)).rejects.toMatchObject({ code });
    await expect(adapterOf(articleFormat).create(document)).rejects.toMatchObject({ code });
    expect(await adapterOf(articleFormat).read()).toEqual(article);
  });

  test('half a surrogate pair comes back as it was', async () => {
    const document = makeArticle({ title: '\ud83d 半个' });
    await adapterOf(articleFormat).write(document);
    expect(await adapterOf(articleFormat).read()).toEqual(document);
  });

  test('creating is not replacing', async () => {
    await adapterOf(articleFormat).create(article);
    await expect(adapterOf(articleFormat).create({ ...article, title: 'x' })).rejects.toMatchObject({
      code: 'document-changed',
    });
    expect(await adapterOf(articleFormat).read()).toEqual(article);
  });

  test('"nothing read yet" is never written', async () => {
    await expect(adapterOf(articleFormat).write(null)).rejects.toMatchObject({ code: 'document-missing' });
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });
});

describe('StoredDocument', () => {
  function stored(reads: string[] = []): StoredDocument<typeof marks> {
    const fs = watchedFs(nodeFs, { before: ({ name, path }) => (name === 'open' ? reads.push(path) : 0) });
    return new StoredDocument({ ...disk, fs }, { format: marksFormat, file, id: article.id });
  }
  const marks = makeMarks(article);

  test('is not read again while the file is the same one', async () => {
    const reads: string[] = [];
    const document = stored(reads);
    await document.create(marks);
    reads.length = 0;
    await document.refresh();
    expect(reads).toEqual([]);
  });

  test('is read, but stays the same object, where a program has only touched or copied the file', async () => {
    const document = stored();
    await document.create(marks);
    const { data } = document;
    utimesSync(file, 1, 1);
    await document.refresh();
    writeFileSync(`${file}.copy`, readFileSync(file));
    renameSync(`${file}.copy`, file);
    await document.refresh();
    expect(document.data).toBe(data);
  });

  test('is what another program has made of the file', async () => {
    const document = stored();
    await document.create(marks);
    writeFileSync(file, JSON.stringify({ ...marks, starred: true }));
    await document.refresh();
    expect(document.data.starred).toBe(true);
    truncateSync(file);
    await expect(document.refresh()).rejects.toMatchObject({ code: 'document-damaged' });
  });

  test('stays what it was where a save fails', async () => {
    const document = stored();
    mkdirSync(dirname(file), { recursive: true });
    await document.create(marks);
    const tooLong = { ...marks, note: '长'.repeat(3_000_000) };
    await expect(document.save(tooLong)).rejects.toMatchObject({ code: 'document-too-large' });
    expect(document.data).toEqual(marks);
    await document.save({ ...marks, note: '短' });
    expect(document.data.note).toBe('短');
  });

  test('has no data before it was read', () => {
    expect(() => stored().data).toThrow('document-missing');
  });
});
