import { readImportDate } from '../../import-date.ts';
import { languageName } from '../../language-name.ts';
import { withLink } from '../../source-id.ts';
import type { SourceFields } from '../../source-record.ts';

/**
 * A record in the elements of Dublin Core (`title`, `creator`…), each of which may occur any number of times.
 * If there are several dates, the first that can be read counts. A coverage that is a time is not a place.
 *
 * @param identifier the record's in its repository; an identifier among the elements only counts if it is a link
 */
export function dublinCore(
  identifier: string | undefined,
  elements: ReadonlyMap<string, readonly string[]>,
): SourceFields {
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

/** `1945-1991` or `October 1962`. A text without a letter is not a place, so it need not be read. */
function isTime(text: string): boolean {
  return !/\p{L}/u.test(text) || (/\d/.test(text) && isReadable(text));
}

function isReadable(text: string): boolean {
  const read = readImportDate(text);
  return 'date' in read && read.date !== undefined;
}
