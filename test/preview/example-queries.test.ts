import { describe, expect, it } from 'vitest';
import { createArchive } from '../../src/data/archive.ts';
import { exampleQueries } from '../../src/preview/example-queries.ts';
import { bundledArchive } from '../support/archives.ts';
import { collection, type RecordSketch, records } from '../support/records.ts';

const archiveOf = (...sketches: RecordSketch[]) =>
  createArchive({ collections: [collection], records: records(...sketches) });

describe('the searches to try first', () => {
  it('in the bundled collection show misspelt names and a subject, and find something', async () => {
    const archive = await bundledArchive();
    const queries = exampleQueries(archive, true);
    expect(queries[0]).toBe('cela prosecuter 1963');
    for (const query of queries) expect(archive.search({ query }).records.length).toBeGreaterThan(0);
  });

  it('in another are its most frequent person and topic', () => {
    const archive = archiveOf(
      { title: 'A', people: ['Tito'], topics: ['Borders'] },
      { title: 'B', people: ['Tito', 'Ada'], topics: ['Borders'] },
      { title: 'C', people: ['Ada', 'Tito'], topics: ['Trade'] },
    );
    expect(exampleQueries(archive, false)).toEqual(['Tito', 'Borders']);
  });

  it('in one without names are the words of a title, and in an empty one none', () => {
    expect(exampleQueries(archiveOf({ title: 'Minutes of a meeting' }), false)).toEqual([
      'Minutes of a meeting',
    ]);
    expect(exampleQueries(archiveOf(), false)).toEqual([]);
  });

  it('are one short line that steers no terminal', () => {
    const [query = ''] = exampleQueries(
      archiveOf({ title: `\u001b[2J\u202eLong\n${'word '.repeat(60)}` }),
      false,
    );
    expect(query).toMatch(/^\[2J Long( word)+$/);
    expect(query.length).toBeLessThanOrEqual(60);
  });
});
