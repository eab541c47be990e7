// Part of `npm run check`: imports go down between the rooms of `src`, and no two files import each other.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * What each room may import, beside its own files. A room is a folder of `src`; a file at the root of `src` stands for
 * itself. `docs/architecture.md` shows the same table.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  data: ['cache'],
  views: ['data'],
  cards: ['data', 'views'],
  store: ['cache', 'clock'],
  channels: ['cards', 'clock', 'log'],
  daily: ['data', 'views', 'cards', 'store', 'channels', 'clock', 'log'],
  commands: ['data', 'views', 'cards', 'store', 'daily', 'cache', 'clock'],
  discord: ['views', 'cards', 'store', 'daily', 'commands', 'clock', 'log', 'uncaught'],
  loopback: ['clock'],
  preview: [
    'data',
    'store',
    'discord',
    'loopback',
    'clock',
    'log',
    'settings',
    'shutdown',
    'uncaught',
    'package-files',
  ],
  cli: ['data', 'store', 'discord', 'index', 'clock', 'settings', 'package-files'],
  index: [
    'data',
    'store',
    'discord',
    'preview',
    'clock',
    'log',
    'settings',
    'shutdown',
    'uncaught',
    'package-files',
  ],
  cache: [],
  clock: [],
  log: ['settings'],
  settings: [],
  shutdown: [],
  uncaught: ['log'],
  'package-files': [],
};

/** Rooms that know nothing of Discord, and so do not load its library. */
const WITHOUT_DISCORD = ['data', 'views', 'cards', 'store'];

/** The page of the preview runs in a browser and has a program of its own. */
const PAGE = 'preview/page/';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith(PAGE) && !file.endsWith('.d.ts'));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const text = readFileSync(join('src', file), 'utf8');
  const named = Array.from(text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.{1,2}\/[^']+)'/g), ([, path = '']) =>
    normalize(join(dirname(file), path)).replaceAll('\\', '/'),
  );
  return named.filter((path) => path.endsWith('.ts'));
}

function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace(/\.ts$/, '');
}

/** The imports that go up, or to a room that its own may not know. */
function upwards(): string[] {
  return [...imports].flatMap(([file, all]) =>
    all
      .filter((other) => {
        const [room, its] = [roomOf(file), roomOf(other)];
        return room !== its && !MAY_IMPORT[room]?.includes(its);
      })
      .map((other) => `src/${file} imports src/${other}: ${roomOf(file)} may not know ${roomOf(other)}.`),
  );
}

/** The files of such rooms that load Discord's library. */
function discordLoaded(): string[] {
  return files
    .filter((file) => WITHOUT_DISCORD.includes(roomOf(file)))
    .filter((file) => /from 'discord\.js'/.test(readFileSync(join('src', file), 'utf8')))
    .map((file) => `src/${file} imports discord.js: ${roomOf(file)} knows nothing of Discord.`);
}

/** The files that import each other, over however many others: one circle a line. */
function circles(): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.add(`A circle of imports: ${[...path.slice(at), file].join(' → ')}.`);
    if (at >= 0 || done.has(file)) return;
    for (const other of imports.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return [...found];
}

const faults = [...upwards(), ...discordLoaded(), ...circles()];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
