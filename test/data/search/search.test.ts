import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Archive, createArchive } from '../../../src/data/archive.ts';
import { bundledArchive } from '../../support/archives.ts';
import { collection, type RecordSketch, records } from '../../support/records.ts';

const archiveOf = (...sketches: readonly RecordSketch[]) =>
  createArchive({ collections: [collection], records: records(...sketches) });

/** The titles of the records that have all of the words or, when none has, of those that have the most. */
const titles = (archive: Archive, query: string) => {
  const { records: found, whole } = archive.search({ query });
  return found.slice(0, whole || found.length).map(({ title }) => title);
};

describe('searching by words', () => {
  it('wants all the words, in any field', () => {
    const archive = archiveOf(
      { title: 'Talk on the bomb', people: ['Zhou Enlai'] },
      { title: 'Talk on rice', people: ['Zhou Enlai'] },
      { title: 'The bomb', people: ['Chen Yi'] },
    );
    expect(titles(archive, 'zhou bomb')).toEqual(['Talk on the bomb']);
    expect(archive.search({ query: 'zhou bomb' }).partial).toBe(false);
  });

  it('fills a short answer up with what has the most of the words', () => {
    const archive = archiveOf({ title: 'Bomb test in China' }, { title: 'Bomb test' }, { title: 'Rice' });
    expect(archive.search({ query: 'china bomb test' })).toMatchObject({
      records: [{ title: 'Bomb test in China' }, { title: 'Bomb test' }],
      whole: 1,
    });
    expect(archive.search({ query: 'china bomb test', sort: 'oldest' }).records).toHaveLength(1);
  });

  it('finds a word by another of the same root, after those that have it', () => {
    const archive = archiveOf({ title: 'Kurdish activities' }, { title: 'Kurds' }, { title: 'Rice' });
    expect(titles(archive, 'kurds')).toEqual(['Kurds', 'Kurdish activities']);
  });

  it('forgives letters that have changed places, in short words too', () => {
    const archive = archiveOf({ title: 'Nixon' }, { title: 'Tibet' });
    expect(titles(archive, 'nixno')).toEqual(['Nixon']);
    expect(titles(archive, 'tbiet')).toEqual(['Tibet']);
  });

  it('knows a name in every spelling, and says which', () => {
    const archive = archiveOf(
      { title: 'Talk with Mao Tse-tung' },
      { title: 'Other' },
      { title: 'Talk', people: ['Mao Zedong'] },
    );
    expect(titles(archive, 'chairman mao')).toHaveLength(2);
    expect(archive.search({ query: 'mao tse-tung' }).spellings).toEqual(['Mao Zedong']);
    expect(archive.search({ query: 'mao' }).spellings).toEqual([]);
  });

  it('limits words to a field', () => {
    const archive = archiveOf(
      { title: 'Letter', people: ['Mao Zedong'], topics: ['nuclear test'], languages: ['Albanian'] },
      { title: 'Cable on a letter', places: ['China'], abstract: 'Mao Zedong writes.' },
    );
    expect(titles(archive, 'title:letter')).toHaveLength(2);
    expect(titles(archive, 'title:letters -title:cable')).toEqual(['Letter']);
    expect(titles(archive, 'topic:nuclear')).toEqual(['Letter']);
    expect(titles(archive, 'lang:albanian')).toEqual(['Letter']);
    expect(titles(archive, 'person:"mao zedong"')).toHaveLength(2);
    expect(titles(archive, 'place:china')).toEqual(['Cable on a letter']);
    expect(titles(archive, 'letter -place:china')).toEqual(['Letter']);
  });

  it('takes either of two words', () => {
    const archive = archiveOf({ title: 'Letter' }, { title: 'Cable' }, { title: 'Speech' });
    expect(titles(archive, 'letter OR cable')).toHaveLength(2);
    expect(titles(archive, '"speech" OR cable')).toHaveLength(2);
  });

  it('takes British and American spellings for one', () => {
    const archive = archiveOf({ title: 'Labor organization' });
    expect(titles(archive, 'labour organisations')).toHaveLength(1);
  });

  it('takes the best there is when no record has all of them, and says so', () => {
    const archive = archiveOf({ title: 'Bomb test' }, { title: 'Bomb' }, { title: 'Rice' });
    expect(archive.search({ query: 'bomb test moon' })).toMatchObject({
      records: [{ title: 'Bomb test' }],
      partial: true,
    });
  });

  it('folds diacritics, quotes and hyphens', () => {
    const archive = archiveOf({ title: 'Aranit Çela’s Sino‐Albanian talk' });
    for (const query of ['cela', 'ÇELA', "cela's", 'sino-albanian', 'sino albanian']) {
      expect(titles(archive, query)).toHaveLength(1);
    }
  });

  it('ranks an exact word over its stem, that over a prefix, and that over a typo', () => {
    const archive = archiveOf(
      { title: 'metings' },
      { title: 'meetingshall' },
      { title: 'meeting' },
      { title: 'meetings' },
    );
    expect(titles(archive, 'meetings')).toEqual(['meetings', 'meeting', 'meetingshall', 'metings']);
  });

  it('never lets a typo outrank an exact hit, however much else speaks for it', () => {
    const archive = archiveOf(
      { title: 'Khrushchev Khrushchev', people: ['Khrushchev'], topics: ['Khrushchev'] },
      {
        title: 'A long report in which, far down, among many other words and names, Krushchev is met',
        abstract: 'x',
      },
    );
    expect(titles(archive, 'krushchev').at(0)).toMatch(/^A long report/);
    expect(titles(archive, 'krushchev')).toHaveLength(2);
  });

  it('does not correct a word that the archive knows to a rarer one', () => {
    const archive = archiveOf({ title: 'China' }, { title: 'China again' }, { title: 'Chine' });
    expect(titles(archive, 'china')).not.toContain('Chine');
  });

  it('values the title and people over the abstract', () => {
    const archive = archiveOf(
      { title: 'Nothing', abstract: 'balluku' },
      { title: 'Somebody', people: ['Balluku'] },
      { title: 'Balluku' },
    );
    expect(titles(archive, 'balluku').at(-1)).toBe('Nothing');
  });

  it('finds a person by another spelling of the name', () => {
    const archive = archiveOf({ title: 'Talk', people: ['Mao Zedong'] }, { title: 'Other' });
    expect(titles(archive, 'tse-tung')).toEqual(['Talk']);
  });

  it('does not require words that say nothing', () => {
    const archive = archiveOf({ title: 'Audience of the prosecutor' }, { title: 'With' });
    expect(titles(archive, 'audience with a prosecutor')).toEqual(['Audience of the prosecutor']);
  });

  it('takes a quoted phrase literally, within one field', () => {
    const archive = archiveOf(
      { title: 'The Ten Theses' },
      { title: 'Ten old theses' },
      { title: 'Ten', abstract: 'Theses' },
      { title: 'Ten thesis' },
    );
    expect(titles(archive, '"ten theses"')).toEqual(['The Ten Theses']);
  });

  it('leaves out what is not wanted', () => {
    const archive = archiveOf({ title: 'Bomb in India' }, { title: 'Bomb in China' });
    expect(titles(archive, 'bomb -india')).toEqual(['Bomb in China']);
    expect(titles(archive, '-"in india"')).toEqual(['Bomb in China']);
  });

  it('finds the record of an id', () => {
    const archive = archiveOf({ title: 'One' }, { title: 'Two' });
    expect(titles(archive, 'r2')).toEqual(['Two']);
  });

  it('never throws, whatever is typed', () => {
    const archive = archiveOf(
      { title: 'Aranit Çela, 1963', abstract: 'Ten theses.' },
      { title: 'constructor' },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        expect(archive.search({ query }).records.length).toBeLessThanOrEqual(2);
      }),
    );
    expect(titles(archive, 'constructor')).toEqual(['constructor']);
    expect(titles(archive, '__proto__ hasOwnProperty')).toEqual([]);
  });
});

