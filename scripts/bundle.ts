import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { packageFiles } from '../src/package-files.ts';
import { bundlePage } from '../src/preview/page-bundle.ts';

/** How code is bundled for Node: all packages in it, save those that cannot be or are not needed. */
export const FOR_NODE = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: [
    // Has a part that is not JavaScript.
    'libsql',
    // Other packages use these where they happen to be installed.
    ...['pg-native', 'zlib-sync', 'bufferutil', 'utf-8-validate'],
    // Only a checkout needs it: a build holds the page ready-made.
    'esbuild',
  ],
  banner: {
    // For packages that are CommonJS, and load Node's own modules with `require`.
    js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Builds Docent into a folder: `docent.js`, which Node runs without any compiler, with the bundled collection and the
 * preview's page. What is loaded lazily in the sources stays in files of its own. The folder may be moved; all that it
 * needs besides is the package `libsql` where Node finds it.
 */
export async function bundleDocent(folder: string): Promise<void> {
  await mkdir(join(folder, 'page'), { recursive: true });
  await copyFiles(folder);
  // One after the other, because the bundler of the page is stopped when the page is ready.
  await bundlePageInto(join(folder, 'page'));
  await bundleCode(folder);
  await chmod(join(folder, 'docent.js'), 0o755);
}

async function bundleCode(folder: string): Promise<void> {
  const docent = fileURLToPath(new URL('../bin/docent-built.js', import.meta.url));
  await build({ ...FOR_NODE, entryPoints: [{ in: docent, out: 'docent' }], outdir: folder, splitting: true });
}

async function bundlePageInto(folder: string): Promise<void> {
  const { script, style } = await bundlePage(packageFiles.page);
  await Promise.all([
    writeFile(join(folder, 'page.js'), script),
    writeFile(join(folder, 'page.css'), style),
    cp(new URL('page.html', packageFiles.page), join(folder, 'page.html')),
  ]);
}

/** The collection, and as much of `package.json` as makes Node read the code as modules and the code know its version. */
async function copyFiles(folder: string): Promise<void> {
  const { name, version, type } = JSON.parse(await readFile(packageFiles.manifest, 'utf8'));
  await Promise.all([
    cp(packageFiles.bundledCollection, join(folder, 'wilson-center'), { recursive: true }),
    writeFile(join(folder, 'package.json'), `${JSON.stringify({ name, version, type }, undefined, 2)}\n`),
  ]);
}
