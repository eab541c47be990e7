import type { Fault } from '../../../collections/fault.ts';

/** A page says which of the results it shows: `1 - 10 of 26`. */
const COUNTER = /^\s*(\d+)\s*[-\u2010-\u2015]\s*(\d+)\s+of\s+\d+\s*$/;

/**
 * The doubt about a page that counts more records than were read. One of them was then taken for a part of another,
 * or text is missing.
 *
 * @param lines the page's lines or paragraphs, with the lines on which they begin
 * @param read how many records were read, whether or not they were accepted
 */
export function fewerThanCounted(
  file: string,
  lines: Iterable<{ readonly line: number; readonly text: string }>,
  read: number,
): Fault[] {
  const counters = new Map<string, { readonly line: number; readonly counted: number }>();
  for (const { line, text } of lines) {
    const [counter, first, last] = COUNTER.exec(text) ?? [];
    if (counter && !counters.has(counter.trim())) {
      counters.set(counter.trim(), { line, counted: Number(last) - Number(first) + 1 });
    }
  }
  const counted = [...counters.values()].reduce((sum, counter) => sum + counter.counted, 0);
  const [first] = counters.values();
  if (!first || read >= counted) return [];
  const problem = `counts ${counted} records, but ${read} were read: look for a date that cannot be read, or for text that is missing`;
  return [{ file, line: first.line, problem }];
}
