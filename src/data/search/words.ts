import { stemmer } from 'stemmer';

/** A word of a text: where it stands, and the plain terms that it is looked up by. */
export interface Token {
  /** Offset of the first UTF-16 unit in the text. */
  readonly start: number;
  /** Offset after the last UTF-16 unit. */
  readonly end: number;
  /** The word, folded: `Çela's` is `cela`, `J.S.` is `js`. */
  readonly term: string;
  /** The letters of an abbreviation written with stops, so that `J. S.` finds `J.S.`; else empty. */
  readonly letters: readonly string[];
}

/** Letters that Unicode's decomposition leaves whole, though readers type them plain. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ß: 'ss',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
};

const LETTERS_TO_SPELL = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu');

/** A text in lower case, without diacritics, with plain quotes, apostrophes and hyphens. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(LETTERS_TO_SPELL, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[’‘ʼʻ`´]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-');
}

const WORD = /(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:['’‘ʼʻ`´][\p{L}\p{M}]+)*/gu;

/** The words of a text, in order. */
export function tokens(text: string): Token[] {
  return Array.from(text.matchAll(WORD), (match) => {
    const [written] = match;
    const letters = written.includes('.') ? [...fold(written).replaceAll('.', '')] : [];
    const term = letters.length > 0 ? letters.join('') : termOf(written);
    return { start: match.index, end: match.index + written.length, term, letters };
  }).filter(({ term }) => term !== '');
}

function termOf(written: string): string {
  // Apostrophes go, and with them what Unicode's decomposition may put between letters.
  return fold(written.replace(/['’‘ʼʻ`´]s$/iu, '')).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The plain terms of a text, in order. */
export function terms(text: string): string[] {
  return tokens(text).map(({ term }) => term);
}

/**
 * What marks a stem among the terms of the index. It stands in no term, so that the stem `meet` of `meeting`
 * is never taken for the word `meet`.
 */
const STEM_MARK = '=';

/**
 * The English stem of a term (Porter, 1980), marked as one; none for terms too short or not English. British and
 * American spellings have the same.
 */
export function stemOf(term: string): string | undefined {
  return /^[a-z]{4,}$/.test(term) ? STEM_MARK + stemmer(american(term)) : undefined;
}

/** The endings that differ; a word that only looks like one is changed alike wherever it occurs. */
function american(term: string): string {
  return term
    .replace(/(?<=[a-z]{3})our(?=$|s$|ed$|ing$|ite$|able$|er$|ers$)/, 'or')
    .replace(/(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|ation$|ations$|er$|ers$)/, 'iz')
    .replace(/(?<=[a-z]{3})ence(?=$|s$)/, 'ense')
    .replace(/(?<=[a-z]{3})tre(?=$|s$)/, 'ter')
    .replace(/(?<=[a-z]{3})ogue(?=$|s$)/, 'og')
    .replace(/(?<=[a-z]{3})ramme(?=$|s$)/, 'ram');
}

/** Whether a term of the index is a stem. */
export function isStem(term: string): boolean {
  return term.startsWith(STEM_MARK);
}

/** Words that say little about a record: wished for, never required. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'a about an and any are as at be between by concerning did do does for from go goes going had happened has have he her his how i in into is it its me my no not of on or our say says she some tell that the their them there these they this to want wanted wants was we went were what when where which who why with you your'.split(
    ' ',
  ),
);

/** What kinds of documents are called: many records are one, and their titles do not always say so. */
const KINDS_OF_DOCUMENT: ReadonlySet<string | undefined> = new Set(
  'account cable conversation diary discussion document file letter memo memorandum message minutes meeting note notes paper record report speech statement talk telegram transcript'
    .split(' ')
    .map(stemOf),
);

/** Whether a term names a kind of document, in whatever form. */
export function isKindOfDocument(term: string): boolean {
  const stem = stemOf(term);
  return stem !== undefined && KINDS_OF_DOCUMENT.has(stem);
}

/** Whether a term carries meaning on its own: no stop word and no single letter. */
export function isTelling(term: string): boolean {
  return !STOP_WORDS.has(term) && [...term].length > 1;
}
