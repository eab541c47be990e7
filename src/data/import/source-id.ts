import type { SourceFields } from './source-record.ts';

/**
 * A source's own identifier as an id of ours: lower-case, without accents, every run of other characters than `a–z`
 * and `0–9` a hyphen, the `http://` of a link left out. Undefined when that leaves nothing or more than 40
 * characters.
 *
 * @example sourceId('MS. Éng/12 (b)') // 'ms-eng-12-b'
 */
export function sourceId(identifier: string): string | undefined {
  if (ID.test(identifier)) return identifier;
  const id = identifier
    .trim()
    .slice(0, 200)
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return ID.test(id) ? id : undefined;
}

const ID = /^[a-z0-9-]{1,40}$/;

/**
 * The number in the link of a record's page at the Wilson Center's archive. It is permanent.
 *
 * @example numberInLink('https://digitalarchive.wilsoncenter.org/document/112175') // '112175'
 */
export function numberInLink(url: string): string | undefined {
  return /^https?:\/\/[^/]+\/document\/(\d{1,12})$/i.exec(url.trim())?.[1];
}

/** Many sources give a link as identifier. It is then the record's link, if the source gives no other. */
export function withLink(fields: SourceFields): SourceFields {
  const { identifier, url = '' } = fields;
  const isLink = identifier !== undefined && /^https?:\/\//i.test(identifier.trim());
  return isLink && url.trim() === '' ? { ...fields, url: identifier } : fields;
}
