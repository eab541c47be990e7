import { hashNumber } from './hash-number.ts';
import { queryWords } from './query-words.ts';

const SHORTEST = 5;

/** Words that a query is read by, not searched by: a slip in them would test something else. */
const FUNCTION_WORDS = new Set(
  'about after before between concerning during early from into later their there these those under what when where which while whose with within would'.split(
    ' ',
  ),
);

/** The keys left and right of a letter, QWERTY. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * The query with one slip of the finger in one of its words of at least five letters, never the first letter, and
 * never in quotes; undefined when it has no such word.
 *
 * @param seed what decides which word and which slip
 */
export function withTypo(query: string, seed: string): string | undefined {
  const words = queryWords(query).filter(
    ({ plain }) => /^[a-z]+$/.test(plain) && plain.length >= SHORTEST && !FUNCTION_WORDS.has(plain),
  );
  const chosen = words[hashNumber(`typo word ${seed}`) % words.length];
  if (!chosen) return undefined;
  const { start, end, word } = chosen;
  return query.slice(0, start) + misspelt(word, seed) + query.slice(end);
}

/** A word of at least five letters with one edit after its first letter. */
function misspelt(word: string, seed: string): string {
  const at = 1 + (hashNumber(`typo place ${seed}`) % (word.length - 1));
  const slips = [swapped, dropped, doubled, neighboured];
  const first = hashNumber(`typo slip ${seed}`);
  for (let turn = 0; turn < slips.length; turn += 1) {
    const slip = slips[(first + turn) % slips.length]?.(word, at, seed);
    if (slip !== undefined && slip !== word) return slip;
  }
  return dropped(word, at);
}

/** The letter and the one after it change places; at the end, the one before it. */
function swapped(word: string, at: number): string {
  const left = Math.min(at, word.length - 2);
  return word.slice(0, left) + word.charAt(left + 1) + word.charAt(left) + word.slice(left + 2);
}

function dropped(word: string, at: number): string {
  return word.slice(0, at) + word.slice(at + 1);
}

function doubled(word: string, at: number): string {
  return word.slice(0, at) + word.charAt(at) + word.slice(at);
}

/** The key beside the right one; undefined for a letter that is on no key. */
function neighboured(word: string, at: number, seed: string): string | undefined {
  const letter = word.charAt(at);
  const row = ROWS.find((keys) => keys.includes(letter.toLowerCase()));
  if (!row) return undefined;
  const key = row.indexOf(letter.toLowerCase());
  const near = [row[key - 1], row[key + 1]].filter((other) => other !== undefined);
  const other = near[hashNumber(`typo key ${seed}`) % near.length] ?? letter;
  return (
    word.slice(0, at) + (letter === letter.toLowerCase() ? other : other.toUpperCase()) + word.slice(at + 1)
  );
}
