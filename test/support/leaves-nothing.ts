// For every test file: fails when it leaves a process, a socket, a server or a folder behind.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect } from 'vitest';
import { FOLDER_PREFIX } from './temporary-folder.ts';
import { turns } from './work.ts';

/** What Node calls the resources that a test must give back (`process.getActiveResourcesInfo`). */
const OURS = new Set(['ProcessWrap', 'TCPServerWrap', 'TCPSocketWrap', 'FSEvent', 'StatWatcher']);

/**
 * How often the event loop turns before what is still there counts as left behind. What was closed is gone within a few
 * turns, because both ends of every connection are in this process or are dead.
 */
const TURNS = 200;

const left = () => [
  ...process.getActiveResourcesInfo().filter((kind) => OURS.has(kind)),
  ...readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDER_PREFIX)),
];

const before = left();
// Set up before the hooks of the test file, and so the last to be called.
afterAll(async () => {
  const added = () => without(left(), before);
  for (let turn = 0; turn < TURNS && added().length > 0; turn += 1) await turns(1);
  expect(added(), 'what this file has left behind').toEqual([]);
});

/** The items of a list that are not in another, each as often as it is there more often. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return all.filter((item) => {
    const at = rest.indexOf(item);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
