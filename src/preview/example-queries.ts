import type { Archive } from '../data/archive.ts';

/** The most characters of an example: it stands on a button. */
const LONGEST = 60;

/**
 * Searches that find something in an archive, to try first: for the bundled collection two that show what searching
 * can do (misspelt names, a subject), for others the most frequent person and topic, or else a title. None of an empty
 * archive. Each is one line, for a terminal too.
 */
export function exampleQueries(archive: Archive, isBundled: boolean): string[] {
  if (isBundled) return ['cela prosecuter 1963', 'hungarian revolution'];
  const { suggest, records } = archive;
  const names = [...suggest.people('', 1), ...suggest.topics('', 1)].map(({ name }) => name);
  const found = names.length > 0 ? names : records.slice(0, 1).map(({ title }) => title);
  return [...new Set(found.map(inOneLine))].filter((query) => archive.search({ query }).records.length > 0);
}

/** The words of a text, without what would steer a terminal or reorder what follows (Unicode, Cc and Cf). */
function inOneLine(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= LONGEST ? plain : plain.slice(0, LONGEST).replace(/\s\S*$/, '');
}
