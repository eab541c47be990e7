import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { commandDefinitions } from '../src/commands/registry.ts';
import { anchorsOf, type Document, documents, localLinks } from './support/documents.ts';

const pages = documents();
/** What is written as code anywhere in the documents. */
const code = pages.flatMap((page) => page.code);
const named = new Set(code.flatMap((line) => line.split(/[\s,:=]+/)));

/** What some pages name that does not exist, each with its page. */
const wrong = (find: (page: Document) => readonly string[]) =>
  pages.flatMap((page) => find(page).map((what) => `${page.path}: ${what}`));

describe('the documents', () => {
  test('link to files and headings that exist', () => {
    const broken = pages.flatMap(localLinks).filter(({ file, anchor }) => {
      if (!existsSync(file)) return true;
      return anchor !== '' && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('name no missing file', () => {
    const path = /(?<![\w/.-])(?:src|test|docs|scripts|bench|collections)\/[\w./-]*\w/g;
    const missing = wrong(({ code: spans }) =>
      spans.flatMap((span) => span.match(path) ?? []).filter((file) => !existsSync(file)),
    );
    expect(missing).toEqual([]);
  });

  test('welcome a reader in at most 1,200 words', () => {
    const words = readFileSync('README.md', 'utf8').split(/\s+/).filter(Boolean).length;
    expect(words).toBeLessThanOrEqual(1200);
  });
});

describe('the rooms of src', () => {
  test('import each other as docs/architecture.md says', () => {
    const check = readFileSync('scripts/check-imports.ts', 'utf8');
    const table = /const MAY_IMPORT[^{]*\{([\s\S]*?)\n\};/.exec(check)?.[1] ?? '';
    const inCode = [...table.matchAll(/^ {2}'?([\w-]+)'?: \[([^\]]*)\]/gm)].map(
      ([, room = '', list = '']) =>
        `${room}: ${[...list.matchAll(/'([\w-]+)'/g)].map(([, name]) => name).join(' ')}`,
    );
    const page = readFileSync('docs/architecture.md', 'utf8');
    const [, rows = ''] = /^\| Room \| May import \|\n[^\n]*\n((?:\|.*\n)+)/m.exec(page) ?? [];
    const inPage = [...rows.matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(
      ([, room = '', list = '']) =>
        `${room}: ${[...list.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).join(' ')}`,
    );
    expect(inCode.length).toBeGreaterThan(10);
    expect(inPage).toEqual(inCode);
  });
});

describe('environment variables', () => {
  const explained = [...readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=/gm)].map(
    ([, name = '']) => name,
  );
  const settings = readFileSync('src/settings.ts', 'utf8');
  const read = [
    ...settings.matchAll(/(?:'|\benvironment\.|^\s*)([A-Z]+(?:_[A-Z]+)+|COLLECTIONS)\b(?='|:|\?)/gm),
  ].map(([, name = '']) => name);

  test('are the same in the settings and in .env.example', () => {
    expect([...new Set(read)].filter((name) => name !== 'NODE_ENV').sort()).toEqual([...explained].sort());
  });

  test('are all in the documents', () => {
    expect(explained.filter((name) => !named.has(name))).toEqual([]);
  });

  test('exist where the documents name them', () => {
    const known = new Set([...explained, 'NODE_ENV']);
    const unknown = wrong(({ code: spans }) =>
      spans
        .flatMap((span) => span.match(/\b[A-Z]+(?:_[A-Z]+)+\b(?!\()/g) ?? [])
        .filter((name) => !known.has(name)),
    );
    expect(unknown).toEqual([]);
  });
});

describe('npm scripts', () => {
  const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);
  const runs = (line: string) =>
    [...line.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, long, short]) => long ?? short ?? '',
    );

  test('are all in the documents', () => {
    const inPages = new Set(code.flatMap(runs));
    expect(scripts.filter((name) => !inPages.has(name))).toEqual([]);
  });

  test('exist where the documents name them', () => {
    const unknown = wrong(({ code: spans }) => spans.flatMap(runs).filter((name) => !scripts.includes(name)));
    expect(unknown).toEqual([]);
  });
});

describe('dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const all = Object.keys({ ...dependencies, ...devDependencies });
  const page = readFileSync('docs/architecture.md', 'utf8');
  const section = page.slice(page.indexOf('\n## Dependencies'), page.indexOf('\n## How to add'));

  test('each have their reason in docs/architecture.md', () => {
    const inPage = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    );
    expect(inPage.sort()).toEqual(all.sort());
  });
});

