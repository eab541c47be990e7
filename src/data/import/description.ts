import type { CollectionDescription } from '../collections/description.ts';
import { WILSON_CENTER } from './formats/listing/wilson-center.ts';
import type { Gathered } from './gather.ts';

/**
 * What can be said of a collection by its records, for a `collection.json` that has to be made. All but the Wilson
 * Center's is a beginning that its owner has to put right, for records do not say who publishes them.
 *
 * @param called the collection's name when the records say none
 * @param address of the repository that they came from
 */
export function describeRecords(
  { records, archive }: Pick<Gathered, 'records' | 'archive'>,
  called: string,
  address?: string,
): CollectionDescription {
  const link = records.find(({ fields }) => fields.url !== undefined)?.fields.url ?? address;
  const home = link === undefined ? undefined : new URL(link);
  const isOurs = archive === undefined && home?.origin === WILSON_CENTER.homePage;
  if (isOurs || archive === WILSON_CENTER.name) return WILSON_CENTER;
  const name = archive ?? home?.host ?? called;
  return {
    name,
    publisher: name,
    // example.org is reserved for what is not known (RFC 2606).
    homePage: home?.origin ?? 'https://example.org',
    searchLink: `https://duckduckgo.com/?q=${home ? `site:${home.hostname}+` : ''}{title}`,
    rights: `Not stated; ask ${name}.`,
    citation: `"{title}," {date}, ${name.replace(/[{}]/g, '')}, {link}`,
  };
}
