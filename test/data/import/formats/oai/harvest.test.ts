import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CollectionError } from '../../../../../src/data/collections/load-collections.ts';
import { gatherRecords } from '../../../../../src/data/import/gather.ts';
import { docent } from '../../../../support/cli.ts';
import { madeOai, madeRecords } from '../../../../support/import/made-records.ts';
import { oaiServer } from '../../../../support/import/oai-server.ts';
import { type TestHarvest, testHarvest, usualReading } from '../../../../support/import/reading.ts';
import { temporaryFolder } from '../../../../support/import/temporary-folder.ts';

const made = madeRecords();
const page = (token: string, first = 0) => madeOai(made.slice(first, first + 2), token);

async function harvested(address: string, harvest: TestHarvest = testHarvest()) {
  const { records } = await gatherRecords([address], usualReading({ harvest }));
  return records.map(({ fields }) => fields.title);
}

/** The one line that is told of a repository, its address left out. */
async function told(address: string, harvest?: TestHarvest): Promise<string> {
  const error: unknown = await harvested(address, harvest).catch((thrown: unknown) => thrown);
  if (!(error instanceof CollectionError)) throw error;
  expect(error.faults).toHaveLength(1);
  return error.message.replace(address, '');
}

test('1,128 records, 100 a response: each token once, one request at a time, by name', async () => {
  const server = await oaiServer(({ query }, response) => {
    const first = Number(query.get('resumptionToken') ?? 0);
    const token = first + 100 < made.length ? String(first + 100) : '';
    response.end(madeOai(made.slice(first, first + 100), token, made.length));
  });
  const pages: unknown[] = [];
  const harvest = { ...testHarvest(), onPage: (records: number, of?: number) => pages.push([records, of]) };
  expect(await harvested(`${server.address}?set=letters`, harvest)).toEqual(made.map(({ title }) => title));
  expect(server.mostAtOnce).toBe(1);
  expect(server.asked.map(({ query }) => query.toString()).slice(0, 2)).toEqual([
    'set=letters&verb=ListRecords&metadataPrefix=oai_dc',
    'verb=ListRecords&resumptionToken=100',
  ]);
  expect(server.asked).toHaveLength(12);
  expect(server.asked[0]?.headers['user-agent']).toBe('docent/test');
  expect(pages.at(-1)).toEqual([1128, 1128]);
});

describe('a server that is busy', () => {
  test.each([
    ['7', 7000],
    ['Sat, 01 Aug 2026 12:01:30 GMT', 90_000],
    ['Sat, 01 Aug 2026 11:00:00 GMT', 0],
    [undefined, 10_000],
    ['soon', 10_000],
  ])('with Retry-After: %s is asked again after %i ms', async (header, waited) => {
    const server = await oaiServer((_asked, response, count) => {
      if (count > 1) return response.end(page(''));
      return response.writeHead(503, header === undefined ? {} : { 'Retry-After': header }).end('busy');
    });
    const harvest = testHarvest();
    expect(await harvested(server.address, harvest)).toHaveLength(2);
    expect(harvest.waits).toEqual([waited]);
  });

  test('for ever is left alone after five times', async () => {
    const server = await oaiServer((_asked, response) =>
      response.writeHead(429, { 'Retry-After': '1' }).end(),
    );
    expect(await told(server.address)).toMatch(/ answered 429 5 times$/);
    expect(server.asked).toHaveLength(5);
  });

  test('for longer than anyone waits is left alone at once', async () => {
    const server = await oaiServer((_asked, response) =>
      response.writeHead(503, { 'Retry-After': '86400' }).end(),
    );
    expect(await told(server.address)).toContain('asks to be left alone for 86400 s');
    expect(server.asked).toHaveLength(1);
  });
});

describe('a list without end', () => {
  test('is noticed by its token', async () => {
    const server = await oaiServer((_asked, response) => response.end(page('again')));
    expect(await told(server.address)).toContain('gives the resumption token "again" a second time');
    expect(server.asked).toHaveLength(2);
  });

  test('of ever new tokens is left after so many responses', async () => {
    const server = await oaiServer((_asked, response, count) => response.end(page(`t${count}`)));
    expect(await told(server.address, testHarvest(5))).toContain('goes on after 5 responses');
    expect(server.asked).toHaveLength(5);
  });
});

