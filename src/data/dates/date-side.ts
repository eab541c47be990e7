import { coresAt } from './date-core.ts';
import { isFiller, isMark, isWord, type Read, type SideOptions } from './date-reading.ts';
import type { Token } from './date-token.ts';
import type { Part } from './date-words.ts';
import type { Qualifier } from './historical-date.ts';
import { type Core, partOf, partsOf, type Side } from './written-date.ts';

/** A text of tokens, and the sides of dates that begin at each of them. */
export interface SidesOfText {
  readonly tokens: readonly Token[];
  /**
   * One side of a date from a token on, in every way in which it can be read, the likelier first; none where no date
   * begins. Worked out once for each token.
   */
  readonly sidesAt: (at: number) => readonly Read<Side>[];
}

/** The sides of the dates in a text of tokens. */
export function sidesIn(tokens: readonly Token[], options: SideOptions): SidesOfText {
  const known: Read<Side>[][] = [];
  return {
    tokens,
    sidesAt: (at) => {
      known[at] ??= readSides(tokens, at, options);
      return known[at];
    },
  };
}

function readSides(tokens: readonly Token[], at: number, options: SideOptions): Read<Side>[] {
  const lead = leadAt(tokens, at);
  return coresAt(tokens, lead.next, options).flatMap(([whole, next]) => {
    const share = lead.parts.length === 0 ? shareAt(tokens, next) : undefined;
    const after = share ? next + 1 : next;
    const core = withParts(share ? [share] : lead.parts, whole);
    if (!core) return [];
    const trail = trailAt(tokens, after, core);
    const marks = {
      lead: qualifierOf(lead),
      trail: qualifierOf(trail),
      isEnclosed: lead.isEnclosed || trail.isEnclosed,
    };
    return [[{ ...core, marks }, trail.next]];
  });
}

/** What is said around a date of how sure it is. */
interface Surety {
  readonly next: number;
  readonly isAbout: boolean;
  readonly isUnsure: boolean;
  /** Whether it is said in brackets that enclose one side only. */
  readonly isEnclosed: boolean;
}

/** How many words may stand before a date, and after it. */
const MOST_WORDS = 8;

/** `c.`, `probably`, `the`, `mid-`, `late`: what may stand before a date. */
function leadAt(tokens: readonly Token[], at: number): Surety & { readonly parts: readonly Part[] } {
  let [next, isAbout, isUnsure, isEnclosed] = [at, false, false, false];
  const parts: Part[] = [];
  for (let token = tokens[next]; token && next < at + MOST_WORDS; token = tokens[next]) {
    const says = suretyIn(token, next === at);
    if (token.kind === 'part' && parts.length < 2) parts.push(token.part);
    else if (says) {
      isAbout ||= says !== '?';
      isUnsure ||= says !== '~';
      isEnclosed ||= token.enclosed === true;
    } else if (!isFiller(token) && !(parts.length > 0 && joinsParts(tokens, next))) break;
    next += 1;
  }
  return { next, isAbout, isUnsure, isEnclosed, parts };
}

/** What a token before a date says of it; a question mark only as the very first: `?1964`. */
function suretyIn(token: Token, isFirst: boolean): Qualifier {
  if (isWord(token, 'about') || isMark(token, '~')) return '~';
  return isWord(token, 'unsure') || (isFirst && isMark(token, '?')) ? '?' : '';
}

/** The hyphen of `mid-1960s`, and what joins the parts of `mid- to late 1960s`. */
function joinsParts(tokens: readonly Token[], at: number): boolean {
  if (isMark(tokens[at], '-')) return true;
  let index = at;
  while (isWord(tokens[index], 'to') || isMark(tokens[index], '-')) index += 1;
  return index > at && tokens[index]?.kind === 'part';
}

/** `1964 Q1`: only halves and quarters stand behind a date. */
function shareAt(tokens: readonly Token[], at: number): Part | undefined {
  const token = tokens[at];
  return token?.kind === 'part' && token.part.includes(' ') ? token.part : undefined;
}

function withParts([first, last]: readonly Part[], core: Core): Core | undefined {
  if (first === undefined) return core;
  return last === undefined ? partOf(first, core) : partsOf(first, last, core);
}

/**
 * `?`, `~`, `(approx.)` and the like that follow a date, and what adds nothing: a time of day, an era, the word for a
 * year, a weekday behind a day, `[sic]`.
 */
function trailAt(tokens: readonly Token[], at: number, { from }: Core): Surety {
  let [next, isAbout, isUnsure, isEnclosed] = [at, false, false, false];
  for (let token = tokens[next]; token && next < at + MOST_WORDS; token = tokens[next]) {
    const isMarked = token.kind === 'mark' && '?~%'.includes(token.mark);
    const isSaid = isWord(token, 'about', 'unsure') && !isDateWord(tokens[next + 1]);
    if (isMarked || isSaid) {
      isAbout ||= isMark(token, '~', '%') || isWord(token, 'about');
      isUnsure ||= isMark(token, '?', '%') || isWord(token, 'unsure');
      isEnclosed ||= token.enclosed === true;
    } else if (!addsNothing(token, tokens[next + 1], from.day !== undefined)) break;
    next += 1;
  }
  return { next, isAbout, isUnsure, isEnclosed };
}

function isDateWord(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== 'mark' && token.kind !== 'other';
}

function addsNothing(token: Token, next: Token | undefined, hasDay: boolean): boolean {
  if (isWord(token, 'era', 'year', 'sic') || token.kind === 'time') return true;
  if (token.kind === 'weekday') return hasDay && !token.spaced;
  return (isMark(token, ',') || isFiller(token)) && next?.kind === 'time';
}

function qualifierOf({ isAbout, isUnsure }: Surety): Qualifier {
  if (isAbout && isUnsure) return '%';
  if (isAbout) return '~';
  return isUnsure ? '?' : '';
}
