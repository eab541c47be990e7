/** Texts that make the most work of being read, each of just so many UTF-16 units. */
export function hostileTexts(length: number): Readonly<Record<string, string>> {
  const filled = (piece: string) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const numbered = Array.from({ length }, (_, index) => `w${index.toString(36)}`);
  return {
    'single letters': filled('a '),
    'five letters in turn': filled('a b c d e '),
    'one word': filled('a'),
    'one word, then others': `${'x'.repeat(length - 9)} may 1963`,
    'different words': numbered.join(' ').slice(0, length),
    'a name over and over': filled('Mao Zedong Nikita Khrushchev '),
    'almost a name': filled('Mao Tse '),
    quotes: filled('"'),
    'quoted letters': filled('"a" '),
    'open quotes': `"${filled('a ')}`.slice(0, length),
    'minus signs': filled('-'),
    'excluded letters': filled('-a '),
    'excluded words': numbered
      .map((word) => `-${word}`)
      .join(' ')
      .slice(0, length),
    parentheses: filled('('),
    brackets: filled('[('),
    'OR OR OR': filled('OR '),
    alternatives: filled('a OR '),
    fields: filled('title:a -topic:b person:c '),
    digits: filled('1'),
    slashes: filled('1/'),
    'years with slashes': filled('1963/'),
    'repeated dates': filled('1963-11-15 '),
    'dates in numbers': filled('3/4/1968 '),
    'days that do not exist': filled('31/31/1968 '),
    'ranges that end before they start': filled('1968-1962 '),
    'months without a year': `${filled('may ').slice(0, length - 5)} 1963`,
    'words before dates': filled('from between before the early '),
    'white space': `may${' '.repeat(length - 4)}x`,
    'white space after a year': `1963${' '.repeat(length - 5)}x`,
    'combining marks': `a${filled('\u0301\u0315')}`.slice(0, length),
    'emoji joined by ZWJ': filled('👨‍👩‍👧‍👦'),
    'halves of characters': filled('\uD800'),
    'letters that grow when folded': filled('\uFDFA'),
    'dots between letters': filled('J.S.'),
    apostrophes: filled("a'"),
    backslashes: filled('\\'),
    'empty lines': filled('\n'),
    links: filled(']('),
    sentences: filled('J. S. Mr. '),
    zones: filled('A/'),
    'right-to-left controls': filled('\u202E\u2066'),
    nothing: filled('\0'),
  };
}
