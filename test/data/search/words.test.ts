import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, isTelling, stemOf, terms, tokens } from '../../../src/data/search/words.ts';

describe('the words of a text', () => {
  it.each([
    ['Aranit Çela', ['aranit', 'cela']],
    ['Władysław Gomułka', ['wladyslaw', 'gomulka']],
    ['[Mao Zedong’s] Audience', ['mao', 'zedong', 'audience']],
    ["China's Bomb", ['china', 'bomb']],
    ["Sung Ch'ing-ling", ['sung', 'ching', 'ling']],
    ['J.S. Mehta', ['js', 'mehta']],
    ['the U.S.S.R.', ['the', 'ussr']],
    ['19:00-20.30', ['19', '00', '20', '30']],
    ['Hồ Chí Minh', ['ho', 'chi', 'minh']],
    ['Мао Цзэдун', ['мао', 'цзэдун']],
    ['毛泽东', ['毛泽东']],
    ['— … “ ”', []],
  ])('of %j are %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('stand where they say they stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { start, end, term } of tokens(text))
          expect(terms(text.slice(start, end))).toEqual([term]);
      }),
    );
  });

  it('are the same whatever quotes, hyphens and accents they are written with', () => {
    expect(terms('“Mao’s” Sino‐Soviet Çela')).toEqual(terms('"Mao\'s" Sino-Soviet Cela'));
  });

  it('spell out an abbreviation, so that its letters find it', () => {
    expect(tokens('J.S. Mehta')[0]?.letters).toEqual(['j', 's']);
  });
});

describe('folding', () => {
  it('is done once and for all', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('a stem', () => {
  it('is shared by the forms of an English word', () => {
    expect(stemOf('meetings')).toBe(stemOf('meeting'));
    expect(stemOf('meeting')).toBe(stemOf('meet'));
  });

  it('is never the word itself, so that a word outranks its relatives', () => {
    expect(stemOf('meet')).not.toBe('meet');
  });

  it('is not made of short or foreign words', () => {
    expect(stemOf('mao')).toBeUndefined();
    expect(stemOf('цзэдун')).toBeUndefined();
  });
});

describe('a telling word', () => {
  it.each([
    ['bomb', true],
    ['the', false],
    ['s', false],
  ])('%s: %s', (word, expected) => {
    expect(isTelling(word)).toBe(expected);
  });
});
