import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, fittedList } from '../../../src/cards/kit/fitting.ts';

describe('a text cut to fit', () => {
  it('is left alone when it fits', () => {
    expect(fitted('Ten Theses', 10)).toBe('Ten Theses');
  });

  it('ends at a word, with an ellipsis', () => {
    expect(fitted('was unconstitutionally not ratified', 28)).toBe('was unconstitutionally not…');
    expect(fitted('one two three', 9)).toBe('one two…');
  });

  it('is cut inside a word that would take too much with it', () => {
    expect(fitted(`a ${'b'.repeat(50)}`, 20)).toBe(`a ${'b'.repeat(17)}…`);
  });

  it('is never cut inside what a person sees as one letter', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(fitted(family.repeat(3), family.length * 2)).toBe(`${family}…`);
    expect(fitted('e\u0301'.repeat(5), 6)).toBe(`${'e\u0301'.repeat(2)}…`);
  });

  it('does not end in a backslash that would escape what follows', () => {
    expect(fitted('\\*\\*\\*\\*', 6)).toBe('\\*\\*…');
  });

  it('always fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, most) => {
        expect(fitted(text, most).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('a list cut to fit', () => {
  it('says how many are left out', () => {
    expect(fittedList(['Mao', 'Zhou', 'Chen'], ', ', 100)).toBe('Mao, Zhou, Chen');
    expect(fittedList(['Mao Zedong', 'Zhou Enlai', 'Chen Yi'], ', ', 27)).toBe('Mao Zedong … and 2 more');
  });

  it('always fits', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 })), fc.integer({ min: 1, max: 60 }), (items, most) => {
        expect(fittedList(items, ', ', most).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
