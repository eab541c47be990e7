import { SaxesParser } from 'saxes';
import { CollectionError } from '../../../collections/fault.ts';
import { LONGEST_LINE } from '../../checked-text.ts';
import type { Met } from '../../source-record.ts';
import { dublinCore } from './dublin-core.ts';

/** What a response says besides its records. */
export interface OaiResponse {
  /** Where the list goes on; absent at its end. */
  readonly resumptionToken?: string;
  /** How many records the whole list has, where the source says so. */
  readonly completeListSize?: number;
  /** Records that the source has deleted. */
  readonly deleted: number;
  /** What the source says is wrong: `badResumptionToken: …`. */
  readonly error?: { readonly line: number; readonly code: string; readonly message: string };
}

/** A record that is not at its end yet. */
interface Open {
  readonly line: number;
  identifier?: string;
  readonly elements: Map<string, string[]>;
  /** What it takes so far, in UTF-16 units. */
  length: number;
}

/** What an element takes besides its text. */
const OBJECTS = 32;

/** Deeper than any record of Dublin Core. */
const DEEPEST = 64;

/**
 * The records of an OAI-PMH 2.0 response (ListRecords or GetRecord, in Dublin Core), read as it comes. Namespace
 * prefixes are not looked at, since saved files often lost them. Deleted records are left out.
 *
 * The parser expands no entities but the five of XML itself, and a file with a DOCTYPE, where others would be
 * declared, is refused.
 *
 * @throws {CollectionError} with the line, for what is not well formed, has a DOCTYPE, is nested too deep, or has
 *   a record, text or tag longer than {@link LONGEST_LINE}
 */
export async function* readOaiResponse(
  file: string,
  pieces: AsyncIterable<string>,
): AsyncGenerator<Met, OaiResponse> {
  const parser = new SaxesParser({ position: true });
  const met: Met[] = [];
  const open: string[] = [];
  let texts: string[] = [];
  let sinceEvent = 0;
  let deleted = 0;
  let isDeleted = false;
  let record: Open | undefined;
  let response: Omit<OaiResponse, 'deleted'> = {};
  let attributes: Readonly<Record<string, string>> = {};
  const fail = (problem: string, line = parser.line): never => {
    throw new CollectionError([{ file, line, problem }]);
  };
  const happened = () => {
    sinceEvent = 0;
  };
  parser.on('error', (error) =>
    fail(`is not well-formed XML (${reasonOf(error)}), expected an OAI-PMH response`),
  );
  parser.on('doctype', (doctype) => fail(/^\s*html\b/i.test(doctype) ? WEB_PAGE : DOCTYPE));
  for (const event of ['comment', 'processinginstruction', 'xmldecl'] as const) parser.on(event, happened);
  const takeText = (text: string) => {
    happened();
    texts.push(text);
  };
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('opentag', (tag) => {
    happened();
    texts = [];
    const name = localName(tag.name);
    open.push(name);
    if (open.length > DEEPEST) fail(`is nested more than ${DEEPEST} deep, expected an OAI-PMH response`);
    attributes = tag.attributes as Record<string, string>;
    if (name === 'record') record = { line: parser.line, elements: new Map(), length: 0 };
    if (name === 'header') isDeleted = attributes.status === 'deleted';
    if (name === 'html') fail(WEB_PAGE);
  });
  parser.on('closetag', () => {
    happened();
    const name = open.pop() ?? '';
    const text = texts.join('').trim();
    texts = [];
    if (name === 'record' && record) {
      if (isDeleted) deleted++;
      else
        met.push({
          kind: 'record',
          line: record.line,
          given: dublinCore(record.identifier, record.elements),
        });
      record = undefined;
      isDeleted = false;
    } else if (name === 'resumptionToken') {
      const size = Number(attributes.completeListSize);
      response = {
        ...response,
        ...(text !== '' && { resumptionToken: text }),
        ...(Number.isInteger(size) && size > 0 && { completeListSize: size }),
      };
    } else if (name === 'error' && !record) {
      response = {
        ...response,
        error: { line: parser.line, code: attributes.code ?? 'error', message: text },
      };
    } else if (name === 'identifier' && record && open.at(-1) === 'header') record.identifier = text;
    else if (record && text !== '' && !open.includes('header') && !open.includes('about')) {
      record.length += text.length + OBJECTS;
      if (record.length > LONGEST_LINE) {
        fail(`begins a record longer than ${LONGEST_LINE} characters, expected shorter ones`, record.line);
      }
      const before = record.elements.get(name);
      if (before) before.push(text);
      else record.elements.set(name, [text]);
    }
  });
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += WRITE) {
      const part = piece.slice(at, at + WRITE);
      parser.write(part);
      sinceEvent += part.length;
      if (sinceEvent > LONGEST_LINE) {
        fail(`is in a text or tag longer than ${LONGEST_LINE} characters, expected shorter ones`);
      }
    }
    yield* met.splice(0);
  }
  parser.close();
  yield* met.splice(0);
  return { ...response, deleted };
}

/** How much the parser is given between two looks at what came of it, in UTF-16 units. */
const WRITE = 65_536;

const DOCTYPE = 'has a DOCTYPE, which may declare entities, expected an OAI-PMH response without one';
const WEB_PAGE = 'is a web page, expected an OAI-PMH response';

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The parser's message without the place in front of it. */
function reasonOf(error: Error): string {
  return error.message
    .replace(/^(?:[^:]*:)?\d+:\d+: /, '')
    .replace(/\.$/, '')
    .slice(0, 120);
}
