import { readImportDate } from '../../import-date.ts';
import { languageName } from '../../language-name.ts';
import type { GivenRecord } from '../../source-record.ts';
import { withLink } from '../csv.ts';

/**
 * A record in the elements of Dublin Core (`title`, `creator`…), each of which may stand any number of times.
 * Of several dates the first that can be read counts; a coverage that is a time is no place.
 *
 * @param identifier of the record in its repository; the elements' own identifiers are looked at for a link only
 */
export function dublinCore(
  identifier: string | undefined,
  elements: ReadonlyMap<string, readonly string[]>,
): GivenRecord {
  const all = (...names: string[]) => [...new Set(names.flatMap((name) => elements.get(name) ?? []))];
  const dates = all('date', 'created', 'issued');
  const [date = dates[0]] = dates.filter(isReadable);
  const [title] = all('title');
  const [url] = all('identifier', 'relation').filter((text) => /^https?:\/\/\S+$/i.test(text));
  const abstracts = all('abstract', 'description');
  const rights = all('rights', 'accessRights', 'license');
  return withLink({
    ...(identifier !== undefined && { identifier }),
    ...(date !== undefined && { date }),
    ...(title !== undefined && { title }),
    ...(abstracts.length > 0 && { abstract: abstracts.join('\n\n') }),
    ...(url !== undefined && { url }),
    people: all('creator', 'contributor'),
    places: all('coverage', 'spatial').filter((text) => !isTime(text)),
    topics: all('subject'),
    languages: all('language').map(languageName),
    ...(rights.length > 0 && { rights: rights.join('\n') }),
  });
}

/** `1945-1991` or `October 1962`; what has no letter at all need not be read to know that it is no place. */
function isTime(text: string): boolean {
  return !/\p{L}/u.test(text) || (/\d/.test(text) && isReadable(text));
}

function isReadable(text: string): boolean {
  const read = readImportDate(text);
  return 'date' in read && read.date !== undefined;
}
