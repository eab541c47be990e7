import { readFileSync } from 'node:fs';
import type { StoredRecord } from '../../../src/data/records/stored-record.ts';

const BUNDLED = new URL('../../../collections/wilson-center/records.jsonl', import.meta.url);

/** A record as another archive might have it: everything that a source can give, and an identifier of its own. */
export interface MadeRecord extends StoredRecord {
  readonly identifier: string;
}

/** The 564 bundled records, as their file has them. */
export function bundledRecords(): StoredRecord[] {
  return readFileSync(BUNDLED, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** CSV with the facts of records: no abstracts, and the last topic of every third as the name of a collection. */
export function factsCsv(records: readonly StoredRecord[]): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = records.map(({ date, title, url, people = [], places = [], topics = [] }, index) => {
    const last = index % 3 === 0 ? topics.slice(-1) : [];
    const others = topics.slice(0, topics.length - last.length);
    return [date ?? '', title, url ?? '', ...[people, places, last, others].map((list) => list.join(';'))];
  });
  const header = ['date', 'title', 'url', 'people', 'places', 'collection', 'topics'];
  return [header, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

/**
 * 1,128 records: the bundled ones and, of each, a second part; abstracts, languages and links put in here and there.
 * With a step, of every so manyth bundled record alone.
 */
export function madeRecords(step = 1): MadeRecord[] {
  const bundled = bundledRecords().filter((_, index) => index % step === 0);
  return [...bundled, ...bundled.map((record) => ({ ...record, title: `${record.title}, Second Part` }))].map(
    (record, index) => ({
      ...record,
      identifier: String(200_000 + index),
      url: `https://archive.example/item/${200_000 + index}`,
      ...(index % 3 === 0 && {
        abstract: `Part ${index}: “copied” by hand, 5 < 6 & so on.\n\nIts end; "quoted".`,
      }),
      languages: index % 2 === 0 ? ['Russian'] : ['Chinese', 'English'],
    }),
  );
}

/** CSV with CRLF, a byte order mark and German headers, as a spreadsheet saves it. */
export function madeCsv(records: readonly MadeRecord[]): string {
  const rows = records.map((record) => [
    ...[record.identifier, record.date ?? '', record.title, record.abstract ?? '', record.url ?? ''],
    ...[record.people, record.places, record.topics, record.languages].map((list) => (list ?? []).join('; ')),
  ]);
  const header = [
    'Signatur',
    'Datum',
    'Titel',
    'Abstract Note',
    'Url',
    'Author',
    'Coverage',
    'Subject',
    'Language',
  ];
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

/** JSON Lines with other keys than ours, lists as lists. */
export function madeJsonLines(records: readonly MadeRecord[]): string {
  return records
    .map(({ identifier, abstract, topics, id: _id, ...rest }) =>
      JSON.stringify({ identifier, description: abstract ?? null, subject: topics ?? [], ...rest }),
    )
    .join('\n');
}

/** CSL-JSON as Zotero exports it: tabs, ids that are links, years as texts. */
export function madeCsl(records: readonly MadeRecord[]): string {
  const items = records.map(({ identifier, title, abstract, date, url, people = [], languages = [] }) => ({
    id: `http://zotero.org/users/1234567/items/A${identifier}B`,
    type: 'document',
    ...(abstract && { abstract }),
    archive: 'Example Archive',
    language: languages
      .map((language) => ({ Russian: 'ru', Chinese: 'zh', English: 'en-US' })[language])
      .join('; '),
    title,
    URL: url,
    author: people.slice(0, 1).map((name) => ({ literal: name })),
    recipient: people.slice(1).map((name) => ({ literal: name })),
    ...(date && { issued: zoteroDate(date) }),
    accessed: { 'date-parts': [['2026', 8, 1]] },
  }));
  return JSON.stringify(items, undefined, '\t');
}

function zoteroDate(edtf: string): object {
  const parts = edtf
    .replace(/[~?%]$/, '')
    .split('/')
    .map((date) => {
      const [year, ...rest] = date.split('-');
      return [year, ...rest.map(Number)];
    });
  return { 'date-parts': parts, ...(edtf.endsWith('~') && { circa: true }) };
}

/** One response of an OAI-PMH repository, with a deleted record at its beginning. */
export function madeOai(records: readonly MadeRecord[], token = '', of?: number): string {
  const element = (name: string, text: string) => `          <dc:${name}>${escaped(text)}</dc:${name}>\n`;
  const body = records.map(
    ({ identifier, date, title, abstract, url, people = [], places = [], topics = [], languages = [] }) =>
      `    <record>\n      <header><identifier>oai:archive.example:${identifier}</identifier>` +
      `<datestamp>2026-01-01</datestamp></header>\n      <metadata>\n        <oai_dc:dc>\n${[
        element('title', title),
        date ? element('date', date) : '',
        abstract ? `          <dc:description><![CDATA[${abstract}]]></dc:description>\n` : '',
        element('identifier', `Box ${identifier}`),
        element('identifier', url ?? ''),
        ...people.map((name) => element('creator', name)),
        ...places.map((name) => element('coverage', name)),
        element('coverage', '1945-1991'),
        ...topics.map((name) => element('subject', name)),
        ...languages.map((name) =>
          element('language', { Russian: 'rus', Chinese: 'zh', English: 'eng' }[name] ?? name),
        ),
      ].join(
        '',
      )}        </oai_dc:dc>\n      </metadata>\n      <about><rights>Of the provider</rights></about>\n    </record>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <responseDate>2026-08-01T00:00:00Z</responseDate>
  <request verb="ListRecords" metadataPrefix="oai_dc">https://archive.example/oai</request>
  <ListRecords>
    <record><header status="deleted"><identifier>oai:archive.example:gone</identifier></header></record>
${body.join('')}    <resumptionToken${of === undefined ? '' : ` completeListSize="${of}"`}>${escaped(token)}</resumptionToken>
  </ListRecords>
</OAI-PMH>
`;
}

/** A page of results as a browser saves it, with what such pages have around them. */
export function madeHtml(records: readonly MadeRecord[], linkOf: (record: MadeRecord) => string): string {
  const rows = records.map(
    (record) => `
      <div class="views-row"><article class="teaser">
        <p class="teaser__date">${record.date === undefined ? '' : `<time>${dateOnPage(record.date)}</time>`}</p>
        <h3 class="teaser__title"><a href="${linkOf(record)}" rel="bookmark"><span>${escaped(record.title)}</span></a></h3>
        ${
          record.abstract === undefined
            ? ''
            : `<div class="teaser__summary">${escaped(record.abstract)
                .split('\n\n')
                .map((text) => `<p>${text}</p>`)
                .join('')}</div>`
        }
        <a class="more" href="${linkOf(record)}">Read more</a>
      </article></div>`,
  );
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Search | Digital Archive</title>
    <style>p { color: red }</style><script>const page = "May 1, 1966";</script></head>
  <body><a href="#main">Skip to content</a><nav><ul><li><a href="/browse">Browse</a></li></ul></nav>
  <main id="main"><h1>Search</h1><div class="count">1 - ${records.length} of ${records.length}</div>
    <div class="results">${rows.join('')}
    </div>
    <nav class="pager"><ul><li>Current page 1</li><li><a href="?page=1">Next page</a></li></ul></nav></main>
  <footer><p>Updated May 1, 2026</p><a href="/contact">Contact</a></footer></body></html>`;
}

/** `October 5, 1968`, `October 1968` or `1968`, as the archive writes dates; a range as it is in EDTF. */
function dateOnPage(edtf: string): string {
  if (!/^\d{4}(-\d\d){0,2}$/.test(edtf)) return edtf;
  const [year, month, day] = edtf.split('-').map(Number);
  if (month === undefined) return edtf;
  const name = new Date(Date.UTC(2000, month - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return day === undefined ? `${name} ${year}` : `${name} ${day}, ${year}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
