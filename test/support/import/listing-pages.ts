import { MONTHS } from '../../../src/data/dates/calendar-date.ts';

/** A record as a page of the archive shows it. */
export interface ShownRecord {
  readonly date?: string;
  readonly title: string;
  readonly abstract?: string;
}

/** How a page is copied: its layout and what the copying did to it. */
export interface Copying {
  readonly layout: 'search' | 'search with headers' | 'bullets' | 'dashes' | 'collection' | 'person';
  /** What stands where the date of an undated record should be. */
  readonly undated: 'empty line' | 'Date unknown';
  /** Column at which the lines of titles and abstracts are broken. */
  readonly column?: number;
  readonly lineEnd: '\n' | '\r\n';
}

/** The text of a page with these records. */
export function copiedPage(records: readonly ShownRecord[], copying: Copying): string {
  const { layout } = copying;
  const body = layout === 'bullets' || layout === 'dashes' || layout === 'collection' ? bulleted : spaced;
  const [header, footer] = surroundings(layout, records.length);
  return [header, ...records.map((record) => body(record, copying)), footer]
    .join('')
    .replace(/\n/g, copying.lineEnd);
}

function surroundings(layout: Copying['layout'], count: number): [string, string] {
  const counter = `1111 ‐ ${1110 + count} of 2129`;
  const pager = '\nPagination\n\n1\n2\n3\n…\nNext page\nLast »\n\nAbout us\n\nContact\n';
  switch (layout) {
    case 'search':
      return [`Skip to content\n\n\n${counter}\n\n`, ''];
    case 'search with headers':
      return [`Skip to content\n\nResults:\n\n${counter}\n\nDocuments\n`, pager];
    case 'person':
      return [
        'Skip to content\n\nHoxha, Enver\n\n1908 - 1985\n\nLeader of Albania.\n\nPopular Documents\n',
        pager,
      ];
    case 'collection':
      return [
        'Polish Crisis\nHow the summer of 1980 and the winter of\n1981\nwere seen in Warsaw and abroad.\n',
        '',
      ];
    default:
      return [`${counter}\n`, ''];
  }
}

function spaced({ date, title, abstract }: ShownRecord, { undated, column }: Copying): string {
  const shown = date === undefined ? (undated === 'empty line' ? '' : undated) : dateShown(date, false);
  const pieces = [shown, broken(title, column), ...paragraphs(abstract).map((text) => broken(text, column))];
  return `\n${pieces.join('\n\n')}\n`;
}

function bulleted({ date, title, abstract }: ShownRecord, { layout, undated, column }: Copying): string {
  const mark = layout === 'dashes' ? '-' : '•';
  const shown = date === undefined ? (undated === 'empty line' ? '' : undated) : dateShown(date, true);
  const lines = [title, ...paragraphs(abstract)].flatMap((text) => broken(text, column).split('\n'));
  return [`${mark} ${shown}`.trim(), ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function paragraphs(abstract: string | undefined): string[] {
  return abstract === undefined ? [] : abstract.split('\n\n');
}

function dateShown(edtf: string, padded: boolean): string {
  const [year, month, day] = edtf.split('-');
  if (month === undefined) return edtf;
  const name = MONTHS[Number(month) - 1];
  if (day === undefined) return `${name}${padded ? ',' : ''} ${year}`;
  return `${name} ${padded ? day : Number(day)}, ${year}`;
}

function broken(text: string, column = Number.POSITIVE_INFINITY): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= column)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
