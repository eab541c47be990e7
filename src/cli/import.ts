import { Command, Option } from 'commander';
import { CollectionError, loadCollections } from '../data/collection.ts';
import { type Fault, printFault } from '../data/collection-fault.ts';
import { importInto } from '../data/import/import-into.ts';
import { ListingError, readListing } from '../data/import/listing.ts';
import type { IncomingRecord } from '../data/import/merge.ts';
import { WILSON_CENTER } from '../data/import/wilson-center.ts';
import { recordId } from '../data/record-id.ts';
import { readTextFile } from '../data/text-file.ts';

interface Incoming {
  readonly records: readonly IncomingRecord[];
  /** What of the file was not taken. */
  readonly leftOut: readonly Fault[];
  /** What makes a whole file doubtful. */
  readonly doubts: readonly Fault[];
}

/** `docent import <file…> --into <folder>`: listings into a collection, made if it is not there. */
export function importCommand(): Command {
  return new Command('import')
    .description('bring records of saved pages into a collection; what has not changed is left as it is')
    .argument('<file...>', 'text of pages of the archive, copied or saved')
    .requiredOption('--into <folder>', 'folder of the collection; made if it is not there')
    .addOption(new Option('--format <format>', 'what the files are').choices(['listing']).default('listing'))
    .action(async (files: string[], { into }: { into: string }) => {
      const { records, leftOut, doubts } = await readFiles(files);
      const { added, changed, unchanged, refused } = await importInto(into, records, WILSON_CENTER);
      const { records: loaded } = await loadCollections([into]);
      const notTaken = [...leftOut, ...refused];
      for (const fault of [...notTaken, ...doubts]) process.stderr.write(`${printFault(fault)}\n`);
      process.stdout.write(
        `${records.length + leftOut.length} read, ${added} added, ${changed} changed, ` +
          `${unchanged} unchanged, ${notTaken.length} refused\n` +
          `${into} now holds ${loaded.length} ${loaded.length === 1 ? 'record' : 'records'}\n`,
      );
    });
}

/** @throws {CollectionError} when any of the files cannot be read, so that all are imported or none */
async function readFiles(files: readonly string[]): Promise<Incoming> {
  const records: IncomingRecord[] = [];
  const leftOut: Fault[] = [];
  const doubts: Fault[] = [];
  const faults: Fault[] = [];
  for (const file of files) {
    const read = await readTextFile(file, 'expected the text of a listing');
    if (!('text' in read)) {
      faults.push(...read.faults);
      continue;
    }
    try {
      const listing = readListing(read.text);
      leftOut.push(...listing.leftOut.map((problem) => ({ file, ...problem })));
      doubts.push(...listing.doubts.map((problem) => ({ file, ...problem })));
      for (const { line, cutOff, ...fields } of listing.records) {
        const id = recordId(fields.date, fields.title);
        records.push({ file, line, fields: { id, ...fields }, ...(cutOff && { cutOff }) });
      }
    } catch (error) {
      if (!(error instanceof ListingError)) throw error;
      faults.push(...error.problems.map((problem) => ({ file, ...problem })));
    }
  }
  if (faults.length > 0) throw new CollectionError(faults);
  return { records, leftOut, doubts };
}
