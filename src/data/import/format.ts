import { extname } from 'node:path';

/** The formats that an import reads. */
export const FORMATS = ['listing', 'csv', 'jsonl', 'csl', 'oai', 'html'] as const;
export type Format = (typeof FORMATS)[number];

const BY_ENDING: Readonly<Record<string, Format>> = {
  '.txt': 'listing',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.html': 'html',
  '.htm': 'html',
  '.xml': 'oai',
};

/** The format of a file, by its ending and, where that says nothing certain, by how its text begins. */
export function formatOf(file: string, beginning: string): Format {
  const ending = BY_ENDING[extname(file).toLowerCase()];
  if (ending) return ending;
  const text = beginning.trimStart();
  if (text.startsWith('[')) return 'csl';
  if (text.startsWith('{')) return 'jsonl';
  if (/^<(?:!doctype\s+)?html\b/i.test(text)) return 'html';
  if (text.startsWith('<')) return 'oai';
  const header = /^.*/.exec(text)?.[0] ?? '';
  return /[,;\t]/.test(header) && /\btitle\b/i.test(header) ? 'csv' : 'listing';
}

/** Whether a source is the address of a repository, rather than a file. */
export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
