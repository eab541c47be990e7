import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/data/query.ts';

const parse = (text: string) => parseQuery(text, 'day-first');

describe('a query', () => {
  it('is words', () => {
    expect(parse('Peng Zhen, politburo')).toEqual({
      words: ['peng', 'zhen', 'politburo'],
      phrases: [],
      excluded: [],
    });
  });

  it.each(['"Ten Theses" mao', '“Ten Theses” mao', '«Ten Theses» mao'])(
    'has phrases in quotes of any kind: %s',
    (text) => {
      expect(parse(text)).toMatchObject({ words: ['mao'], phrases: [['ten', 'theses']] });
    },
  );

  it('has words and phrases that are not wanted', () => {
    expect(parse('bomb -india -"test ban"')).toMatchObject({
      words: ['bomb'],
      excluded: [['test', 'ban'], ['india']],
    });
  });

  it('does not take a hyphen inside a word for an exclusion', () => {
    expect(parse('sino-soviet')).toMatchObject({ words: ['sino', 'soviet'], excluded: [] });
  });

  it('has a date, kept as words too, should it mean nothing as a date', () => {
    expect(parse('cela prosecuter 1963')).toMatchObject({
      words: ['cela', 'prosecuter'],
      dated: { span: { from: '1963-01-01', to: '1963-12-31' }, words: ['1963'] },
    });
  });

  it('takes an unclosed quote, a lone hyphen and an empty phrase as they come', () => {
    expect(parse('"ten theses')).toMatchObject({ phrases: [['ten', 'theses']] });
    expect(parse('- "" bomb')).toMatchObject({ words: ['bomb'], phrases: [], excluded: [] });
  });

  it('is never refused', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(parse(text).words)));
  });
});
