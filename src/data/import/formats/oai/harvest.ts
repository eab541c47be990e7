import { CollectionError } from '../../../collections/fault.ts';
import { checkedText } from '../../checked-text.ts';
import type { Met } from '../../source-record.ts';
import { type Manners, politeRequest } from './polite-request.ts';
import { type OaiResponse, readOaiResponse } from './response.ts';

/** How a repository is read. */
export interface Harvest {
  readonly manners: Manners;
  /** The most responses that are asked for; a list that goes on after them is refused. */
  readonly mostPages: number;
  /** Told after each response how many records there were so far, and how many there are if the source says so. */
  readonly onPage?: (records: number, of: number | undefined) => void;
}

/**
 * The records of an OAI-PMH repository, one response after the other along its resumption tokens.
 *
 * @param address the repository's base URL, or a whole request (`…?verb=ListRecords&metadataPrefix=oai_dc&set=…`)
 * @throws {CollectionError} when a response cannot be had or read, or the list does not come to an end
 */
export async function* readOaiAddress(
  address: string,
  { manners, mostPages, onPage }: Harvest,
): AsyncGenerator<Met> {
  const tokens = new Set<string>();
  let request = firstRequest(address);
  let records = 0;
  let deleted = 0;
  for (let page = 1; ; page++) {
    const name = shownAddress(request);
    const response = readOaiResponse(name, checkedText(name, politeRequest(request, manners)));
    let next = await response.next();
    for (; !next.done; next = await response.next()) {
      if (next.value.kind === 'record') records++;
      yield next.value;
    }
    const { resumptionToken, completeListSize, deleted: deletedHere, error }: OaiResponse = next.value;
    deleted += deletedHere;
    if (error && error.code !== 'noRecordsMatch') {
      const problem = `answers "${error.code}: ${error.message.slice(0, 120)}", expected a list of records`;
      throw new CollectionError([{ file: name, line: error.line, problem }]);
    }
    onPage?.(records, completeListSize);
    if (resumptionToken === undefined) break;
    if (tokens.has(resumptionToken))
      fail(
        name,
        `gives the resumption token "${resumptionToken.slice(0, 40)}" a second time: it would never end`,
      );
    tokens.add(resumptionToken);
    if (page >= mostPages)
      fail(name, `goes on after ${mostPages} responses; if that is right, allow more with --pages`);
    request = nextRequest(address, resumptionToken);
  }
  if (deleted > 0) yield deletedRecords(deleted);
}

/** What to say of records that a source has deleted. */
export function deletedRecords(count: number): Met {
  const problem = `${count} ${count === 1 ? 'record is' : 'records are'} deleted at the source and left out`;
  return { kind: 'doubt', problem };
}

function fail(file: string, problem: string): never {
  throw new CollectionError([{ file, problem }]);
}

function firstRequest(address: string): string {
  if (!URL.canParse(address))
    fail(address, 'is no address, expected for example https://archive.example/oai');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    fail(
      shownAddress(address),
      'has a name or password in it, which cannot be used: expected the address alone',
    );
  }
  if (!url.searchParams.has('verb')) url.searchParams.set('verb', 'ListRecords');
  const needsPrefix = !url.searchParams.has('metadataPrefix') && !url.searchParams.has('resumptionToken');
  if (needsPrefix) url.searchParams.set('metadataPrefix', 'oai_dc');
  return url.href;
}

/** A token is an exclusive argument: nothing but the verb may stand beside it (OAI-PMH 2.0, 3.5). */
function nextRequest(address: string, token: string): string {
  const url = new URL(address);
  for (const name of ['metadataPrefix', 'set', 'from', 'until', 'identifier']) url.searchParams.delete(name);
  url.searchParams.set('verb', 'ListRecords');
  url.searchParams.set('resumptionToken', token);
  return url.href;
}

/** An address as messages show it: without a password, and tokens cut short. */
function shownAddress(request: string): string {
  const url = new URL(request);
  url.username = '';
  url.password = '';
  return url.href.length > 160 ? `${url.href.slice(0, 159)}…` : url.href;
}
