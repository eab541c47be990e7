import { SaxesParser } from 'saxes';
import { CollectionError, type Fault } from '../../../collections/fault.ts';
import { LONGEST_LINE } from '../../checked-text.ts';
import type { SourceRecord } from '../../source-record.ts';
import { dublinCore } from './dublin-core.ts';

/** What a response says besides its records. */
export interface OaiResponse {
  /** Where the list goes on; absent at its end. */
  readonly resumptionToken?: string;
  /** How many records the whole list has, where the source says so. */
  readonly completeListSize?: number;
  /** How many of the records the source has deleted. */
  readonly deleted: number;
  /** What the source says is wrong: `badResumptionToken: …`. */
  readonly error?: { readonly line: number; readonly code: string; readonly message: string };
}

/** What an element takes up besides its text, in UTF-16 units. */
const OBJECTS = 32;

/** Deeper than any record of Dublin Core. */
const DEEPEST = 64;

/** How much the parser is given before we look at what it found, in UTF-16 units. */
const WRITE = 65_536;

const DOCTYPE = 'has a DOCTYPE, which may declare entities, expected an OAI-PMH response without one';
const WEB_PAGE = 'is a web page, expected an OAI-PMH response';

/**
 * The records of an OAI-PMH 2.0 response (ListRecords or GetRecord, in Dublin Core), read as it comes. Namespace
 * prefixes are ignored, because saved files often lost them. Deleted records are left out.
 *
 * The parser expands no entities but the five of XML itself. A file with a DOCTYPE, which could declare others, is
 * refused.
 *
 * @throws {CollectionError} with the line, for a file that is not well formed, has a DOCTYPE, is nested too deep, or
 *   has a record, text or tag longer than {@link LONGEST_LINE}
 */
export async function* readOaiResponse(
  file: string,
  pieces: AsyncIterable<string>,
): AsyncGenerator<SourceRecord, OaiResponse> {
  const reader = new ResponseReader(file);
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += WRITE) reader.write(piece.slice(at, at + WRITE));
    yield* reader.taken();
  }
  reader.close();
  yield* reader.taken();
  return reader.response;
}

/** A record whose end tag has not come yet. */
interface OpenRecord {
  readonly line: number;
  identifier?: string;
  readonly elements: Map<string, string[]>;
  /** What it takes up so far, in UTF-16 units. */
  length: number;
}

/** Follows the tags of one response. */
class ResponseReader {
  readonly #file: string;
  readonly #parser = new SaxesParser({ position: true });
  #records: SourceRecord[] = [];
  #response: OaiResponse = { deleted: 0 };
  /** The names of the elements that we are in, the innermost last. */
  readonly #open: string[] = [];
  /** The text of the innermost element. */
  #texts: string[] = [];
  #attributes: Readonly<Record<string, string>> = {};
  #record: OpenRecord | undefined;
  #isDeleted = false;
  /** UTF-16 units since the parser last reported anything. */
  #sinceEvent = 0;

  constructor(file: string) {
    this.#file = file;
    const parser = this.#parser;
    parser.on('error', (error) =>
      this.#fail(`is not well-formed XML (${reasonOf(error)}), expected an OAI-PMH response`),
    );
    parser.on('doctype', (doctype) => this.#fail(/^\s*html\b/i.test(doctype) ? WEB_PAGE : DOCTYPE));
    for (const event of ['comment', 'processinginstruction', 'xmldecl'] as const) {
      parser.on(event, () => {
        this.#sinceEvent = 0;
      });
    }
    parser.on('text', (text) => this.#addText(text));
    parser.on('cdata', (text) => this.#addText(text));
    parser.on('opentag', ({ name, attributes }) => this.#begin(localName(name), attributes));
    parser.on('closetag', () => this.#end());
  }

  /** What the response says besides its records. */
  get response(): OaiResponse {
    return this.#response;
  }

  write(text: string): void {
    this.#parser.write(text);
    this.#sinceEvent += text.length;
    if (this.#sinceEvent > LONGEST_LINE) {
      this.#fail(`is in a text or tag longer than ${LONGEST_LINE} characters, expected shorter ones`);
    }
  }

  close(): void {
    this.#parser.close();
  }

  /** The records found since the last call. */
  taken(): SourceRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #fail(problem: string, line = this.#parser.line): never {
    throw new CollectionError([{ file: this.#file, line, problem }]);
  }

  #addText(text: string): void {
    this.#sinceEvent = 0;
    this.#texts.push(text);
  }

  #begin(name: string, attributes: Readonly<Record<string, unknown>>): void {
    this.#sinceEvent = 0;
    this.#texts = [];
    this.#open.push(name);
    if (this.#open.length > DEEPEST)
      this.#fail(`is nested more than ${DEEPEST} deep, expected an OAI-PMH response`);
    this.#attributes = attributes as Record<string, string>;
    if (name === 'record') this.#record = { line: this.#parser.line, elements: new Map(), length: 0 };
    if (name === 'header') this.#isDeleted = this.#attributes.status === 'deleted';
    if (name === 'html') this.#fail(WEB_PAGE);
  }

  #end(): void {
    this.#sinceEvent = 0;
    const name = this.#open.pop() ?? '';
    const text = this.#texts.join('').trim();
    this.#texts = [];
    if (this.#record) this.#endInRecord(name, text, this.#record);
    else if (name === 'resumptionToken') this.#endToken(text);
    else if (name === 'error') {
      const error = { line: this.#parser.line, code: this.#attributes.code ?? 'error', message: text };
      this.#response = { ...this.#response, error };
    }
  }

  #endInRecord(name: string, text: string, record: OpenRecord): void {
    if (name === 'record') {
      if (this.#isDeleted) this.#response = { ...this.#response, deleted: this.#response.deleted + 1 };
      else this.#records.push({ line: record.line, fields: dublinCore(record.identifier, record.elements) });
      this.#record = undefined;
      this.#isDeleted = false;
    } else if (name === 'identifier' && this.#open.at(-1) === 'header') record.identifier = text;
    else if (text !== '' && !this.#open.includes('header') && !this.#open.includes('about')) {
      record.length += text.length + OBJECTS;
      if (record.length > LONGEST_LINE) {
        this.#fail(
          `begins a record longer than ${LONGEST_LINE} characters, expected shorter ones`,
          record.line,
        );
      }
      const before = record.elements.get(name);
      if (before) before.push(text);
      else record.elements.set(name, [text]);
    }
  }

  #endToken(text: string): void {
    const size = Number(this.#attributes.completeListSize);
    this.#response = {
      ...this.#response,
      ...(text !== '' && { resumptionToken: text }),
      ...(Number.isInteger(size) && size > 0 && { completeListSize: size }),
    };
  }
}

/** The doubt about records that a source has deleted. */
export function deletedRecords(file: string, count: number): Fault {
  const problem = `${count} ${count === 1 ? 'record is' : 'records are'} deleted at the source and left out`;
  return { file, problem };
}

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
