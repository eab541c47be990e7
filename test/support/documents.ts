import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A page of the documentation. */
export interface Document {
  /** Its path from the root of the repository. */
  readonly path: string;
  /** Its text, in Markdown. */
  readonly text: string;
  /** What is written as code in it: each span between backticks, each line of a block. */
  readonly code: readonly string[];
}

/** All pages that a person reads: those at the root, and those in `docs`. */
export function documents(): Document[] {
  const paths = [...readdirSync('.'), ...readdirSync('docs').map((name) => `docs/${name}`)];
  return paths
    .filter((path) => path.endsWith('.md'))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path, text, code: codeIn(text) };
    });
}

const BLOCK = /^ *```[^\n]*\n([\s\S]*?)^ *```/gm;

function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(BLOCK)].flatMap(([, block = '']) => block.split('\n'));
  const spans = [...text.replace(BLOCK, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...blocks, ...spans].map((line) => line.trim()).filter((line) => line !== '');
}

/** A link to a place in the repository: the page that has it, the file, and the heading behind `#`, if any. */
export interface LocalLink {
  readonly from: string;
  readonly file: string;
  readonly anchor: string;
}

/** The links and pictures of a page that lead to files of the repository. */
export function localLinks({ path, text }: Document): LocalLink[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', anchor = ''] = target.split('#');
      return { from: path, file: file === '' ? path : normalize(join(dirname(path), file)), anchor };
    });
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
