import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectionError, type Fault } from '../../../../../src/data/collections/fault.ts';
import { readListing } from '../../../../../src/data/import/formats/listing/listing.ts';
import { openMarks } from '../../../../../src/data/import/formats/listing/sentence.ts';
import { howMany } from '../../../../support/how-many.ts';
import { type Copying, copiedPage, type ShownRecord } from '../../../../support/import/listing-pages.ts';

/** What a listing gives, its records flat and its faults without the file. */
function readText(text: string) {
  const { records, refused, doubts } = readListing('page.txt', text);
  return {
    records: records.map(({ line, fields, cutOff }) => ({ line, ...fields, ...(cutOff && { cutOff }) })),
    refused: refused.map(withoutFile),
    doubts: doubts.map(withoutFile),
  };
}

const withoutFile = ({ file: _file, ...fault }: Fault) => fault;

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const BUNDLED = new URL('../../../../../collections/wilson-center/records.jsonl', import.meta.url);

const layouts = readdirSync(FIXTURES).filter((file) => file.endsWith('.txt'));
const fixture = (file: string) => readFileSync(new URL(file, FIXTURES), 'utf8');
const expected = (file: string) => JSON.parse(fixture(file.replace('.txt', '.json')));

describe.each(layouts)('%s', (file) => {
  test('gives its records exactly', () => {
    const { records, refused } = readText(fixture(file));
    expect({ records, refused }).toEqual({ records: expected(file), refused: [] });
  });

  test('is the same with CRLF and a byte order mark', () => {
    const text = `\uFEFF${fixture(file).replace(/\n/g, '\r\n')}`;
    expect(readText(text).records).toEqual(expected(file));
  });

  test('is the same indented, with white space at the ends of lines', () => {
    const text = fixture(file).replace(/^.*$/gm, (line) => `  ${line} \u00a0\t`);
    expect(readText(text).records).toEqual(expected(file));
  });
});

test('pages pasted one after the other are read as one', () => {
  const pages = ['search-page.txt', 'person-page.txt', 'search-page-with-headers.txt'];
  const { records } = readText(pages.map(fixture).join('\n'));
  const titles = records.map(({ title }) => title);
  expect(titles).toEqual(pages.flatMap((page) => expected(page).map(({ title }: ShownRecord) => title)));
});

describe('a listing cut off in its last record', () => {
  const text = fixture('search-page.txt').replace(/1977[\s\S]*/, '');

  test('keeps the record when its title is whole, with what there is of the abstract', () => {
    const { records, refused } = readText(text.slice(0, text.indexOf('explains the')));
    expect(records.at(-1)).toMatchObject({ date: '1966-06', abstract: 'Zhou', cutOff: true });
    expect(refused).toEqual([]);
  });

  test('leaves the record out when its title is not whole, and says so', () => {
    const { records, refused } = readText(text.slice(0, text.indexOf('Zhou Enlai, and the Leadership')));
    expect(records).toHaveLength(3);
    expect(refused).toEqual([
      { line: 27, problem: expect.stringContaining('only the beginning of a title') },
    ]);
  });

  test('leaves the record out when only its date is there', () => {
    const { records, refused } = readText(text.slice(0, text.indexOf('Memorandum')));
    expect(records).toHaveLength(3);
    expect(refused).toEqual([{ line: 27, problem: expect.stringContaining('a date but no title') }]);
  });
});

