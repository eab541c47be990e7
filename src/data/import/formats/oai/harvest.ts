import { CollectionError } from '../../../collections/fault.ts';
import { checkedText } from '../../checked-text.ts';
import type { Finding } from '../../source-record.ts';
import { type Manners, politeRequest } from './polite-request.ts';
import { deletedRecords, readOaiResponse } from './response.ts';

/** How a repository is read. */
export interface Harvest {
  readonly manners: Manners;
  /** The most responses to ask for. A list that goes on after them is refused. */
  readonly mostPages: number;
  /** Told after each response how many records there were so far, and how many there are if the source says so. */
  readonly onPage?: (records: number, of: number | undefined) => void;
}

/**
 * The records of an OAI-PMH repository, one response after another, along its resumption tokens.
 *
 * @param address the repository's base URL, or a whole request (`…?verb=ListRecords&metadataPrefix=oai_dc&set=…`)
 * @throws {CollectionError} when a response does not come or cannot be read, or the list does not end
 */
export async function* readOaiAddress(address: string, harvest: Harvest): AsyncGenerator<Finding> {
  const { manners, mostPages, onPage } = harvest;
  const tokens = new Set<string>();
  let request = firstRequest(address);
  let records = 0;
  let deleted = 0;
  for (let page = 1; ; page++) {
    const name = shownAddress(request);
    const response = readOaiResponse(name, checkedText(name, politeRequest(request, manners)));
    let next = await response.next();
    for (; !next.done; next = await response.next()) {
      records++;
      yield { kind: 'record', record: next.value };
    }
    const { resumptionToken, completeListSize, error } = next.value;
    deleted += next.value.deleted;
    if (error && error.code !== 'noRecordsMatch') {
      const problem = `answers "${error.code}: ${error.message.slice(0, 120)}", expected a list of records`;
      throw new CollectionError([{ file: name, line: error.line, problem }]);
    }
    onPage?.(records, completeListSize);
    if (resumptionToken === undefined) break;
    if (tokens.has(resumptionToken)) {
      const token = resumptionToken.slice(0, 40);
      fail(name, `gives the resumption token "${token}" a second time: the list would never end`);
    }
    tokens.add(resumptionToken);
    if (page >= mostPages)
      fail(name, `goes on after ${mostPages} responses; if that is right, allow more with --pages`);
    request = nextRequest(address, resumptionToken);
  }
  if (deleted > 0) yield { kind: 'doubt', fault: deletedRecords(address, deleted) };
}

function fail(file: string, problem: string): never {
  throw new CollectionError([{ file, problem }]);
}

function firstRequest(address: string): string {
  if (!URL.canParse(address))
    fail(address, 'is not a valid address, expected for example https://archive.example/oai');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    fail(
      shownAddress(address),
      'has a name or password in it, which cannot be used, expected only the address',
    );
  }
  if (!url.searchParams.has('verb')) url.searchParams.set('verb', 'ListRecords');
  const needsPrefix = !url.searchParams.has('metadataPrefix') && !url.searchParams.has('resumptionToken');
  if (needsPrefix) url.searchParams.set('metadataPrefix', 'oai_dc');
  return url.href;
}

/** A token is an exclusive argument: only the verb may be given with it (OAI-PMH 2.0, 3.5). */
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