describe('the command line', async () => {
  const modules = await Promise.all(
    readdirSync('src/cli')
      .filter((name) => name.endsWith('.ts') && name !== 'command-line.ts')
      .map((name) => import(/* @vite-ignore */ `../src/cli/${name}`)),
  );
  const makers = modules
    .flatMap((module) => Object.entries(module))
    .filter(([name]) => /\wCommand$/.test(name));
  const tree = makers.map(([, make]) => (make as () => Command)());
  const all = [...tree, ...tree.flatMap(({ commands }) => commands)];
  const optionsOf = (command: Command) => command.options.map(({ long }) => long ?? '');

  /** What a line such as `npx docent import a.csv --into mine` names that does not exist. */
  const unknownIn = (line: string): string[] => {
    const [, rest] = /(?:^|\s)(?:npx )?docent ([a-z].*)$/.exec(line) ?? [];
    if (rest === undefined) return [];
    const words = rest.replace(/\s#.*$/, '').split(/\s+/);
    const command = tree.find((each) => each.name() === words[0]);
    if (!command) return [`docent ${words[0]}`];
    const known = [command, ...command.commands.filter((each) => each.name() === words[1])].flatMap(
      optionsOf,
    );
    return words.filter((word) => word.startsWith('--') && !known.includes(word));
  };

  test('exists where the documents name it', () => {
    expect(wrong(({ code: spans }) => spans.flatMap(unknownIn))).toEqual([]);
  });

  test('has the options that the documents name alone', () => {
    const known = all.flatMap(optionsOf);
    const alone = wrong(({ code: spans }) =>
      spans
        .filter((span) => /^--[a-z]/.test(span))
        .filter((span) => !known.includes(span.split(/[\s=]/)[0] ?? '')),
    );
    expect(alone).toEqual([]);
  });

  test('is in the documents, with every option', () => {
    const subcommands = tree.map((command) => command.name());
    expect(subcommands.length).toBeGreaterThan(5);
    const lines = new Set(code.flatMap((line) => /docent ([a-z]+)/.exec(line)?.[1] ?? []));
    expect(subcommands.filter((name) => !lines.has(name))).toEqual([]);
    expect(all.flatMap(optionsOf).filter((option) => !named.has(option))).toEqual([]);
  });
});

describe('slash commands', () => {
  const options = new Map<string, string[]>();
  for (const { name, options: subcommands = [] } of commandDefinitions([0, 1])) {
    options.set(name, []);
    for (const subcommand of subcommands) {
      const inner = ('options' in subcommand ? subcommand.options : undefined) ?? [];
      options.set(
        `${name} ${subcommand.name}`,
        inner.map((option) => option.name),
      );
    }
  }

  /** What a text such as `/doc search query: bomb` names that does not exist. */
  const unknownIn = (text: string): string[] => {
    const [, path = '', rest = ''] = /^\/([a-z]+(?: [a-z-]+)?)\b(.*)$/.exec(text) ?? [];
    if (path === '') return [];
    const known = options.get(path);
    if (!known) return [`/${path}`];
    const given = [...rest.matchAll(/(?:^|\s)([a-z-]+):(?=\s|$)/g)].map(([, option = '']) => option);
    return given.filter((option) => !known.includes(option)).map((option) => `/${path} ${option}:`);
  };

  test('exist where the documents name them, with their options', () => {
    expect(wrong(({ code: spans }) => spans.flatMap(unknownIn))).toEqual([]);
  });

  test('are all in the documents, with every option', () => {
    const paths = [...options.keys()];
    expect(paths.length).toBeGreaterThan(10);
    const lines = code.filter((line) => line.startsWith('/'));
    expect(paths.filter((path) => !lines.some((line) => line.startsWith(`/${path}`)))).toEqual([]);
    expect([...options.values()].flat().filter((option) => !named.has(option))).toEqual([]);
  });
});
