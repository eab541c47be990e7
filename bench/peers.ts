import { create, insertMultiple, search } from '@orama/orama';
import { Index } from 'flexsearch';
import Database from 'libsql';
import MiniSearch from 'minisearch';
import type { Holdings } from '../src/data/collections/load-collections.ts';
import { printHistoricalDate } from '../src/data/dates/printed-date.ts';
import type { ArchivalRecord } from '../src/data/records/record.ts';
import type { Engine } from '../test/support/relevance/engine.ts';
import { DEPTH } from '../test/support/relevance/measures.ts';

const FIELDS = ['title', 'abstract', 'people', 'places', 'topics', 'date'] as const;

type Text = { readonly id: string } & Readonly<Record<(typeof FIELDS)[number], string>>;

/** A record as every peer is given it: one text a field. */
function textOf({ id, title, abstract = '', people, places, topics, date }: ArchivalRecord): Text {
  return {
    id,
    title,
    abstract,
    people: people.join('; '),
    places: places.join('; '),
    topics: topics.join('; '),
    date: date ? `${date.edtf} ${printHistoricalDate(date)}` : '',
  };
}

/** Other search engines over the same records, each as its documentation sets it up. */
export async function peersOf({ records }: Holdings): Promise<Engine[]> {
  const texts = records.map(textOf);
  return [miniSearch(texts), await orama(texts), flexSearch(texts), sqliteFts5(texts)];
}

function miniSearch(texts: readonly Text[]): Engine {
  const index = new MiniSearch<Text>({ fields: [...FIELDS] });
  index.addAll(texts);
  return {
    name: 'MiniSearch',
    search: (query) =>
      index
        .search(query)
        .slice(0, DEPTH)
        .map(({ id }) => String(id)),
  };
}

async function orama(texts: readonly Text[]): Promise<Engine> {
  const schema = {
    title: 'string',
    abstract: 'string',
    people: 'string',
    places: 'string',
    topics: 'string',
    date: 'string',
  } as const;
  const index = create({ schema });
  await insertMultiple(index, [...texts]);
  return {
    name: 'Orama',
    async search(query) {
      const { hits } = await search(index, { term: query, limit: DEPTH });
      return hits.map(({ id }) => id);
    },
  };
}

/**
 * One index over all fields together: over separate fields it gives the answers field by field, in no common order.
 * With `suggest`, since by default it answers only when every word is found.
 */
function flexSearch(texts: readonly Text[]): Engine {
  const index = new Index();
  texts.forEach((text, at) => {
    index.add(at, FIELDS.map((field) => text[field]).join('\n'));
  });
  return {
    name: 'FlexSearch',
    search: (query) =>
      index.search(query, { limit: DEPTH, suggest: true }).flatMap((at) => texts[Number(at)]?.id ?? []),
  };
}

function sqliteFts5(texts: readonly Text[]): Engine {
  const database = new Database(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE records USING fts5(id UNINDEXED, ${FIELDS.join()}, tokenize = 'porter unicode61')`,
  );
  const insert = database.prepare(`INSERT INTO records VALUES (?${', ?'.repeat(FIELDS.length)})`);
  for (const text of texts) insert.run(text.id, ...FIELDS.map((field) => text[field]));
  const select = database.prepare(
    `SELECT id FROM records WHERE records MATCH ? ORDER BY bm25(records) LIMIT ${DEPTH}`,
  );
  return {
    name: 'SQLite FTS5',
    search(query) {
      const words = query.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
      if (words.length === 0) return [];
      const rows = select.all(words.map((word) => `"${word}"`).join(' OR ')) as { id: string }[];
      return rows.map(({ id }) => id);
    },
  };
}
