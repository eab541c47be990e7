import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the names begin of the folders that this process's tests make, so that one that is left is found. */
export const FOLDER_PREFIX = `docent-test-${process.pid}-`;

/** An empty folder, for whoever removes it: what a whole file of tests shares, or what is made outside a test. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
}

/** Removes a folder with all that is in it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
