/** One thing that is wrong in a file of a collection. */
export interface Fault {
  /** The file or folder, as the one who named the folder would write it. */
  readonly file: string;
  /** Counted from 1; absent when the file as a whole is meant. */
  readonly line?: number;
  readonly field?: string;
  /** What is wrong and what was expected: `is missing, expected a text`. */
  readonly problem: string;
}

/** A fault as one line: `mine/records.jsonl:3 date: "1966-02-29" is not a date …, expected …`. */
export function printFault({ file, line, field, problem }: Fault): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return field === undefined ? `${place}: ${problem}` : `${place} ${field}: ${problem}`;
}

/** What is thrown for collections that cannot be used; its message is all faults, one a line. */
export class CollectionError extends Error {
  override readonly name = 'CollectionError';
  /** Every fault that was found, never none. */
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(printFault).join('\n'));
    this.faults = faults;
  }
}
