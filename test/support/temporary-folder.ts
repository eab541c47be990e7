import { onTestFinished } from 'vitest';
import { makeFolder, removeFolder } from './new-folder.ts';

export { FOLDER_PREFIX, makeFolder, removeFolder } from './new-folder.ts';

/** An empty folder that is gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}
