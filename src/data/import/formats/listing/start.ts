import type { ListingLine } from './line.ts';
import { endsSentence, isContinuation, isDateBroken, isOpenEnded } from './sentence.ts';

/** The lines between two pieces of page furniture. */
export interface Section {
  /** What stands before it; absent at the start of the text. */
  readonly after?: ListingLine;
  /** Whether a heading such as "Popular Documents" or a counter follows on the same page. */
  readonly beforeHeading: boolean;
  readonly lines: readonly ListingLine[];
}

/** Where a record begins in a section, by indexes into its lines. */
export interface Start {
  /** The line of the date or, without one, of the title. */
  readonly at: number;
  /** The first line after the date. */
  readonly body: number;
  readonly edtf?: string;
  readonly fault?: string;
  /** Whether it may not be a record at all. */
  readonly isDoubtful?: true;
}

/** How many blank lines a listing usually has before and after a date. */
export interface Gaps {
  readonly before: number;
  readonly after: number;
}

/** With fewer dates than this, the text before a heading is a person's life, and that after a pager the page's foot. */
const FEWEST_DATES_OF_A_LIST = 3;

/** Where records begin that have a date or "Date unknown". For those without either see {@link undatedStarts}. */
export function datedStarts(section: Section): Start[] {
  const bullets = section.lines.filter(({ bullet, date }) => bullet !== undefined && date);
  const starts = bullets.length > 0 ? bulletedStarts(section, bullets) : plainStarts(section);
  const first = section.lines.find(({ text, bullet }) => text !== '' || bullet !== undefined);
  const besideList = section.beforeHeading || section.after?.furniture === 'pager';
  const mayBeNoList = besideList && bullets.length === 0 && !first?.date;
  return mayBeNoList && starts.length < FEWEST_DATES_OF_A_LIST ? [] : starts;
}

function bulletedStarts({ lines }: Section, bullets: readonly ListingLine[]): Start[] {
  const kinds = new Set(bullets.map(({ bullet, indent }) => `${indent} ${bullet}`));
  const [first, last] = [bullets[0]?.line ?? 0, bullets.at(-1)?.line ?? 0];
  const starts: Start[] = [];
  for (const [at, { bullet, indent, text, date, line }] of lines.entries()) {
    if (bullet === undefined) {
      if (isPlainStart(lines, at) && blanksBefore(lines, at) > 0) starts.push(startAt(lines, at));
    } else if (date) starts.push(startAt(lines, at));
    else if (!kinds.has(`${indent} ${bullet}`) || isContinuation(text)) continue;
    else if (text === '' || (line > first && line < last)) starts.push(undatedBullet(lines, at));
    // Before the first date such a list is the page's menu. After the last it may be a menu or a record.
    else if (line > last) starts.push({ at, body: at, isDoubtful: true });
  }
  return starts.filter(({ at }, index) => at >= (starts[index - 1]?.body ?? 0));
}

/** A bullet alone has its date on the next line, or no date. A bullet with a text has its title on the same line. */
function undatedBullet(lines: readonly ListingLine[], at: number): Start {
  if (lines[at]?.text) return { at, body: at };
  const next = lines[at + 1];
  return next?.date && next.bullet === undefined ? { ...startAt(lines, at + 1), at } : { at, body: at + 1 };
}

function plainStarts({ lines }: Section): Start[] {
  const monthFirst = lines.some(({ date }) => date && !date.dayFirst);
  return lines.flatMap((line, at) => {
    if (line.text === '' && line.bullet !== undefined && lines[at + 1]?.date)
      return [undatedBullet(lines, at)];
    if (lines[at - 1]?.bullet !== undefined && lines[at - 1]?.text === '') return [];
    const inTitle = line.date?.dayFirst && monthFirst && blanksBefore(lines, at) === 0;
    return isPlainStart(lines, at) && !inTitle ? [startAt(lines, at)] : [];
  });
}

/** A date on a line of its own, unless a sentence or title was broken around it. */
function isPlainStart(lines: readonly ListingLine[], at: number): boolean {
  const { date, text = '' } = lines[at] ?? {};
  if (!date) return false;
  const blanks = blanksBefore(lines, at);
  const before = lines[at - 1 - blanks];
  if (before && !before.date) {
    if (isOpenEnded(before.text)) return false;
    if (blanks === 0 && (isDateBroken(before.text, text) || endsTitle(lines, at))) return false;
  }
  const next = lines[at + 1];
  return !next || next.bullet !== undefined || !isContinuation(next.text) || isLowerCaseName(next.text);
}

/** Whether a date right under a text, but above a blank line, ends that text, because no title follows. */
function endsTitle(lines: readonly ListingLine[], at: number): boolean {
  let next = at + 1;
  while (isBlank(lines[next])) next++;
  if (next === at + 1 || !lines[next]) return false;
  return lines[next]?.date !== undefined || endsSentence(lastOfParagraph(lines, next));
}

/** "al-Nida National Party" begins a title. */
function isLowerCaseName(text: string): boolean {
  return /^\p{Ll}+-\p{Lu}/u.test(text);
}

function startAt(lines: readonly ListingLine[], at: number): Start {
  const { edtf, fault } = lines[at]?.date ?? {};
  return { at, body: at + 1, ...(edtf !== undefined && { edtf }), ...(fault !== undefined && { fault }) };
}

/** How many blank lines stand directly before a line of a section. */
export function blanksBefore(lines: readonly ListingLine[], at: number): number {
  let count = 0;
  while (count < at && isBlank(lines[at - count - 1])) count++;
  return count;
}

/** Whether a line is empty and has no bullet. */
export function isBlank(line: Pick<ListingLine, 'text' | 'bullet'> | undefined): boolean {
  return line !== undefined && line.text === '' && line.bullet === undefined;
}

/**
 * Where records begin that have an empty line instead of a date: after more blank lines than the listing has
 * elsewhere, unless a sentence follows, which is an abstract's next paragraph. In a list of bullets, bullets tell.
 */
export function undatedStarts(section: Section, dated: readonly Start[], gaps: Gaps): Start[] {
  const { lines, after } = section;
  if (lines.some(({ bullet, date }) => bullet !== undefined && date)) return [];
  const listBegins = after?.furniture === 'counter' || after?.furniture === 'heading';
  const firstDated = dated[0]?.at ?? lines.length;
  const taken = new Set(dated.flatMap(({ at, body }) => [at, body]));
  const dates = new Set(dated.map(({ body }) => body - 1));
  const firstText = lines.findIndex((line) => !isBlank(line));
  return lines.flatMap((line, at): Start[] => {
    if (line.text === '' || taken.has(at)) return [];
    if (isContinuation(line.text) && !isLowerCaseName(line.text)) return [];
    const blanks = blanksBefore(lines, at);
    if (at < firstDated) {
      return listBegins && at === firstText && blanks > 2 * gaps.after ? [{ at, body: at }] : [];
    }
    const before = lines[at - 1 - blanks];
    if (!before || dates.has(at - 1 - blanks) || isOpenEnded(before.text)) return [];
    const wide = blanks > Math.max(gaps.before, gaps.after) && blanks >= gaps.before + gaps.after;
    const likeTitle = gaps.after === 0 ? line.text : lastOfParagraph(lines, at);
    return wide && (!endsSentence(likeTitle) || likeTitle.endsWith('?')) ? [{ at, body: at }] : [];
  });
}

function lastOfParagraph(lines: readonly ListingLine[], at: number): string {
  let last = at;
  while (lines[last + 1] && !isBlank(lines[last + 1]) && !lines[last + 1]?.date) last++;
  return lines[last]?.text ?? '';
}
