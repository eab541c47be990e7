import type { Place } from '../collections/fault.ts';
import type { StoredRecord } from '../records/stored-record.ts';

/** A checked record with its place in the source, ready to be merged into a collection. */
export interface ImportedRecord extends Required<Place> {
  /** The fields that the source gives; the id is made of them if the source has none. */
  readonly fields: StoredRecord;
  /** The source's own identifier as given, whether or not the id is made of it. */
  readonly identifier?: string;
  /** Whether the file ends in the middle of the abstract. */
  readonly cutOff?: true;
}
