import { readFile } from 'node:fs/promises';
import { packageFiles } from '../package-files.ts';

/** A file of the page, as its server sends it. */
export interface PageFile {
  type: string;
  body: string;
}

/** The files of the page, by path. In a build they are ready-made; in a checkout they are bundled in memory. */
export async function pageFiles(): Promise<Map<string, PageFile>> {
  const { page, isPageBuilt } = packageFiles;
  const read = (name: string) => readFile(new URL(name, page), 'utf8');
  const [html, { script, style }] = await Promise.all([
    read('page.html'),
    isPageBuilt ? builtPage(read) : bundledPage(page),
  ]);
  return new Map([
    ['/', { type: 'text/html', body: html }],
    ['/page.js', { type: 'text/javascript', body: script }],
    ['/page.css', { type: 'text/css', body: style }],
  ]);
}

async function builtPage(read: (name: string) => Promise<string>) {
  const [script, style] = await Promise.all([read('page.js'), read('page.css')]);
  return { script, style };
}

async function bundledPage(folder: URL) {
  const { bundlePage } = await import('./page-bundle.ts');
  return bundlePage(folder);
}
