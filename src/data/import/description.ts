import type { CollectionDescription } from '../collections/description.ts';
import { WILSON_CENTER } from './formats/listing/wilson-center.ts';
import type { Gathered } from './gather.ts';

/**
 * A description of a collection as far as its records tell, for a `collection.json` that is missing. Except for the
 * Wilson Center's, its owner has to complete it, because records do not say who publishes them.
 *
 * @param fallbackName the collection's name if the records give none
 * @param address of the repository that the records came from
 */
export function describeRecords(
  { records, archive }: Pick<Gathered, 'records' | 'archive'>,
  fallbackName: string,
  address?: string,
): CollectionDescription {
  const link = records.find(({ fields }) => fields.url !== undefined)?.fields.url ?? address;
  const home = link === undefined ? undefined : new URL(link);
  const isOurs = archive === undefined && home?.origin === WILSON_CENTER.homePage;
  if (isOurs || archive === WILSON_CENTER.name) return WILSON_CENTER;
  const name = archive ?? home?.host ?? fallbackName;
  return {
    name,
    publisher: name,
    // example.org is reserved for examples (RFC 2606): we do not know the address.
    homePage: home?.origin ?? 'https://example.org',
    searchLink: `https://duckduckgo.com/?q=${home ? `site:${home.hostname}+` : ''}{title}`,
    rights: `Not stated; ask ${name}.`,
    citation: `"{title}," {date}, ${name.replace(/[{}]/g, '')}, {link}`,
  };
}
