import { fileURLToPath } from 'node:url';

/** The bundled scripts and styles of the page. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** Bundles the scripts and styles of the page from the sources in a folder, in memory. */
export async function bundlePage(folder: URL): Promise<PageBundle> {
  const { build, stop } = await import('esbuild');
  const source = (name: string) => fileURLToPath(new URL(name, folder));
  try {
    const { outputFiles } = await build({
      entryPoints: [source('page.ts'), source('page.css')],
      outdir: fileURLToPath(folder),
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      logLevel: 'silent',
    });
    const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
    return { script: textOf('.js'), style: textOf('.css') };
  } finally {
    // The bundler is a process of its own, which must not stay.
    await stop();
  }
}
