/** The limit of a line, as the messages have it. */
const LIMIT = 1_048_576;

/** A file that no import may take, and what must be said of it. */
export interface HostileFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** The one line that is told, after the file's name. */
  readonly told: RegExp;
}

const CSV = 'title,date\nOne,1964\nTwo,1965\n';
const ZIP = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]);
const OAI = '<OAI-PMH><ListRecords>';

const utf16 = (text: string, mark = '\uFEFF') => Buffer.from(mark + text, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const LAUGHS = `<?xml version="1.0"?>
<!DOCTYPE lolz [
<!ENTITY lol "lol">
${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `<!ENTITY lol${n} "${`&lol${n - 1 || ''};`.repeat(10)}">`).join('\n')}
]>
<OAI-PMH><ListRecords><record><header/><metadata><dc><title>&lol9;</title></dc></metadata></record></ListRecords></OAI-PMH>`;

/** Hostile files of all kinds, each small; the long ones are made by {@link longFiles}. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  { name: 'zip.csv', content: ZIP, told: /^:1: is a ZIP archive/ },
  { name: 'old.csv', content: Buffer.from('d0cf11e0a1b11ae1', 'hex'), told: /^:1: is an old Office file/ },
  { name: 'gzip.xml', content: Buffer.from('1f8b0800', 'hex'), told: /^:1: is compressed by gzip/ },
  { name: 'page.txt', content: '%PDF-1.7\n', told: /^:1: is a PDF/ },
  { name: 'nul.csv', content: `${CSV}Th\0ree,1966\n`, told: /^:4: holds a NUL byte/ },
  { name: 'nul.jsonl', content: '{"title":"A"}\n\0', told: /^:2: holds a NUL byte/ },
  { name: 'nul.xml', content: '<OAI-PMH>\n\0', told: /^:2: holds a NUL byte/ },
  { name: 'utf16.csv', content: utf16(CSV), told: /^:1: is UTF-16, expected the file to be saved as UTF-8$/ },
  { name: 'utf16-bare.csv', content: utf16(CSV, ''), told: /^:1: holds a NUL byte/ },
  { name: 'utf16.json', content: utf16('[{"title":"A"}]'), told: /^:1: is UTF-16/ },
  { name: 'latin1.csv', content: latin1(`${CSV}Çela,1963\n`), told: /^:4: is not UTF-8/ },
  { name: 'latin1.json', content: latin1('[\n{"title":"Çela"}]'), told: /^:2: is not UTF-8/ },
  {
    name: 'latin1.xml',
    content: latin1('<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>Çela</a>'),
    told: /^:2: is not UTF-8/,
  },
  {
    name: 'cut.csv',
    content: Buffer.from(`${CSV}Çela`).subarray(0, CSV.length + 1),
    told: /^:4: is not UTF-8/,
  },
  {
    name: 'doubled.csv',
    content: 'date,title,Title\n1964,A,B\n',
    told: /^:1 Title: is the name of columns 2 and 3/,
  },
  { name: 'no-title.csv', content: 'a,b\n1,2\n', told: /^:1 title: has no column among "a", "b"/ },
  {
    name: 'quote.csv',
    content: `${CSV}"Three,1966\n${'x,1\n'.repeat(9)}`,
    told: /^:4: begins a row with a quote that is not closed/,
  },
  {
    name: 'quotes.csv',
    content: `${CSV}The "Third" Note,1966\n`,
    told: /^:4: has a quote in the middle of a field/,
  },
  { name: 'empty.csv', content: '', told: /^: holds no record/ },
  { name: 'header.csv', content: 'title,date\n', told: /^: holds no record/ },
  {
    name: 'all-bad.csv',
    content: 'title,date\nA,30 February 1966\n',
    told: /^:2 date: "30 February 1966" is not a date/,
  },
  { name: 'cut.jsonl', content: '{"title":"A"}\n{"title":"B', told: /^:2: is not JSON/ },
  {
    name: 'deep.jsonl',
    content: `{"title":${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
    told: /^:1 title: is not a text/,
  },
  { name: 'array.jsonl', content: '[1]\n', told: /^:1: is not a record/ },
  {
    name: 'cut.json',
    content: '[\n{"title":"A"},\n{"title":"B',
    told: /^:3: begins a record that does not end/,
  },
  { name: 'unended.json', content: '[\n{"title":"A"}\n', told: /^:3: ends before its array/ },
  {
    name: 'comma.json',
    content: '[{"title":"A"} {"title":"B"}]',
    told: /^:1: has "\{" where it does not belong/,
  },
  { name: 'broken.json', content: '[\n{"title":A}]', told: /^:2: begins a record that is not JSON/ },
  { name: 'deep.json', content: `[\n{"a":${'['.repeat(500_000)}`, told: /^:2: is nested more than 64 deep/ },
  { name: 'laughs.xml', content: LAUGHS, told: /^:\d+: has a DOCTYPE/ },
  {
    name: 'external.xml',
    content: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n${OAI}<record><title>&x;</title></record>`,
    told: /^:1: has a DOCTYPE/,
  },
  {
    name: 'undeclared.xml',
    content: `${OAI}\n<record>&lol9;</record>`,
    told: /^:2: is not well-formed XML \(undefined entity/,
  },
  {
    name: 'cut.xml',
    content: `${OAI}\n<record><header>`,
    told: /^:2: is not well-formed XML \(unclosed tag/,
  },
  { name: 'deep.xml', content: `\n${'<a>'.repeat(100_000)}`, told: /^:2: is nested more than 64 deep/ },
  {
    name: 'crowded.xml',
    content: `${OAI}\n<record>${'<subject>a</subject>'.repeat(40_000)}</record>`,
    told: /^:2: begins a record longer than 1048576/,
  },
  { name: 'web.xml', content: '<!DOCTYPE html>\n<html></html>', told: /^:1: is a web page/ },
  {
    name: 'error.xml',
    content: '<OAI-PMH>\n<error code="badVerb">No.</error></OAI-PMH>',
    told: /^:2: holds the error "badVerb: No\."/,
  },
  { name: 'deep.html', content: `\n${'<div>'.repeat(100_000)}`, told: /^:2: is nested more than 2048 deep/ },
  { name: 'crowded.html', content: '<p>a'.repeat(50_001), told: /^:1: has more than 50000 paragraphs/ },
  { name: 'other.html', content: '<html><p>May 1, 1966</p></html>', told: /^:1: has no link to a record/ },
  { name: 'crowded.txt', content: '• May 1, 1966\n'.repeat(100_001), told: /^: has more than 100000 lines/ },
  { name: 'listing.txt', content: '\nNothing here\n', told: /^:2: no record was found/ },
];

/** A file that begins so and goes on with one byte, as long as wanted. */
export interface LongFile {
  readonly name: string;
  readonly beginning: string;
  readonly told: RegExp;
}

const LONG_LINE = new RegExp(`^:2: is longer than ${LIMIT} characters, expected a shorter line$`);

/** Files with a line, text or tag that does not end. */
export const LONG_FILES: readonly LongFile[] = [
  { name: 'long.csv', beginning: 'title\n', told: LONG_LINE },
  { name: 'long.jsonl', beginning: '{"title":"A"}\n{"title":"', told: LONG_LINE },
  { name: 'long.txt', beginning: 'May 1, 1966\n', told: LONG_LINE },
  { name: 'long.json', beginning: '[\n{"title":"', told: /^:2: begins a record longer than 1048576/ },
  { name: 'long.xml', beginning: `${OAI}\n<record>`, told: /^:2: is in a text or tag longer than 1048576/ },
  { name: 'long-tag.xml', beginning: '<OAI-PMH\n a="', told: /^:2: is in a text or tag longer than 1048576/ },
  { name: 'long.html', beginning: '<p>\n', told: /^:2: has more than 8388608 characters of text/ },
  { name: 'long-tag.html', beginning: '<p\n a="', told: /^:2: is in a tag longer than 8388608/ },
];
