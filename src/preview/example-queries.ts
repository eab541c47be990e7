import type { Archive } from '../data/archive.ts';

/** The most characters of an example. It has to fit on a button. */
const LONGEST = 60;

/**
 * Searches to try first, which find something in the archive. For the bundled collection they are a misspelt name and a
 * subject. For other collections they are the most frequent person and topic, or else a title. An empty archive gives
 * none. Each search is one line, and safe to print to a terminal.
 */
export function exampleQueries(archive: Archive, isBundled: boolean): string[] {
  if (isBundled) return ['cela prosecuter 1963', 'hungarian revolution'];
  const { suggest, records } = archive;
  const names = [...suggest.people('', 1), ...suggest.topics('', 1)].map(({ name }) => name);
  const found = names.length > 0 ? names : records.slice(0, 1).map(({ title }) => title);
  return [...new Set(found.map(inOneLine))].filter((query) => archive.search({ query }).records.length > 0);
}

/** The text in one line, without characters that control a terminal or the direction of text (Unicode, Cc and Cf). */
function inOneLine(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= LONGEST ? plain : plain.slice(0, LONGEST).replace(/\s\S*$/, '');
}