describe('searching by date', () => {
  const archive = archiveOf(
    { title: 'Talk A', date: '1963-11-15' },
    { title: 'Talk B', date: '1964-10' },
    { title: 'Talk C', date: '1965' },
    { title: 'Talk 1963 undated' },
  );

  it('reads a date among the words as a filter', () => {
    expect(titles(archive, 'talk 1963')).toEqual(['Talk A']);
    expect(archive.search({ query: 'talk 1963' }).span).toEqual({ from: '1963-01-01', to: '1963-12-31' });
  });

  it('takes it for words when the filter leaves nothing', () => {
    expect(titles(archive, 'undated 1963')).toEqual(['Talk 1963 undated']);
    expect(archive.search({ query: 'undated 1963' }).span).toBeUndefined();
  });

  it('counts a month or a year as soon as one of its days does', () => {
    const within = (from: string, to: string) =>
      archive.search({ span: { from, to } }).records.map(({ title }) => title);
    expect(within('1964-10-20', '1964-10-21')).toEqual(['Talk B']);
    expect(within('1965-06-01', '1966-01-01')).toEqual(['Talk C']);
    expect(within('1963-11-16', '1964-09-30')).toEqual([]);
  });

  it('leaves out the undated as soon as a date is asked for, and only then', () => {
    expect(archive.search({ span: {} }).records).toHaveLength(4);
    expect(archive.search({ span: { from: '0001-01-01' } }).records).toHaveLength(3);
  });

  it('sorts by date, the undated last either way', () => {
    const order = (sort: 'oldest' | 'newest') =>
      archive.search({ query: 'talk', sort }).records.map(({ title }) => title.slice(5, 9));
    expect(order('oldest')).toEqual(['A', 'B', 'C', '1963']);
    expect(order('newest')).toEqual(['C', 'B', 'A', '1963']);
  });
});

