import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printFault } from '../../../../src/data/collections/fault.ts';
import { gatherRecords } from '../../../../src/data/import/gather.ts';
import { usualReading } from '../../../support/import/reading.ts';
import { temporaryFolder } from '../../../support/import/temporary-folder.ts';

/** What an import makes of a page: date, title, abstract and path of the link of each record. */
async function read(html: string) {
  const folder = await temporaryFolder({ 'page.html': html });
  const { records, doubts } = await gatherRecords([join(folder, 'page.html')], usualReading());
  return {
    rows: records.map(({ fields: { date, title, abstract, url } }) => [
      date,
      title,
      abstract,
      url?.replace('https://digitalarchive.wilsoncenter.org/document', ''),
    ]),
    lines: records.map(({ line }) => line),
    doubts: doubts.first.map((fault) => printFault(fault).replace(`${folder}/`, '')),
  };
}

const ROWS = [
  ['1968-10-05', 'One & “two”', 'What it is.\n\nAnd more.', '/112175'],
  ['1966-06', 'Three', undefined, '/three-0'],
  [undefined, 'Four', 'Of no date.', '/four'],
  ['1957', 'Five', undefined, '/five'],
];

describe.each([
  [
    'blocks, the date before the title',
    `<div>Displaying</div><div>1 - 4 of 4</div>
     <div>October 5, 1968</div><h3><a href="/document/112175">One &amp; “two”</a></h3><p>What it is.</p><p>And more.</p>
     <div>June 1966</div><h3><a href="/document/three-0">Three</a></h3>
     <div></div><h3><a href="/document/four">Four</a></h3><p>Of no date.</p>
     <div>1957</div><h3><a href="/document/five">Five</a></h3><ul class="pager"><li>Next page</li></ul>`,
  ],
  [
    'blocks, the date after the title',
    `<h3><a href="/document/112175">One &amp; “two”</a></h3><time>October 5, 1968</time><p>What it is.</p><p>And more.</p>
     <h3><a href="/document/three-0">Three</a></h3><time>June 1966</time>
     <h3><a href="/document/four">Four</a></h3><p>Of no date.</p>
     <h3><a href="/document/five">Five</a></h3><time>1957</time>`,
  ],
  [
    'list items, all in a line',
    `<ul><li>October 05, 1968 <a href="/document/112175?from=1#top">One &amp;
       “two”</a> <p>What it is.<p>And more.</li>
     <li>June, 1966 <a href="/document/three-0">Three</a></li><li>Date unknown <a href="/document/four">Four</a> Of no date.
     <li>1957 <a href="/document/five">Five</a></ul>`,
  ],
  [
    'cards that are links as a whole, with a picture and "Read more"',
    `<a href="https://digitalarchive.wilsoncenter.org/document/112175"><img src="data:," alt=""><b>October 5, 1968</b><h3>One &amp; “two”</h3><p>What it is.</p><p>And more.</p></a>
     <a href="https://digitalarchive.wilsoncenter.org/document/112175">Read more</a>
     <a href="https://digitalarchive.wilsoncenter.org/document/three-0"><div>June 1966</div><h3>Three</h3></a>
     <a href="https://digitalarchive.wilsoncenter.org/document/four"><h3>Four</h3><p>Of no date.</p></a>
     <a href="https://digitalarchive.wilsoncenter.org/document/five"><div>1957</div><h3>Five</h3></a>`,
  ],
])('a page of %s', (_layout, body) => {
  test('gives its records, with their links', async () => {
    expect((await read(`<!DOCTYPE html><html><body>${body}</body></html>`)).rows).toEqual(ROWS);
  });

  test('does so among scripts, styles, menus and a footer', async () => {
    const before =
      '<script>var a = "<a href=/document/x>X</a>"</script><nav><a href="/document/menu">Menu</a></nav>';
    const after = '<footer>May 1, 2026 <a href="/document/last">Last</a></footer>';
    expect((await read(`<html><style>a{}</style>${before}${body}${after}</html>`)).rows).toEqual(ROWS);
  });
});

test('what stands beside the list is no part of its last record, nor is that one cut off', async () => {
  const item = (date: string, title: string) =>
    `<li><b>${date}</b> <a href="/document/${title}">${title}</a></li>`;
  const { rows } = await read(
    `<main><ul>${item('1957', 'One')}${item('1958', 'Letter from')}</ul><div>Share this page.</div></main>
     <aside><h2>Also</h2><p>Sign up for our letter.</p></aside><div>Copyright</div>`,
  );
  expect(rows).toEqual([
    ['1957', 'One', undefined, '/One'],
    ['1958', 'Letter from', undefined, '/Letter%20from'],
  ]);
});

test('the page counts its records: fewer are a doubt; lines are those of the file', async () => {
  const { lines, doubts } = await read(
    '<p>\n1 - 10 of 26</p>\n<p>May 1, 1966</p>\n<h3>\n<a href="/document/one">One</a></h3>',
  );
  expect(lines).toEqual([5]);
  expect(doubts).toEqual([expect.stringMatching(/^page\.html:2: counts 10 records, but 1 were read/)]);
});
