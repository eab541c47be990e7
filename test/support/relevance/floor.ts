import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const measures = z.strictObject({
  success1: z.number(),
  success5: z.number(),
  reciprocalRank: z.number(),
  ndcg: z.number(),
});
const runs = z.strictObject({ clean: measures, typo: measures, variant: measures });
const floor = z.strictObject({ 'held out': runs, rest: runs, 'second set': runs });

/** The figures below which Docent must not fall, by part and run. */
export type Floor = Readonly<z.infer<typeof floor>>;

/** The floor in `floor.json`. */
export async function readFloor(): Promise<Floor> {
  return floor.parse(JSON.parse(await readFile(new URL('./floor.json', import.meta.url), 'utf8')));
}

/** A figure as the floor keeps it: four decimals, cut, so that what was measured is never below its own floor. */
export function floorOf(figure: number): number {
  return Math.floor(figure * 10_000) / 10_000;
}
