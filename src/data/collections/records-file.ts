import type { HistoricalDate } from '../dates/historical-date.ts';
import { readRecordLine, type StoredRecord } from '../records/stored-record.ts';
import type { Fault } from './fault.ts';
import { readLines } from './line-reader.ts';
import { unreadableFile } from './text-file.ts';

/** A line of `records.jsonl` with the record that it holds. */
export interface RecordLine {
  readonly stored: StoredRecord;
  readonly date?: HistoricalDate;
  /** Counted from 1. */
  readonly line: number;
}

/** The records of a `records.jsonl`, and all that is wrong with it. */
export interface RecordsFile {
  readonly records: readonly RecordLine[];
  readonly faults: readonly Fault[];
  /** Whether the only fault is that the file is not there. */
  readonly missing: boolean;
}

/**
 * Reads a `records.jsonl` line by line, whatever its size. Lines at fault are left out of the records.
 *
 * @param remedy what to do about a missing file, the end of its fault
 */
export async function readRecordsFile(file: string, remedy: string): Promise<RecordsFile> {
  const records: RecordLine[] = [];
  const faults: Fault[] = [];
  const dates = new Map<string, HistoricalDate>();
  const lines = new Map<string, number>();
  try {
    for await (const read of readLines(file)) {
      if ('problem' in read) {
        faults.push(read);
        continue;
      }
      const { line, text } = read;
      const checked = readRecordLine(text, { file, line }, dates);
      if ('faults' in checked) {
        for (const fault of checked.faults) faults.push(fault);
        continue;
      }
      const { id } = checked.stored;
      const first = lines.get(id);
      if (first === undefined) lines.set(id, line);
      else faults.push({ file, line, field: 'id', problem: repeatedId(id, `line ${first}`) });
      records.push({ ...checked, line });
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { records: [], ...unreadableFile(file, error, remedy) };
  }
  return { records, faults, missing: false };
}

/**
 * The problem of an id that another record has already.
 *
 * @param place where the other record stands
 */
export function repeatedId(id: string, place: string): string {
  return `"${id}" is already the id of ${place}, expected an id that no other record has`;
}
