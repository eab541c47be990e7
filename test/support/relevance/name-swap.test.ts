import { expect, test } from 'vitest';
import type { NameAuthority } from '../../../src/data/names/name-authority.ts';
import { withNameSwapped } from './name-swap.ts';

const person = (canonical: string, ...variants: string[]): NameAuthority => ({
  canonical,
  variants,
  kind: 'person',
});
const names = [
  person('Zhou Enlai', 'Chou En-lai', 'Chou En-Lai', 'Zhou'),
  person('Aranit Çela', 'Aranit Cela'),
  person('Party of Labor', 'PLA', 'PLA (Albania)'),
  person("People's Liberation Army", 'PLA'),
];

/** Everything that a query may become. */
function swaps(query: string): Set<string | undefined> {
  return new Set(Array.from({ length: 60 }, (_, seed) => withNameSwapped(query, names, String(seed))));
}

test('a name becomes each of its other spellings, the longest being found', () => {
  expect(swaps('Zhou Enlai Burma')).toEqual(new Set(['Chou En-lai Burma', 'Zhou Burma']));
});

test('a query in lower case stays so', () => {
  expect(swaps('letters of zhou')).toEqual(new Set(['letters of zhou enlai', 'letters of chou en-lai']));
});

test('spellings that differ in marks only are one, and there is nothing to swap', () => {
  expect(swaps('aranit cela')).toEqual(new Set([undefined]));
});

test('a spelling that two names share is not found, nor put in; nor is one in brackets', () => {
  expect(swaps('PLA congress')).toEqual(new Set([undefined]));
  expect(swaps('party of labor congress')).toEqual(new Set([undefined]));
});

test('what is quoted is left alone, and so is a query without a name', () => {
  expect(swaps('"Zhou Enlai" burma')).toEqual(new Set([undefined]));
  expect(swaps('bomb')).toEqual(new Set([undefined]));
});
