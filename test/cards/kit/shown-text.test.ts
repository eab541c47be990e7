import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVisible, shownText } from '../../../src/cards/kit/shown-text.ts';

describe('a text as it is shown', () => {
  it.each([
    ['an override', 'a\u202Eb', 'ab'],
    ['embeddings and their ends', '\u202Aa\u202C \u202Bb\u202C', 'a b'],
    ['isolates, ended or not', '\u2066a\u2067b\u2068c\u2069', 'abc'],
    ['marks of direction', 'a\u200Eb\u200Fc\u061Cd', 'abcd'],
    ['deprecated format characters and byte order marks', '\u206Aa\u206F\uFEFF\uFFF9', 'a'],
    ['control characters', 'a\0b\x07c\x7Fd\x9Fe', 'abcde'],
    ['halves of characters', 'a\uD800b', 'a\uFFFDb'],
  ])('has no %s', (_, text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it.each([
    ['separators of lines and paragraphs', 'a\u2028b\u2029c', 'a b c'],
    ['tabs and returns', 'a\tb\rc\vd\u0085e', 'a b c d e'],
  ])('has spaces for %s', (_, text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it.each([
    ['Hebrew', 'פרוטוקול 1963 (NATO)'],
    ['Arabic', 'محضر اجتماع، 1963'],
    ['Persian with ZWNJ', 'نامه\u200Cها'],
    ['emoji joined by ZWJ, and a flag of tags', '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['Devanagari with ZWJ', 'क्\u200Dष'],
    ['soft hyphens and joined words', 'micro\u00ADfilm a\u2060b\u200Bc'],
    ['diacritics and line feeds', 'Çela\nTiranë e\u0301'],
  ])('is the same in %s', (_, text) => {
    expect(shownText(text)).toBe(text);
  });

  it('does not change when it is shown again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = shownText(text);
        expect(shownText(shown)).toBe(shown);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('a text of which nobody sees anything', () => {
  it.each(['', ' \n', '\u200B\u200D', '\u3164\u115F', '\u2800', '\u00AD\uFE0F', '\u{E0020}'])(
    '%j is known',
    (text) => {
      expect(isVisible(text)).toBe(false);
    },
  );

  it.each(['a', '\u200Bж', '·', '🙂', '\u0301'])('%j is none', (text) => {
    expect(isVisible(text)).toBe(true);
  });
});