describe('a slow server', () => {
  const hasty = () => testHarvest(100, { silence: 250 });

  test('that does not answer is given up', async () => {
    const harvest = hasty();
    const server = await oaiServer(() => harvest.clock.advance(250));
    expect(await told(server.address, harvest)).toContain('sent nothing for 1 s');
  });

  test('that stops in the middle is given up', async () => {
    const harvest = hasty();
    const server = await oaiServer((_asked, response) =>
      response.write(page('').slice(0, 900), () => harvest.clock.advance(250)),
    );
    expect(await told(server.address, harvest)).toContain('sent nothing for 1 s');
  });

  test('that drips for ever is given up', async () => {
    // It is borne that nothing comes: whether a drop has arrived when the clock is moved is up to the network.
    const harvest = testHarvest(100, { patience: 1000 });
    const server = await oaiServer((_asked, response) => {
      response.write('<OAI-PMH>');
      const drip = setInterval(() => {
        response.write(' ');
        harvest.clock.advance(200);
      }, 1);
      response.on('close', () => clearInterval(drip));
    });
    expect(await told(server.address, harvest)).toContain('took longer than 1 s');
  });

  test('that breaks off is given up', async () => {
    const server = await oaiServer((_asked, response) => {
      response.writeHead(200, { 'Content-Length': '5000' });
      response.write(page('').slice(0, 900), () => response.destroy());
    });
    expect(await told(server.address)).toMatch(/cannot be reached|broke off|terminated/);
  });
});

describe('redirects', () => {
  test('are followed', async () => {
    const server = await oaiServer(({ path, query }, response) => {
      if (path === '/oai') response.writeHead(301, { Location: `/moved?${query}` }).end();
      else response.end(page(''));
    });
    expect(await harvested(server.address)).toHaveLength(2);
    expect(server.asked[1]?.query.get('verb')).toBe('ListRecords');
  });

  test('in a circle are left', async () => {
    const server = await oaiServer((_asked, response) => response.writeHead(302, { Location: '/oai' }).end());
    expect(await told(server.address)).toMatch(/ redirects more than 5 times$/);
  });

  test('to a file are not followed', async () => {
    const location = { Location: 'file:///etc/passwd' };
    const server = await oaiServer((_asked, response) => response.writeHead(302, location).end());
    expect(await told(server.address)).toContain('redirects to "file:///etc/passwd"');
  });
});

test.each([
  [
    '<OAI-PMH>\n<error code="badArgument">No such set.</error></OAI-PMH>',
    /:2: answers "badArgument: No such set\."/,
  ],
  ['<OAI-PMH>\n<error code="noRecordsMatch"/></OAI-PMH>', /holds no record/],
  ['<OAI-PMH>\n<ListRecords>', /:2: is not well-formed XML \(unclosed tag/],
  ['<!DOCTYPE html><html><body>Not here</body></html>', /:1: is a web page/],
])('an answer %j is told with its line', async (answer, line) => {
  const server = await oaiServer((_asked, response) => response.end(answer));
  expect(await told(server.address)).toMatch(line);
});

test('a server that is not there, or has nothing there, is told', async () => {
  const server = await oaiServer((_asked, response) => response.writeHead(404).end('no'));
  expect(await told(server.address)).toMatch(/ answered 404, expected 200$/);
  expect(await told('http://127.0.0.1:1/oai')).toMatch(/bad port|cannot be reached/);
  expect(await told('http://')).toMatch(/^: is not a valid address/);
  const secret = `${server.address.replace('http://', 'http://name:secret@')}`;
  expect(await told(secret)).toMatch(/^http:\/\/127.0.0.1:\d+\/oai: has a name or password/);
});

test('an address is read as nothing else', async () => {
  const reading = usualReading({ format: 'csv' });
  await expect(gatherRecords(['https://archive.example/a.csv'], reading)).rejects.toThrow(
    'https://archive.example/a.csv: is an address, which can only be read as oai, not as csv: save its content as a file first',
  );
});

test('docent import says who it is, waits when told to, and writes nothing of a list that breaks off', async () => {
  const folder = await temporaryFolder({ 'good.csv': 'title\nA\n' });
  const server = await oaiServer((_asked, response, count) => {
    if (count === 1) response.writeHead(503, { 'Retry-After': '0' }).end();
    else if (count === 2) response.end(page('next'));
    else response.writeHead(500).end();
  });
  const { code, stdout, stderr } = await docent(
    ['import', 'good.csv', server.address, '--into', 'mine'],
    folder,
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    `${server.address}?verb=ListRecords&resumptionToken=next: answered 500, expected 200\n`,
  );
  expect(server.asked[0]?.headers['user-agent']).toMatch(/^docent\/\d+\.\d+\.\d+ \(OAI-PMH harvester/);
  expect(existsSync(join(folder, 'mine'))).toBe(false);
});
