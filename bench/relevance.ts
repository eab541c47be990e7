import { docentEngine, type Engine } from '../test/support/relevance/engine.ts';
import { floorOf } from '../test/support/relevance/floor.ts';
import { judgedParts, type Part } from '../test/support/relevance/judged-set.ts';
import type { Measures } from '../test/support/relevance/measures.ts';
import { measure } from '../test/support/relevance/measures.ts';
import { measureRun, putQueries, RUNS, type Run } from '../test/support/relevance/runs.ts';
import { peersOf } from './peers.ts';

const COLUMNS = { success1: 's@1', success5: 's@5', reciprocalRank: 'MRR', ndcg: 'nDCG' } as const;
const RUN_NAMES: Readonly<Record<Run, string>> = {
  clean: 'as typed',
  typo: 'one typo',
  variant: 'a name swapped',
};
const NAME_WIDTH = 12;
const GROUP_WIDTH = 4 * 6;

/**
 * How well Docent and its peers answer the judged queries: success at 1 and 5 (an answer of grade 2 or 3), mean
 * reciprocal rank, nDCG at 10. With `--failures`, where Docent's first answer is not good, of the part that is not
 * held out; with `--floor`, Docent's figures as `floor.json` keeps them.
 */
export async function run(): Promise<void> {
  const parts = await judgedParts();
  if (process.argv.includes('--floor')) return printFloor(parts);
  if (process.argv.includes('--failures')) return printFailures(parts);
  for (const part of parts) {
    const engines = [docentEngine(part.set.holdings), ...(await peersOf(part.set.holdings))];
    await printTable(part, engines);
  }
}

async function printTable(part: Part, engines: readonly Engine[]): Promise<void> {
  const { name, set, queries } = part;
  const put = RUNS.map((run) => ({ run, put: putQueries(queries, run, namesOf(part)) }));
  const [collection] = set.holdings.collections;
  console.log(
    `\n${name}: ${queries.length} queries on ${set.holdings.records.length} records (${collection?.name})`,
  );
  const groups = put.map(({ run, put }) => `  ${RUN_NAMES[run]} (${put.length})`.padEnd(GROUP_WIDTH + 2));
  const heads = put.map(() => `  ${cells(Object.values(COLUMNS))}`);
  console.log(`${' '.repeat(NAME_WIDTH)}${groups.join('')}`.trimEnd());
  console.log(`${' '.repeat(NAME_WIDTH)}${heads.join('')}`);
  for (const engine of engines) {
    let line = engine.name.padEnd(NAME_WIDTH);
    for (const { put: queries } of put) line += `  ${cells(figuresOf(await measureRun(engine, queries)))}`;
    console.log(line);
  }
}

function figuresOf(measures: Measures): string[] {
  return Object.keys(COLUMNS).map((key) => measures[key as keyof Measures].toFixed(3));
}

function cells(texts: readonly string[]): string {
  return texts.map((text) => text.padStart(6)).join('');
}

function namesOf({ set }: Part) {
  return set.holdings.collections.flatMap(({ names }) => names);
}

async function printFailures(parts: readonly Part[]): Promise<void> {
  const open = parts.filter(({ name }) => name === 'rest');
  for (const part of open) {
    const { records } = part.set.holdings;
    const titles = new Map(records.map(({ id, title, date }) => [id, `${date?.edtf ?? 'undated'} ${title}`]));
    const docent = docentEngine(part.set.holdings);
    for (const run of RUNS) {
      const put = putQueries(part.queries, run, namesOf(part));
      let failed = 0;
      for (const { judged, text } of put) {
        const given = await docent.search(text);
        if (measure(judged, given).success1 === 1) continue;
        failed += 1;
        const wanted = Object.entries(judged.answers).filter(([, grade]) => grade >= 2);
        console.log(`\n${judged.id}, ${RUN_NAMES[run]}: ${text}`);
        for (const [id, grade] of wanted.slice(0, 3)) {
          const place = given.indexOf(id);
          const where = place < 0 ? 'not in 10' : `place ${place + 1}`;
          console.log(`  wanted (${grade}, ${where}) ${shortened(titles.get(id))}`);
        }
        for (const id of given.slice(0, 3)) {
          console.log(`  got (${judged.answers[id] ?? 0}) ${shortened(titles.get(id))}`);
        }
      }
      console.log(`\n${RUN_NAMES[run]}: ${failed} of ${put.length} have no good first answer`);
    }
  }
}

function shortened(text = ''): string {
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}

async function printFloor(parts: readonly Part[]): Promise<void> {
  const floor: Record<string, Record<string, Record<string, number>>> = {};
  for (const part of parts) {
    const docent = docentEngine(part.set.holdings);
    const runs: Record<string, Record<string, number>> = {};
    for (const run of RUNS) {
      const measures = await measureRun(docent, putQueries(part.queries, run, namesOf(part)));
      runs[run] = Object.fromEntries(Object.entries(measures).map(([key, figure]) => [key, floorOf(figure)]));
    }
    floor[part.name] = runs;
  }
  console.log(JSON.stringify(floor, undefined, 2));
}
