import { Command, Option } from 'commander';
import { CollectionError, loadCollections } from '../data/collection.ts';
import { cslText } from '../data/import/csl-export.ts';
import { replaceFile } from '../data/import/replace-file.ts';

/** `docent export <folder> --format csl`: a collection as others read it. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write a collection for reference managers such as Zotero')
    .argument('<folder>', 'folder of the collection')
    .addOption(new Option('--format <format>', 'what to write').choices(['csl']).default('csl'))
    .option('--to <file>', 'file to write; standard output when it is not given')
    .action(async (folder: string, { to }: { to?: string }) => {
      const { records } = await loadCollections([folder]);
      const text = [...cslText(records)].join('');
      if (to === undefined) process.stdout.write(text);
      else await writeFile(to, text);
    });
}

async function writeFile(file: string, text: string): Promise<void> {
  try {
    await replaceFile(file, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const problem = `cannot be written (${error.code}), expected a file in a folder that we may write to`;
    throw new CollectionError([{ file, problem }]);
  }
}
