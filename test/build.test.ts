import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtFile } from './support/built-file.ts';
import { run } from './support/cli.ts';
import { temporaryFolder } from './support/import/temporary-folder.ts';

/** The code of the build by its files' names. */
let code: ReadonlyMap<string, string>;
beforeAll(async () => {
  const folder = builtFile('dist');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const;
  code = new Map(await Promise.all(names.map(read)));
});

/** The text of a source's file and of all that is loaded with it. */
function loadedWith(source: string): string {
  const first = [...code].find(([, text]) => text.includes(`\n// ${source}\n`));
  const names = new Set(first?.slice(0, 1));
  for (const name of names) {
    for (const [, next = ''] of (code.get(name) ?? '').matchAll(/^(?:import|\}) (?:.*from )?"\.\/(.*)";$/gm))
      names.add(next);
  }
  return [...names].map((name) => code.get(name)).join('\n');
}

describe('a build', () => {
  test('needs nothing from where it was made: moved, and without any package beside it, it imports and checks', async () => {
    const folder = await temporaryFolder({ 'letters.csv': 'title,date\nOne,1964\n' });
    await cp(builtFile('dist'), join(folder, 'moved'), { recursive: true });
    const docent = (...args: string[]) => run(process.execPath, ['moved/docent.js', ...args], folder);
    expect(await docent('import', 'letters.csv', '--into', 'mine')).toMatchObject({ code: 0 });
    expect(await docent('check', 'moved/wilson-center')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('564 records'),
    });
  });

  test.each([
    [
      'src/cli/command-line.ts',
      'src/cli/import.ts',
      ['src/index.ts', 'node_modules/discord.js/', '"libsql"'],
    ],
    [
      'src/index.ts',
      '"libsql"',
      [
        'src/preview/',
        'src/loopback/',
        'node_modules/discord-api-spec/',
        'src/store/postgres-store.ts',
        'node_modules/pg/',
      ],
    ],
    [
      'src/preview/run-preview.ts',
      'src/loopback/loopback.ts',
      ['node_modules/discord-api-spec/', '"esbuild"'],
    ],
  ])('loads %s with %s, and without what is rarely needed: %j', (source, needed, lazy) => {
    const loaded = loadedWith(source);
    expect(loaded).toContain(needed);
    expect(lazy.filter((part) => loaded.includes(part))).toEqual([]);
  });
});
