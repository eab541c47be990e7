import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../clock.ts';
import { type Fault, printFault } from '../data/collections/fault.ts';
import { describeRecords } from '../data/import/description.ts';
import type { Faults } from '../data/import/fault-list.ts';
import type { FieldMap } from '../data/import/field-names.ts';
import { WILSON_CENTER } from '../data/import/formats/listing/wilson-center.ts';
import { type Manners, USUAL_MANNERS } from '../data/import/formats/oai/polite-request.ts';
import { ENDINGS_HELP, FORMAT_NAMES } from '../data/import/formats/registry.ts';
import { type Gathered, gatherRecords } from '../data/import/gather.ts';
import { type Import, importInto } from '../data/import/import-into.ts';
import { isAddress, type Reading } from '../data/import/read-source.ts';
import { packageFiles } from '../package-files.ts';
import { readFieldMap } from './field-map.ts';
import { outputCut } from './output.ts';
import { createProgress, type Progress } from './progress.ts';

interface Options {
  readonly into: string;
  readonly format?: string;
  readonly map: FieldMap;
  readonly pages: number;
  readonly check?: true;
}

/** Enough for any repository whose records a bot can hold, at the usual 100 records a response. */
const USUAL_PAGES = 10_000;

/** `docent import <source…> --into <folder>` imports records into a collection, and makes it if it is missing. */
export function importCommand(): Command {
  return new Command('import')
    .description('import records into a collection; unchanged records stay as they are')
    .argument('<source...>', 'files, or the http(s) address of an OAI-PMH repository')
    .requiredOption('--into <folder>', 'folder of the collection; made if it is missing')
    .addOption(
      new Option(
        '--format <format>',
        `the format of the sources; guessed from the ending of the name (${ENDINGS_HELP}), else from the content`,
      ).choices(FORMAT_NAMES),
    )
    .addOption(
      new Option('--map <field=column,…>', 'which columns or keys fill which fields (csv, jsonl)')
        .argParser(readFieldMap)
        .default(new Map(), 'the usual names'),
    )
    .addOption(
      new Option('--pages <number>', 'the most responses to ask a repository for')
        .argParser(readPages)
        .default(USUAL_PAGES),
    )
    .option('--check', 'only report what would be done, and write nothing')
    .action(async (sources: string[], options: Options) => {
      const progress = createProgress(process.stderr, () => new Date());
      let gathered: Gathered;
      try {
        gathered = await gatherRecords(sources, await readingOf(sources, options, progress));
      } finally {
        progress.end();
      }
      const description = describeRecords(gathered, basename(resolve(options.into)), sources.find(isAddress));
      const done = await importInto(options.into, gathered.records, description, options.check).catch(
        (error: Error) => {
          throw outputCut(options.into, error.cause) ?? error;
        },
      );
      const doubts = description === WILSON_CENTER || done.made === undefined ? [] : [filledIn(done.made)];
      for (const line of faultLines(gathered, done, doubts)) process.stderr.write(`${line}\n`);
      process.stdout.write(report(options, gathered, done));
    });
}

function readPages(text: string): number {
  const pages = Number(text);
  if (Number.isInteger(pages) && pages > 0) return pages;
  throw new InvalidArgumentError('expected a whole number from 1.');
}

async function readingOf(sources: readonly string[], options: Options, progress: Progress): Promise<Reading> {
  const { format, map, pages } = options;
  const total = await bytesOf(sources);
  let bytes = 0;
  return {
    ...(format && { format }),
    map,
    harvest: {
      manners: manners(),
      mostPages: pages,
      onPage: (records, of) => progress.show('records received', records, of),
    },
    onBytes(more) {
      bytes += more;
      progress.show('read', bytes, total);
    },
  };
}

async function bytesOf(sources: readonly string[]): Promise<number> {
  const sizes = sources.map(async (source) => {
    if (isAddress(source)) return 0;
    // A missing file is reported when it is read.
    return stat(source).then(
      ({ size }) => size,
      () => 0,
    );
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function manners(): Manners {
  const { name, version } = JSON.parse(readFileSync(packageFiles.manifest, 'utf8')) as {
    name: string;
    version: string;
  };
  return {
    ...USUAL_MANNERS,
    userAgent: `${name}/${version} (OAI-PMH harvester; one request at a time)`,
    wait: (milliseconds) => wait(milliseconds),
    now: () => new Date(),
    limit: systemClock.wait,
  };
}

function filledIn(file: string): Fault {
  const problem = 'was filled in from the records: add the publisher, the home page and the rights';
  return { file, problem };
}

function faultLines({ refused, doubts }: Gathered, done: Import, more: readonly Fault[]): string[] {
  const lines = (faults: Faults, kind: string) => {
    const rest = faults.count - faults.first.length;
    return [...faults.first.map(printFault), ...(rest > 0 ? [`… and ${rest} more that are ${kind}`] : [])];
  };
  return [
    ...lines(refused, 'refused'),
    ...done.refused.map(printFault),
    ...lines(doubts, 'doubtful'),
    ...more.map(printFault),
  ];
}

function report({ into, check }: Options, { read, refused }: Gathered, done: Import): string {
  const records = `${done.holds} ${done.holds === 1 ? 'record' : 'records'}`;
  return (
    `${read} read, ${done.added} added, ${done.changed} changed, ` +
    `${done.unchanged} unchanged, ${refused.count + done.refused.length} refused\n` +
    (check ? `${into} would hold ${records}; nothing was written\n` : `${into} now holds ${records}\n`)
  );
}
