import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, printQuery } from '../../../src/data/search/query.ts';

const parse = (text: string) => parseQuery(text, 'day-first');
const word = (text: string) => ({ words: [text], literal: false });
const phrase = (...words: string[]) => ({ words, literal: true });

describe('a query', () => {
  it('is words, all of them wanted', () => {
    expect(parse('Peng Zhen, politburo')).toEqual({
      wanted: [[word('peng')], [word('zhen')], [word('politburo')]],
      excluded: [],
      fields: [],
    });
  });

  it.each(['"Ten Theses" mao', '“Ten Theses” mao', '«Ten Theses» mao'])(
    'has phrases in quotes of any kind: %s',
    (text) => {
      expect(parse(text).wanted).toEqual([[phrase('ten', 'theses')], [word('mao')]]);
    },
  );

  it('has words and phrases that are not wanted', () => {
    expect(parse('bomb -india -"test ban"')).toMatchObject({
      wanted: [[word('bomb')]],
      excluded: [word('india'), phrase('test', 'ban')],
    });
  });

  it('does not take a hyphen inside a word for an exclusion', () => {
    expect(parse('sino-soviet')).toMatchObject({ wanted: [[word('sino')], [word('soviet')]], excluded: [] });
  });

  it('has alternatives', () => {
    expect(parse('letter OR cable "ten theses" OR bomb').wanted).toEqual([
      [word('letter'), word('cable')],
      [phrase('ten', 'theses'), word('bomb')],
    ]);
    expect(parse('OR bomb OR').wanted).toEqual([[word('bomb')]]);
    expect(parse('this or that').wanted).toHaveLength(3);
  });

  it('has words for one field, or not for it', () => {
    expect(
      parse('person:mao place:"North Korea" title:letter topic:nuclear language:English -place:China').fields,
    ).toEqual([
      { field: 'person', ...word('mao'), excluded: false },
      { field: 'place', ...phrase('north', 'korea'), excluded: false },
      { field: 'title', ...word('letter'), excluded: false },
      { field: 'topic', ...word('nuclear'), excluded: false },
      { field: 'lang', ...word('english'), excluded: false },
      { field: 'place', ...word('china'), excluded: true },
    ]);
  });

  it('takes a field that there is not, or that is empty, for words', () => {
    expect(parse('colour:red person:').wanted.flat()).toEqual([word('colour'), word('red'), word('person')]);
  });

  it('has a date, kept as words too, should it mean nothing as a date', () => {
    expect(parse('cela prosecuter 1963')).toMatchObject({
      wanted: [[word('cela')], [word('prosecuter')]],
      dated: { span: { from: '1963-01-01', to: '1963-12-31' }, words: ['1963'], text: '1963' },
    });
  });

  it('has a date by its name, and then no other', () => {
    expect(parse('1963 date:"june 1966"')).toMatchObject({
      wanted: [[word('1963')]],
      dated: { span: { from: '1966-06-01', to: '1966-06-30' } },
    });
    expect(parse('date:never').wanted).toEqual([[word('never')]]);
  });

  it('does not look for a date in quotes', () => {
    expect(parse('"October 1964" bomb').dated).toBeUndefined();
  });

  it('takes an unclosed quote, a lone hyphen, an empty phrase and words that touch quotes as they come', () => {
    expect(parse('"ten theses').wanted).toEqual([[phrase('ten', 'theses')]]);
    expect(parse('- "" bomb')).toMatchObject({ wanted: [[word('bomb')]], excluded: [] });
    expect(parse('"ten"theses').wanted).toEqual([[phrase('ten')], [word('theses')]]);
  });

  const noise = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '"',
          '-',
          'OR',
          'person:',
          'date:',
          ':',
          ' ',
          '1963',
          'june ',
          '1960s',
          'before ',
          'to ',
          '3/4/1968',
          'sino-soviet',
        ),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));

  it('is never refused, and reads the same when it is printed, what cannot be read as a date being words then', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const { unreadDate: _, ...query } = parse(text);
        expect(parse(printQuery(query))).toEqual(query);
      }),
      { numRuns: 1000 },
    );
  });
});
