import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A file of the page, as it is served. */
export interface PageFile {
  type: string;
  body: string;
}

const folder = fileURLToPath(new URL('./page/', import.meta.url));

/** The files of the page by their paths, bundled in memory from their sources. */
export async function pageFiles(): Promise<Map<string, PageFile>> {
  const { build, stop } = await import('esbuild');
  try {
    const [html, bundle] = await Promise.all([
      readFile(`${folder}page.html`, 'utf8'),
      build({
        entryPoints: [`${folder}page.ts`, `${folder}page.css`],
        outdir: folder,
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        logLevel: 'silent',
      }),
    ]);
    const built = bundle.outputFiles.map(({ path, text: body }): [string, PageFile] =>
      path.endsWith('.css')
        ? ['/page.css', { type: 'text/css', body }]
        : ['/page.js', { type: 'text/javascript', body }],
    );
    return new Map([['/', { type: 'text/html', body: html }], ...built]);
  } finally {
    // The bundler is a process of its own, which must not outlive its work.
    await stop();
  }
}
