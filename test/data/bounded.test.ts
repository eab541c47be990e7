import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Archive, createArchive } from '../../src/data/archive.ts';
import { readDayOfYear } from '../../src/data/dates/day-of-year.ts';
import { findDate } from '../../src/data/dates/find-date.ts';
import { isDateRange, readDate } from '../../src/data/dates/read-date.ts';
import { createNames, type Names } from '../../src/data/names/authority.ts';
import { withNames } from '../../src/data/names/query-spellings.ts';
import { bestSentence, markedText } from '../../src/data/search/excerpt.ts';
import { parseQuery, printQuery } from '../../src/data/search/query.ts';
import { createVocabulary } from '../../src/data/search/vocabulary.ts';
import { fold, tokens } from '../../src/data/search/words.ts';
import { countedWork } from '../support/counted-work.ts';
import { hostileTexts } from '../support/hostile-text.ts';
import { collection, records } from '../support/records.ts';

/** Thirty times what a person may type: what is not bounded cannot be missed. */
const LENGTH = 6000;
const TEXTS = Object.entries(hostileTexts(LENGTH));

const held = records(
  { title: 'Letter from Mao Zedong', people: ['Mao Zedong'], topics: ['A letter'], date: '1963-11-15' },
  { title: 'A b c d e', abstract: 'A. B. C. Nothing of it is meant.', places: ['Peking'], date: '1968' },
  { title: 'Nikita Khrushchev in Burma', people: ['Nikita Khrushchev'], places: ['Burma'] },
);

const counted = countedWork();
let archive: Archive;
beforeAll(() => {
  archive = createArchive({ collections: [collection], records: held }, counted);
});
beforeEach(() => counted.reset());

describe('the names in a query', () => {
  /** The authority's longest spelling has two words, or three: no run of more is ever looked up. */
  const LONGEST = 3;

  it.each(TEXTS)('are looked up at most three times a word in %s', (_, text) => {
    let lookups = 0;
    let longest = 0;
    const names = createNames([collection]);
    const watched: Names = {
      ...names,
      canonical(spelling) {
        lookups += 1;
        longest = Math.max(longest, spelling.length);
        return names.canonical(spelling);
      },
    };
    const query = parseQuery(text, 'day-first');
    withNames({ ...query, fields: [] }, watched);
    expect(lookups).toBeLessThanOrEqual(LONGEST * query.wanted.length);
    expect(longest).toBeLessThanOrEqual(LONGEST);
  });

  it('are still found when other words stand around them', () => {
    const query = parseQuery('a chairman mao a', 'day-first');
    expect(withNames(query, createNames([collection])).spellings).toEqual(['Mao Zedong']);
  });
});

describe('a search', () => {
  it.each(TEXTS)('takes a bounded number of steps for %s', (_, text) => {
    archive.search({ query: text });
    // Three readings of a query (with its date, with the date as words, without it), each word of it once in each.
    expect(counted.steps()).toBeLessThanOrEqual(100 * LENGTH);
    expect(counted.steps('phrase')).toBeLessThanOrEqual(3 * LENGTH * held.length);
  });

  it('looks a word up once, however often it was typed', () => {
    archive.search({ query: 'letter' });
    const once = counted.steps('posting');
    counted.reset();
    archive.search({ query: 'letter '.repeat(50) });
    expect(counted.steps('posting')).toBeLessThanOrEqual(2 * once);
  });

  it('leaves out what is excluded once, however often it was typed', () => {
    archive.search({ query: 'burma -letter' });
    const once = counted.steps('phrase');
    counted.reset();
    archive.search({ query: `burma ${'-letter '.repeat(50)}` });
    expect(once).toBeGreaterThan(0);
    expect(counted.steps('phrase')).toBe(once);
  });

  it.each(TEXTS)('by person and place takes a bounded number of steps for %s', (_, text) => {
    archive.search({ person: text, place: text });
    expect(counted.steps()).toBeLessThanOrEqual(100 * LENGTH);
  });

  it.each(TEXTS)('for other queries than %s takes a bounded number of steps', (_, text) => {
    archive.alternatives({ query: text }, 3);
    expect(counted.steps()).toBeLessThanOrEqual(100 * LENGTH);
  });
});

describe('a completion', () => {
  it.each(TEXTS)('compares each name with so many words as it has letters in %s', (_, text) => {
    for (const list of ['people', 'places', 'topics', 'decades'] as const) archive.suggest[list](text, 25);
    // Two looks (as typed, respelt) at six spellings, at most so many distinct words each, and the one that fails.
    const letters = 'NikitaKhrushchev'.length + 1;
    expect(counted.steps('name compared')).toBeLessThanOrEqual(2 * 8 * letters);
  });

  it.each(TEXTS)('respells no word that is longer than any that is known, in %s', (_, text) => {
    archive.suggest.people(text, 25);
    expect(counted.steps('spelling')).toBeLessThanOrEqual(4 * (20 * 20));
  });
});

describe('a vocabulary', () => {
  it('fills no table for a word that is longer than all it knows', () => {
    const vocabulary = createVocabulary(new Map([['khrushchev', 1]]), counted);
    expect(vocabulary.near('x'.repeat(100_000), 2, 8)).toEqual([]);
    expect(counted.steps('spelling')).toBe(0);
    expect(vocabulary.near('krushchev', 1, 8)).toEqual([{ term: 'khrushchev', distance: 1 }]);
    expect(counted.steps('spelling')).toBe(110);
  });
});

describe('reading a typed text', () => {
  /** How often any pattern is tried, and how much text is cut out or copied while a text is read. */
  const tried = { patterns: 0, copied: 0 };
  const { exec, test } = RegExp.prototype;
  const { slice } = String.prototype;
  beforeEach(() => {
    Object.assign(tried, { patterns: 0, copied: 0 });
    RegExp.prototype.exec = function (text) {
      tried.patterns += 1;
      return exec.call(this, text);
    };
    RegExp.prototype.test = function (text) {
      tried.patterns += 1;
      return test.call(this, text);
    };
    String.prototype.slice = function (...bounds) {
      const part = slice.apply(this, bounds);
      tried.copied += part.length;
      return part;
    };
  });
  afterEach(() => {
    Object.assign(RegExp.prototype, { exec, test });
    String.prototype.slice = slice;
  });

  const now = new Date('2026-11-24T12:00:00Z');
  const found = new Set(['a']);
  it.each([
    ['as a query', (text: string) => parseQuery(text, 'day-first')],
    ['as a query, and printing it', (text: string) => printQuery(parseQuery(text, 'day-first'))],
    ['as a date', (text: string) => [readDate(text), isDateRange(text, 'day-first')]],
    ['for a date in it', (text: string) => findDate(text, 'day-first')],
    ['as a day', (text: string) => readDayOfYear(text, now, 'day-first')],
    ['for its words', tokens],
    ['without its marks', fold],
    ['for its best sentence', (text: string) => bestSentence(text, found)],
    ['for what was found', (text: string) => markedText(text, found)],
  ])('%s tries and copies no more than a bounded number for each character', (_, read) => {
    for (const [shape, text] of TEXTS) {
      Object.assign(tried, { patterns: 0, copied: 0 });
      read(text);
      const used = { ...tried };
      expect(used.patterns, `patterns for ${shape}`).toBeLessThanOrEqual(150 * LENGTH);
      expect(used.copied, `copied for ${shape}`).toBeLessThanOrEqual(60 * LENGTH);
    }
  });
});
