import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withTypo } from './typo.ts';

/** Edits between two texts, a swap of neighbours counting as one (optimal string alignment). */
function edits(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      const row = rows[i];
      if (row) row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swap);
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom(...'abcdefgxyz'), minLength: 5, maxLength: 12 });
const query = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

test('exactly one edit, and every word keeps its first letter', () => {
  fc.assert(
    fc.property(query, fc.string(), (text, seed) => {
      const typed = withTypo(text, seed) ?? '';
      expect(edits(text, typed)).toBe(1);
      const initials = (words: string) => words.split(' ').map((part) => part[0]);
      expect(initials(typed)).toEqual(initials(text));
    }),
  );
});

test('the same seed gives the same slip', () => {
  expect(withTypo('hungarian revolution', 'a')).toBe(withTypo('hungarian revolution', 'a'));
});

test.each(['kim il sung 1972', '"Ten Theses"', 'about after before'])('no word to slip in: %s', (text) => {
  expect(withTypo(text, 'seed')).toBeUndefined();
});

test('what is quoted is left alone', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    expect(withTypo('"prosecutor general" albania', String(seed))).toMatch(/^"prosecutor general" a/);
  }
});
