import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hashNumber } from './hash-number.ts';

const judgedQuery = z.strictObject({
  id: z.string().regex(/^[a-z-]+-\d\d$/),
  query: z.string().min(1),
  /** What sort of query it is: `known-item`, `spelling`, … */
  kind: z.string().min(1),
  /** The grade of each record that answers, by its id: 3 exactly what is wanted, 2 good, 1 related. */
  answers: z.record(z.string(), z.literal([1, 2, 3])),
});

/** A query and the records that answer it, as README.md says that they were judged. */
export type JudgedQuery = Readonly<z.infer<typeof judgedQuery>>;

/**
 * The judged queries of a file, one JSON object a line.
 *
 * @throws {z.ZodError} when a line is no judged query
 */
export async function readJudgedQueries(file: string | URL): Promise<JudgedQuery[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => judgedQuery.parse(JSON.parse(line)));
}

/** Whether a query is of the third that nobody looks at while tuning. */
export function isHeldOut({ id }: JudgedQuery): boolean {
  return hashNumber(`held out ${id}`) % 3 === 0;
}
