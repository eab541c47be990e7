import { CollectionError, type Fault } from '../collections/fault.ts';
import type { HistoricalDate } from '../dates/historical-date.ts';
import { recordId } from '../records/record-id.ts';
import { acceptRecord } from './accept-record.ts';
import { FaultList, type Faults } from './fault-list.ts';
import type { ImportedRecord } from './imported-record.ts';
import { type Reading, readSource } from './read-source.ts';
import type { Finding, SourceRecord } from './source-record.ts';

/** The records of some sources, checked. */
export interface Gathered {
  readonly records: readonly ImportedRecord[];
  /** How many records were found, whether accepted or not. */
  readonly read: number;
  readonly refused: Faults;
  /** Things to look at. The import is complete all the same. */
  readonly doubts: Faults;
  /** The archive that the records belong to, if the sources name one and agree. */
  readonly archive?: string;
}

/** How much text records may have in all, in UTF-16 units: they are all held, and a bot would hold them too. */
const MOST_TEXT = 268_435_456;

const TOO_MUCH = `goes on after ${MOST_TEXT} characters of records in all, expected fewer: make several collections`;

/** What a record takes up besides its text, so that many small records count as well. */
const OBJECTS = 512;

/**
 * Reads sources one after another. A fault in a record refuses that record. A fault in a file refuses all files, so
 * that an import is complete or does not happen.
 *
 * @param sources files, or addresses of OAI-PMH repositories
 * @throws {CollectionError} with all that is wrong with the files, or when no record is accepted
 */
export async function gatherRecords(sources: readonly string[], reading: Reading): Promise<Gathered> {
  const gathering = new Gathering();
  const broken: Fault[] = [];
  for (const file of sources) {
    const before = gathering.read;
    try {
      for await (const finding of readSource(file, reading)) gathering.add(finding, file);
      if (gathering.read === before) broken.push({ file, problem: 'holds no record, expected at least one' });
    } catch (error) {
      if (!(error instanceof CollectionError)) throw error;
      for (const fault of error.faults) broken.push(fault);
    }
  }
  if (broken.length > 0) throw new CollectionError(broken);
  if (gathering.records.length === 0) throw new CollectionError(gathering.refused.first);
  return gathering.gathered();
}

/** What was found so far. */
class Gathering {
  readonly records: ImportedRecord[] = [];
  readonly refused = new FaultList();
  readonly #doubts = new FaultList();
  readonly #archives = new Set<string>();
  readonly #dates = new Map<string, HistoricalDate>();
  /** The identifiers that ids were made of, by id. */
  readonly #identifiers = new Map<string, string>();
  #text = 0;

  /** How many records were found, whether accepted or not. */
  get read(): number {
    return this.records.length + this.refused.count;
  }

  add(finding: Finding, file: string): void {
    if (finding.kind === 'record') this.#addRecord(finding.record, file);
    else if (finding.kind === 'refused') this.refused.add(finding.fault);
    else if (finding.kind === 'doubt') this.#doubts.add(finding.fault);
    else this.#archives.add(finding.name);
  }

  gathered(): Gathered {
    const { records, read, refused } = this;
    const [archive, second] = this.#archives;
    const isOneArchive = archive !== undefined && second === undefined;
    return { records, read, refused, doubts: this.#doubts, ...(isOneArchive && { archive }) };
  }

  #addRecord(source: SourceRecord, file: string): void {
    const acceptance = acceptRecord(source, file, this.#dates);
    if ('faults' in acceptance) {
      const [fault] = acceptance.faults;
      if (fault) this.refused.add(fault);
      return;
    }
    this.#text += lengthOf(source);
    if (this.#text > MOST_TEXT) throw new CollectionError([{ file, line: source.line, problem: TOO_MUCH }]);
    if (acceptance.doubt) this.#doubts.add(acceptance.doubt);
    this.records.push(this.#withOwnId(acceptance.accepted, acceptance.idSource));
  }

  /** A record whose id was made of the identifier of another gets an id of date and title. */
  #withOwnId(record: ImportedRecord, idSource: string | undefined): ImportedRecord {
    if (idSource === undefined) return record;
    const { fields } = record;
    const first = this.#identifiers.get(fields.id);
    if (first === undefined) this.#identifiers.set(fields.id, idSource);
    if (first === undefined || first === idSource) return record;
    return { ...record, fields: { ...fields, id: recordId(fields.date, fields.title) } };
  }
}

function lengthOf({ fields }: SourceRecord): number {
  let length = OBJECTS;
  for (const value of Object.values(fields)) {
    if (typeof value === 'string') length += value.length;
    else for (const text of value ?? []) length += text.length;
  }
  return length;
}
