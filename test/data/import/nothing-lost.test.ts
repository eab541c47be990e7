import { readdir, readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CollectionError, loadCollections } from '../../../src/data/collections/load-collections.ts';
import { WILSON_CENTER } from '../../../src/data/import/formats/listing/wilson-center.ts';
import { gatherRecords } from '../../../src/data/import/gather.ts';
import { importInto } from '../../../src/data/import/import-into.ts';
import type { ImportedRecord } from '../../../src/data/import/imported-record.ts';
import { usualReading } from '../../support/import/reading.ts';
import { DESCRIPTION, temporaryFolder } from '../../support/import/temporary-folder.ts';

/** More than the arguments that a call can have, which is what `push(...faults)` makes of them. */
const MANY = 130_000;

const ONE = '{"id":"one","title":"One"}\n';
const record = (id: string, title: string): ImportedRecord => ({
  ...{ file: 'a.csv', line: 1 },
  fields: { id, title },
});

async function thrownBy(promise: Promise<unknown>): Promise<CollectionError> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof CollectionError)) throw error;
  return error;
}

describe('130,000 faults', () => {
  test('of a collection are all reported', async () => {
    const records = Buffer.from(ONE + '\xe9\n'.repeat(MANY), 'latin1');
    const folder = await temporaryFolder({ 'collection.json': DESCRIPTION, 'records.jsonl': records });
    const { faults } = await thrownBy(loadCollections([folder]));
    expect(faults).toHaveLength(MANY);
    expect(faults.at(-1)).toMatchObject({ line: MANY + 1 });
  });

  test('of an imported file are counted, and its good records are accepted', async () => {
    const folder = await temporaryFolder({ 'a.jsonl': `{"title":"A"}\n${'[]\n'.repeat(MANY)}` });
    const { records, refused } = await gatherRecords([join(folder, 'a.jsonl')], usualReading());
    expect([records.length, refused.count]).toEqual([1, MANY]);
  });
});

describe('the collection before an import', () => {
  test('stays as records.jsonl.bak, letter for letter, until the next change', async () => {
    const folder = await temporaryFolder({ 'collection.json': DESCRIPTION, 'records.jsonl': `\n${ONE}` });
    await importInto(folder, [record('two', 'Two')], WILSON_CENTER);
    expect(await readFile(join(folder, 'records.jsonl.bak'), 'utf8')).toBe(`\n${ONE}`);
    const before = await readFile(join(folder, 'records.jsonl'), 'utf8');
    await importInto(folder, [record('three', 'Three')], WILSON_CENTER);
    expect(await readFile(join(folder, 'records.jsonl.bak'), 'utf8')).toBe(before);
    await importInto(folder, [record('three', 'Three')], WILSON_CENTER);
    expect(await readFile(join(folder, 'records.jsonl.bak'), 'utf8')).toBe(before);
    expect((await readdir(folder)).sort()).toEqual(['collection.json', 'records.jsonl', 'records.jsonl.bak']);
  });

  test('of more than 512 MB that cannot be read whole is a fault, and is not replaced', async () => {
    const folder = await temporaryFolder({ 'collection.json': DESCRIPTION, 'records.jsonl': ONE });
    const file = join(folder, 'records.jsonl');
    await truncate(file, 540_000_000);
    const { message } = await thrownBy(importInto(folder, [record('two', 'Two')], WILSON_CENTER));
    expect(message).toBe(`${file}:2: is longer than 16777216 bytes, expected a shorter line`);
    expect((await stat(file)).size).toBe(540_000_000);
    expect(await readdir(folder)).toHaveLength(2);
  });
});
