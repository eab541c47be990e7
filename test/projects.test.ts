import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ProjectName, placesOf } from './support/projects.ts';

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts'));

/** The places of a project that hold a file. */
const placesWith = (project: ProjectName, file: string) =>
  placesOf(project).filter((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));

test.each(['unit', 'bot', 'process', 'browser'] as const)(
  'every place of the project %s holds a test',
  (project) => {
    const held = new Set(files.flatMap((file) => placesWith(project, file)));
    expect(placesOf(project).filter((place) => !held.has(place))).toEqual([]);
  },
);

test('no test file belongs to two projects', () => {
  const named = (project: ProjectName, file: string) => placesWith(project, file).includes(file);
  const twice = files.filter(
    (file) => (['unit', 'process', 'browser'] as const).filter((project) => named(project, file)).length > 1,
  );
  expect(twice).toEqual([]);
});
