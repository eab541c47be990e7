/** A word of a query and where it stands. */
export interface QueryWord {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  /** In lower case, without marks: `Çela` is `cela`, `Gomułka` is `gomulka`. */
  readonly plain: string;
}

/** The words of a query outside its quotes, in order: what is quoted is meant to the letter. */
export function queryWords(query: string): QueryWord[] {
  const outside = query.replace(/"[^"]*"/gu, (quoted) => ' '.repeat(quoted.length));
  return Array.from(outside.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    word,
    plain: plain(word),
  }));
}

/** A word in lower case, without marks. */
function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ł/gu, 'l')
    .replace(/ø/gu, 'o');
}
