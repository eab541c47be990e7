import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, printAddress } from '../../src/views/address.ts';
import type { View } from '../../src/views/view.ts';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  .filter((value) => value.length <= 200);
const maybe = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.option(value).map((chosen) => (chosen === null ? {} : { [name]: chosen }));

const views: fc.Arbitrary<View> = fc.oneof(
  fc
    .tuple(
      maybe('query', text),
      maybe(
        'from',
        fc.constantFrom({ year: 1964 }, { year: 1964, month: 10 }, { year: 1964, month: 2, day: 29 }),
      ),
      maybe('to', fc.constantFrom({ year: 1970 }, { year: 987, month: 1 })),
      maybe('person', text),
      maybe('place', text),
      maybe('sort', fc.constantFrom('relevance', 'oldest', 'newest')),
      maybe('page', fc.integer({ min: 1, max: 999_999 })),
    )
    .map((parts) => Object.assign({ name: 'search' }, ...parts)),
  fc.record({
    name: fc.constant('show' as const),
    record: fc.constantFrom('a', '1963-11-15-593f06ca'),
    back: text,
  }),
  fc.record({ name: fc.constant('share' as const), card: text }),
  fc.constant({ name: 'about' as const }),
);

describe('an address', () => {
  it('is written like a link', () => {
    expect(printAddress({ name: 'search', query: 'bomb', from: { year: 1964 }, page: 2 })).toBe(
      'search?query=bomb&from=1964&page=2',
    );
    expect(printAddress({ name: 'about' })).toBe('about');
  });

  it('writes dates and reads them as values', () => {
    const view = { name: 'search' as const, from: { year: 1964 }, to: { year: 1964, month: 10 } };
    expect(printAddress(view)).toBe('search?from=1964&to=1964-10');
    expect(parseAddress('search?from=1964&to=1964-10')).toEqual(view);
    const day = { name: 'on-this-day' as const, date: '06-29', year: 1962 };
    expect(printAddress(day)).toBe('on-this-day?date=06-29&year=1962');
    expect(parseAddress('on-this-day?date=06-29&year=1962')).toEqual(day);
  });

  it('escapes only what its notation uses, so that a letter of any script stays one character', () => {
    expect(printAddress({ name: 'search', query: 'мао & 100% a=b #1 c+d' })).toBe(
      'search?query=мао+%26+100%25+a%3Db+%231+c%2Bd',
    );
  });

  it('holds another address', () => {
    const back = printAddress({ name: 'search', query: 'a & b', page: 2 });
    const address = printAddress({ name: 'show', record: 'r1', back });
    expect(parseAddress(address)).toEqual({ name: 'show', record: 'r1', back });
  });

  it('gives the view back that it was made of', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(parseAddress(printAddress(view))).toEqual(view);
      }),
    );
  });

  it.each([
    ['an unknown view', 'reset?all=1'],
    ['a property of every object', 'constructor'],
    ['an unknown field', 'search?quarry=bomb'],
    ['a repeated field', 'search?query=a&query=b'],
    ['a field out of order', 'search?page=2&query=bomb'],
    ['a missing field', 'show?back=about'],
    ['an empty field', 'search?query='],
    ['a date that does not exist', 'search?from=1963-02-29'],
    ['a date that is more than one day, month or year', 'search?from=1963%2F1964'],
    ['a date with a mark', 'search?from=1963~'],
    ['a day that does not exist', 'on-this-day?date=13-01'],
    ['a page 0', 'search?query=a&page=0'],
    ['a page that is no number', 'search?query=a&page=1e3'],
    ['an unknown sort', 'search?query=a&sort=best'],
    ['a record that is no id', 'show?record=../../etc'],
    ['a query that is too long', `search?query=${'a'.repeat(201)}`],
    ['an escape that was not needed', 'search?query=%41'],
    ['nothing', ''],
  ])('of %s is none', (_, address) => {
    expect(parseAddress(address)).toBeUndefined();
  });

  it('may be anything at all without harm', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'search?query=&%23+#show record='), maxLength: 40 }),
        (noise) => {
          const view = parseAddress(noise);
          if (view) expect(printAddress(view)).toBe(noise);
        },
      ),
    );
  });
});
