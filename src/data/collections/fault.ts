/** Where something stands: a file, or a line of it. */
export interface Place {
  /** The file, folder or address, written as the person who named it would write it. */
  readonly file: string;
  /** Counted from 1; absent when the file as a whole is meant. */
  readonly line?: number;
}

/** One thing that is wrong or doubtful in a file, with its place. */
export interface Fault extends Place {
  /** The field, column or variable, if the fault is in one. */
  readonly field?: string;
  /** What is wrong and what was expected: `is missing, expected a text`. */
  readonly problem: string;
}

/**
 * A place as one text.
 *
 * @example printPlace({ file: 'mine/records.jsonl', line: 3 }) // 'mine/records.jsonl:3'
 */
export function printPlace({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** A fault as one line: `mine/records.jsonl:3 date: "1966-02-29" is not a valid date, expected …`. */
export function printFault(fault: Fault): string {
  const { field, problem } = fault;
  return `${printPlace(fault)}${field === undefined ? '' : ` ${field}`}: ${problem}`;
}

/** Thrown for collections and sources that cannot be used. Its message lists all faults, one a line. */
export class CollectionError extends Error {
  override readonly name = 'CollectionError';
  /** Every fault that was found, at least one. */
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    super(faults.map(printFault).join('\n'), options);
    this.faults = faults;
  }
}
