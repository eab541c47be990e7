import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder as emptyFolder } from '../temporary-folder.ts';

/** A folder that is deleted after the test, with these files in it. */
export async function temporaryFolder(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** A `collection.json` without fault. */
export const DESCRIPTION = JSON.stringify({
  name: 'An Archive',
  publisher: 'A Publisher',
  homePage: 'https://archive.example',
  searchLink: 'https://archive.example/search?q={title}',
  rights: 'Free for research.',
  citation: '“{title},” {date}, An Archive, {link}',
});