describe('searching by person and place', () => {
  const archive = archiveOf(
    { title: 'One', people: ['Mao Zedong'], places: ['North Korea'] },
    { title: 'Two', people: ['Zhou Enlai'], places: ['South Korea'] },
  );
  const found = (request: { person?: string; place?: string }) =>
    archive.search(request).records.map(({ title }) => title);

  it.each(['Mao Zedong', 'mao', 'zedong mao', 'Mao Tse-tung', 'Chairman Mao'])(
    'knows the person %s',
    (person) => {
      expect(found({ person })).toEqual(['One']);
    },
  );

  it('narrows by place', () => {
    expect(found({ place: 'north korea' })).toEqual(['One']);
    expect(found({ place: 'korea' })).toEqual(['One', 'Two']);
    expect(found({ person: 'mao', place: 'south' })).toEqual([]);
  });
});

describe('other searches, when one finds nothing', () => {
  const archive = archiveOf({ title: 'Aranit Çela, prosecutor', date: '1963' }, { title: 'Moon' });

  it('respell a word that the archive does not know, more boldly than the search itself', () => {
    expect(titles(archive, 'prosikuter')).toEqual([]);
    expect(archive.alternatives({ query: 'prosikuter' }, 3)).toEqual(['prosecutor']);
  });

  it('leave a word out', () => {
    expect(archive.alternatives({ query: 'prosecutor xyzzy' }, 3)).toEqual(['prosecutor']);
  });

  it('are looked for in bounded work, however many words are wrong', () => {
    const query = Array.from({ length: 25 }, (_, index) => `prosxcutor${index}`).join(' ');
    expect(archive.alternatives({ query }, 3)).toEqual([]);
  });

  it('are none when nothing is near', () => {
    expect(archive.alternatives({ query: 'xyzzy' }, 3)).toEqual([]);
  });
});

describe('a random record', () => {
  it('is one of those that a query finds', () => {
    const archive = archiveOf({ title: 'bomb 1' }, { title: 'rice' }, { title: 'bomb 2' });
    expect(archive.random({ query: 'bomb' }, () => 0)?.title).toBe('bomb 1');
    expect(archive.random({ query: 'bomb' }, () => 0.999)?.title).toBe('bomb 2');
    expect(archive.random({ query: 'xyzzy' }, () => 0)).toBeUndefined();
  });
});

describe('the bundled collection', () => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await bundledArchive();
  });

  it.each([
    ['cela prosecuter 1963', '1963-11-15'],
    ['J.S. Mehta', '1964-10-19'],
    ['j s mehta', '1964-10-19'],
    ['peng zhen politburo', '1966-05-13'],
    ['balluku', '1968-10-05'],
    ['"Ten Theses"', '1966-06'],
    ['zhou albania june 1966', '1966-06'],
    ['china bomb', '1964-10-19'],
    ['Chou En-lai Burma', '1954-06-29'],
  ])('answers %j with the record of %s', (query, date) => {
    expect(archive.search({ query }).records[0]?.date?.edtf).toBe(date);
  });

  it('has four records of 29 June, oldest first', () => {
    const { exact } = archive.onThisDay({ month: 6, day: 29 }, 2026);
    expect(exact.map(({ date }) => date?.edtf)).toEqual([
      '1954-06-29',
      '1962-06-29',
      '1968-06-29',
      '2020-06-29',
    ]);
  });

  it('completes names and titles as they are typed', () => {
    expect(archive.suggest.people('mao tse', 5)[0]?.name).toBe('Mao Zedong');
    expect(archive.suggest.places('alb', 5)[0]?.name).toBe('Albania');
    expect(archive.suggest.records('prosecutor gen', 5)[0]?.date?.edtf).toBe('1963-11-15');
  });
});
