import { CollectionError, type Fault } from '../collections/fault.ts';
import type { HistoricalDate } from '../dates/historical-date.ts';
import { recordId } from '../records/record-id.ts';
import { takenRecord } from './accept-record.ts';
import type { IncomingRecord } from './merge.ts';
import { type Reading, readSource } from './read-source.ts';
import type { GivenRecord } from './source-record.ts';

/** The records of some sources, checked. */
export interface Gathered {
  readonly records: readonly IncomingRecord[];
  /** How many records were met, whether taken or not. */
  readonly read: number;
  readonly refused: Faults;
  /** What makes the whole doubtful. */
  readonly doubts: Faults;
  /** Whose the records are, if the sources say so and agree. */
  readonly archive?: string;
}

/** Faults that are counted to the last, but only the first of which are kept. */
export interface Faults {
  readonly count: number;
  readonly first: readonly Fault[];
}

/** How many faults are kept of each kind: more say nothing new, and a file may have millions. */
const MOST_FAULTS = 1000;

/** How much text records may have in all, in UTF-16 units: they are all held, and a bot would hold them too. */
const MOST_TEXT = 268_435_456;

/**
 * Reads sources one after the other. What is wrong with one record refuses that record; what is wrong with a file
 * refuses all, so that an import is whole or is not.
 *
 * @param sources files, or addresses of OAI-PMH repositories
 * @throws {CollectionError} with all that is wrong with the files, or when there is no record that can be taken
 */
export async function gatherRecords(sources: readonly string[], reading: Reading): Promise<Gathered> {
  const records: IncomingRecord[] = [];
  const refused = faultList();
  const doubts = faultList();
  const broken: Fault[] = [];
  const archives = new Set<string>();
  const dates = new Map<string, HistoricalDate>();
  const identifiers = new Map<string, string>();
  let text = 0;
  for (const file of sources) {
    const countBefore = records.length + refused.count;
    try {
      for await (const met of readSource(file, reading)) {
        if (met.kind === 'archive') archives.add(met.name);
        else if (met.kind !== 'record') {
          const { kind, ...problem } = met;
          (kind === 'refused' ? refused : doubts).add({ file, ...problem });
        } else {
          const { line, given, cutOff } = met;
          const taken = takenRecord(given, dates);
          if ('faults' in taken) {
            refused.add(...taken.faults.slice(0, 1).map((fault) => ({ file, line, ...fault })));
            continue;
          }
          text += lengthOf(given);
          if (text > MOST_TEXT) throw new CollectionError([{ file, line, problem: TOO_MUCH }]);
          const { stored, identifier, doubt } = taken;
          if (doubt !== undefined) doubts.add({ file, line, field: 'date', problem: doubt });
          const isOthers =
            identifier !== undefined && (identifiers.get(stored.id) ?? identifier) !== identifier;
          if (identifier !== undefined && !isOthers) identifiers.set(stored.id, identifier);
          const fields = isOthers ? { ...stored, id: recordId(stored.date, stored.title) } : stored;
          records.push({
            file,
            line,
            fields,
            ...(given.identifier !== undefined && { identifier: given.identifier }),
            ...(cutOff && { cutOff }),
          });
        }
      }
      if (records.length + refused.count === countBefore) {
        broken.push({ file, problem: 'holds no record, expected at least one' });
      }
    } catch (error) {
      if (!(error instanceof CollectionError)) throw error;
      broken.push(...error.faults);
    }
  }
  if (broken.length > 0) throw new CollectionError(broken);
  if (records.length === 0) throw new CollectionError(refused.first);
  const [archive, second] = archives;
  return {
    records,
    read: records.length + refused.count,
    refused,
    doubts,
    ...(archive !== undefined && second === undefined && { archive }),
  };
}

const TOO_MUCH = `goes on after ${MOST_TEXT} characters of records in all, expected fewer: make several collections`;

function faultList(): Faults & { add(...faults: Fault[]): void } {
  const first: Fault[] = [];
  let count = 0;
  return {
    first,
    get count() {
      return count;
    },
    add(...faults) {
      count += faults.length;
      first.push(...faults.slice(0, Math.max(0, MOST_FAULTS - first.length)));
    },
  };
}

/** What a record takes besides its text, so that many small ones count as well. */
const OBJECTS = 512;

function lengthOf(given: GivenRecord): number {
  return Object.values(given)
    .flat()
    .reduce((sum, text) => sum + (text?.length ?? 0), OBJECTS);
}
