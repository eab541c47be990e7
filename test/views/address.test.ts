import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Addressable, parseAddress, printAddress } from '../../src/views/address.ts';
import type { ListView, ReaderView } from '../../src/views/view.ts';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  .filter((value) => value.length <= 200);
const maybe = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.option(value).map((chosen) => (chosen === null ? {} : { [name]: chosen }));

const lists: fc.Arbitrary<ListView> = fc.oneof(
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
  fc.constant({ name: 'on-this-day' as const, date: '02-29', page: 2 }),
);
const readerViews: fc.Arbitrary<ReaderView> = fc.oneof(
  lists,
  fc
    .tuple(fc.constantFrom('a', '1963-11-15-593f06ca'), maybe('back', lists))
    .map(([record, back]) => ({ name: 'show' as const, record, ...back })),
  fc.constant({ name: 'about' as const }),
);
const addressables: fc.Arbitrary<Addressable> = fc.oneof(
  readerViews,
  fc.record({ name: fc.constant('share' as const), card: readerViews }),
  fc.constant({ name: 'daily-set' as const, time: '09:00', zone: 'Etc/GMT+3', thread: 'yes' as const }),
);

/** How version 0.1.0 wrote an address inside another. */
const escaped = (address: string) =>
  address
    .replace(/[%&=#+]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(' ', '+');

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

  it('holds another view as it is, because it is the last field', () => {
    const back = { name: 'search', query: 'a & b', page: 2 } as const;
    const show = { name: 'show', record: 'r1', back } as const;
    expect(printAddress(show)).toBe('show?record=r1&back=search?query=a+%26+b&page=2');
    expect(printAddress({ name: 'share', card: show })).toBe(
      'share?card=show?record=r1&back=search?query=a+%26+b&page=2',
    );
  });

  it('holds another view as an escaped text in version 0.1.0', () => {
    fc.assert(
      fc.property(lists, (back) => {
        const show = `show?record=r1&back=${escaped(printAddress(back))}`;
        const view = { name: 'show', record: 'r1', back } as const;
        expect(parseAddress(show)).toEqual(view);
        expect(parseAddress(`share?card=${escaped(show)}`)).toEqual({ name: 'share', card: view });
      }),
    );
  });

  it('gives back the view or the action that it was made from', () => {
    fc.assert(
      fc.property(addressables, (addressable) => {
        expect(parseAddress(printAddress(addressable))).toEqual(addressable);
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
    ['a page that is not a number', 'search?query=a&page=1e3'],
    ['an unknown sort', 'search?query=a&sort=best'],
    ['a record that is not an id', 'show?record=../../etc'],
    ['a query that is too long', `search?query=${'a'.repeat(201)}`],
    ['an escape that was not needed', 'search?query=%41'],
    ['an empty list of fields', 'about?'],
    ['a field that never comes', 'search?query=bomb&'],
    ['a way back to what not every reader may see', 'show?record=r1&back=daily-status'],
    ['a way back to an action', 'show?record=r1&back=share?card=about'],
    ['a way back that is not an address', 'show?record=r1&back=list?query=a'],
    ['a card that not every reader may see', 'share?card=daily-status'],
    ['an action to share', 'share?card=daily-off'],
    ['a share of a share', 'share?card=share?card=about'],
    ['nothing', ''],
  ])('with %s is not valid', (_, address) => {
    expect(parseAddress(address)).toBeUndefined();
  });

  it('may be any text at all without harm', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'search?query=&%23+#show record='), maxLength: 40 }),
        (noise) => {
          const view = parseAddress(noise);
          // A nested view may be written as version 0.1.0 wrote it.
          if (view && view.name !== 'show') expect(printAddress(view)).toBe(noise);
        },
      ),
    );
  });
});
