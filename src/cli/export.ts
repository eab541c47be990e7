import { statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { CollectionError, loadCollections } from '../data/collections/load-collections.ts';
import { cslText } from '../data/import/formats/csl-export.ts';
import { replaceFile } from '../data/import/replace-file.ts';
import { outputCut, printOut } from './output.ts';

/** `docent export <folder> --format csl` writes a collection in a format that other programs read. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write a collection for reference managers such as Zotero')
    .argument('<folder>', 'folder of the collection')
    .addOption(new Option('--format <format>', 'the format to write').choices(['csl']).default('csl'))
    .option('--to <file>', 'file to write; standard output if it is not given')
    .action(async (folder: string, { to }: { to?: string }) => {
      const { records } = await loadCollections([folder]);
      if (to === undefined) await printOut(cslText(records));
      else await writeFile(to, cslText(records));
    });
}

async function writeFile(file: string, pieces: Iterable<string>): Promise<void> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) {
    const problem =
      'is a folder or a device, expected the name of a file; leave out --to for standard output';
    throw new CollectionError([{ file, problem }]);
  }
  try {
    await replaceFile(file, pieces);
  } catch (error) {
    const cut = outputCut(file, error);
    if (cut) throw cut;
    if (!(error instanceof Error && 'code' in error)) throw error;
    const problem = `cannot be written (${error.code}), expected a file in a folder that this user may write to`;
    throw new CollectionError([{ file, problem }]);
  }
}
