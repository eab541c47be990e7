import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { createArchive } from '../src/data/archive.ts';
import { loadCollections } from '../src/data/collections/load-collections.ts';
import type { ArchivalRecord } from '../src/data/records/record.ts';
import { median } from './median.ts';

const SIZE = 100_000;
const ROUNDS = 5;

const QUERIES = [
  'ch',
  'me',
  'me zh co',
  'memorandum conversation',
  'mao zedong',
  'prosecuter',
  'krushchev bomb 1964',
  'the',
];

/** Loading a collection of 100,000 records, then searches in as many, beside plain MiniSearch with prefixes and typos on the same records. */
export async function run(): Promise<void> {
  await printLoading();
  const { collections, records } = await loadCollections(['collections/wilson-center']);
  const many = manyOf(records);
  const started = performance.now();
  const archive = createArchive({ collections, records: many });
  console.log(`index of ${SIZE} records: ${(performance.now() - started).toFixed(0)} ms`);
  const plain = new MiniSearch<ArchivalRecord>({
    fields: ['title', 'people', 'places', 'topics', 'abstract'],
    searchOptions: { prefix: true, fuzzy: 0.2 },
  });
  plain.addAll(many);
  for (const query of QUERIES) {
    // A space more each time, so that no answer is a remembered one.
    const ours = await timed((round) => archive.search({ query: query + ' '.repeat(round) }));
    const theirs = await timed(() => plain.search(query));
    console.log(
      `${query.padEnd(24)} docent ${ours.toFixed(1)} ms, plain ${theirs.toFixed(1)} ms, ratio ${(ours / theirs).toFixed(2)}`,
    );
  }
}

/** How long a collection of so many records takes to be read and checked. */
async function printLoading(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-bench-'));
  try {
    const lines = Array.from({ length: SIZE }, (_, index) => {
      const twoDigits = (number: number) => String(number + 1).padStart(2, '0');
      const date = `${1000 + (index % 1000)}-${twoDigits(index % 12)}-${twoDigits(index % 28)}`;
      const record = { id: `r-${index}`, date, title: `Record ${index}`, people: ['Mao Zedong'] };
      return `${JSON.stringify(record)}\n`;
    });
    await cp('collections/wilson-center/collection.json', join(folder, 'collection.json'));
    await writeFile(join(folder, 'records.jsonl'), lines.join(''));
    const started = performance.now();
    await loadCollections([folder]);
    const milliseconds = (performance.now() - started).toFixed(0);
    console.log(`collection of ${SIZE} records loaded: ${milliseconds} ms (goal: at most 6000)`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Records like those given, each word of a title sometimes another's, so that the vocabulary grows with them. */
function manyOf(records: readonly ArchivalRecord[]): ArchivalRecord[] {
  const words = records.flatMap(({ title }) => title.split(' '));
  let seed = 1;
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  return Array.from({ length: SIZE }, (_, index) => {
    const record = records[index % records.length];
    if (!record) throw new Error('there are no records');
    const title = record.title
      .split(' ')
      .map((word) => (next(3) === 0 ? (words[next(words.length)] ?? word) : word));
    const serial = next(50) === 0 ? ` ${(next(1e6) + 1e6).toString(36)}` : '';
    return { ...record, id: `bench-${index}`, title: title.join(' ') + serial };
  });
}

async function timed(act: (round: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    act(round);
    times.push(performance.now() - started);
  }
  return median(times);
}