describe('a bullet with a text but no date', () => {
  const read = (text: string) => readText(text.replaceAll('|', '\n'));

  test('is an undated record between dated ones, and the page’s menu before them', () => {
    const { records, refused } = read(
      '• Home|• Browse|• May 1, 1966|  One|• Two|  What it is.|• May 3, 1966|  Three',
    );
    expect(refused).toEqual([]);
    expect(records).toEqual([
      { line: 3, date: '1966-05-01', title: 'One' },
      { line: 5, title: 'Two', abstract: 'What it is.' },
      { line: 7, date: '1966-05-03', title: 'Three' },
    ]);
  });

  test('is left out after them, and said to be', () => {
    const { records, refused } = read('• May 1, 1966|  One|• Contact|• Privacy');
    expect(records).toEqual([{ line: 1, date: '1966-05-01', title: 'One' }]);
    expect(refused.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('a listing that cannot be read', () => {
  const problemsOf = (text: string) => {
    try {
      readText(text);
    } catch (error) {
      if (error instanceof CollectionError) return error.faults.map(withoutFile);
      throw error;
    }
    return [];
  };

  test('names the line from which on no record was found', () => {
    expect(problemsOf('\n\nSkip to content\nNothing found\n')).toEqual([
      { line: 3, problem: expect.stringContaining('no record was found') },
    ]);
    expect(problemsOf('')).toMatchObject([{ line: 1 }]);
  });

  test('names each date that the calendar does not have', () => {
    expect(problemsOf('February 30, 1966\n\nOne\n\nMay 1, 1966\n\nTwo\n\nJune 31, 1966\n\nThree\n')).toEqual([
      {
        line: 1,
        problem: '"February 30, 1966" is not a date of the calendar, expected a date such as October 5, 1968',
      },
      {
        line: 9,
        problem: '"June 31, 1966" is not a date of the calendar, expected a date such as October 5, 1968',
      },
    ]);
  });

  test('names a date without a title', () => {
    expect(problemsOf('May 1, 1966\n\nMay 2, 1966\n\nA title\n')).toMatchObject([{ line: 1 }]);
  });
});

test('a sentence broken around a date is no new record', () => {
  const abstract = [
    'The treaty was signed on',
    'October 5, 1968',
    'in Moscow, as agreed in',
    '1967',
    'by both.',
  ];
  const { records } = readText(`May 1, 1966\n\nA Title\n\n${abstract.join('\n')}\n`);
  expect(records).toEqual([{ line: 1, date: '1966-05-01', title: 'A Title', abstract: abstract.join(' ') }]);
});

test('a number in an abstract is not taken for a pager', () => {
  const { records } = readText(
    'May 1, 1966\n\nA Title\n\nA meeting of\n12\nministers.\n\nMay 2, 1966\n\nB\n',
  );
  expect(records[0]?.abstract).toBe('A meeting of 12 ministers.');
});

describe('all records of the bundled collection, as any page may show them', () => {
  const bundled: ShownRecord[] = readFileSync(BUNDLED, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ date, title, abstract }) => ({ ...(date && { date }), title, ...(abstract && { abstract }) }));
  // A title that ends as a sentence does is not told from a paragraph when only blank lines say that a record begins.
  // One with a quotation mark that is never closed seems cut off where the text ends.
  const plain = bundled.filter(({ title }) => !/[.?]['"’”]?$/.test(title) && openMarks(title) <= 0);
  const dated = plain.filter(({ date }) => date !== undefined);
  const copyings = fc.record<Copying>({
    layout: fc.constantFrom('search', 'search with headers', 'bullets', 'dashes', 'collection', 'person'),
    undated: fc.constantFrom('empty line', 'Date unknown'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  });

  test('come out exactly', () => {
    const pages = fc.tuple(
      fc.constantFrom(...dated),
      fc.array(fc.constantFrom(...plain), { minLength: 2, maxLength: 10 }),
      fc.constantFrom(...dated),
    );
    fc.assert(
      fc.property(pages, copyings, ([first, others, last], copying) => {
        const records = [first, ...others, last];
        const read = readText(copiedPage(records, copying)).records;
        expect(read.map(({ line: _line, cutOff: _cutOff, ...record }) => record)).toEqual(records);
      }),
      { numRuns: howMany(75, 3000) },
    );
  });

  test('come out exactly from pages with lines broken at a column, where blank lines set them apart', () => {
    const pages = fc.array(fc.constantFrom(...dated), { minLength: 3, maxLength: 10 });
    const layout = fc.constantFrom<Copying['layout']>('search', 'search with headers', 'person');
    fc.assert(
      fc.property(pages, layout, fc.integer({ min: 40, max: 100 }), (titles, layout, column) => {
        // Broken before its month, "…during Early June 1953" would end the text with a date.
        const records = [...titles, { date: '1957', title: 'The Last' }];
        const text = copiedPage(records, { layout, column, undated: 'Date unknown', lineEnd: '\n' });
        const read = readText(text).records;
        expect(read.map(({ line: _line, cutOff: _cutOff, ...record }) => record)).toEqual(records);
      }),
      { numRuns: howMany(75, 3000) },
    );
  });
});

test('no text makes it throw anything but its own error, and titles are never empty', () => {
  const lines = fc.constantFrom(
    ...[
      '',
      '  ',
      '•',
      '- ',
      '• May 1, 1966',
      'May 1, 1966',
      'June 1966',
      '1957',
      'Date unknown',
      'June 31, 1966',
    ],
    ...[
      '1 - 10 of 26',
      'Documents',
      'Skip to content',
      'Last »',
      '2',
      'A Title (',
      'with',
      'A sentence.',
      '"',
    ],
  );
  const line = fc.oneof(
    { weight: 4, arbitrary: lines },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), (texts, end) => {
      try {
        const { records } = readText(texts.join(end));
        for (const { title, abstract } of records) {
          expect(title).not.toBe('');
          expect(title).not.toMatch(/[\r\n]/);
          expect(abstract).not.toBe('');
        }
      } catch (error) {
        if (!(error instanceof CollectionError)) throw error;
        for (const { line } of error.faults) expect(line).toBeGreaterThan(0);
      }
    }),
    { numRuns: howMany(200, 20_000) },
  );
});

test('a page of search results gives its ten records, each date, title and abstract as they stand there', () => {
  const text = fixture('search-page-of-ten.txt');
  const { records, refused } = readText(text);
  expect(refused).toEqual([]);
  const dates = records.map(({ date }) => date);
  expect(dates).toEqual([
    ...['1968-10-05', '1966-05-13', '2020-06-29', '1963-11-15', '1964-10-19'],
    ...['1966-06', '1967-10-12', '1967-09-30', '1962-06-29', '1960-11-12'],
  ]);
  const paragraphs = text.trim().split(/\n\n+/).slice(2);
  expect(records.flatMap(({ title, abstract }) => [title, abstract])).toEqual(
    paragraphs.filter((_, index) => index % 3 !== 0),
  );
});

describe('the count that a page gives', () => {
  const page = (count: string) => `${count}\n\nMay 1, 1967\n\nRemarks\n\nJunk 1966\n\nReport\n`;

  test('shows that a record was taken for a part of another', () => {
    expect(readText(page('1 - 2 of 26')).doubts).toEqual([
      { line: 1, problem: expect.stringContaining('counts 2 records, but 1 were read') },
    ]);
  });

  test('is not missed where there is none, and fits where it does', () => {
    expect(readText(page('')).doubts).toEqual([]);
    expect(readText(page('1 - 1 of 26')).doubts).toEqual([]);
  });
});
