/**
 * A source's own identifier as an id of ours: lower-case, without accents, all but `a–z` and `0–9` a hyphen, the
 * `http://` of a link left out. Undefined when that leaves nothing or more than 40 characters.
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

/** The number in the link of a record's own page at the Wilson Center's archive, which is permanent. */
export function numberInLink(url: string): string | undefined {
  return /^https?:\/\/[^/]+\/document\/(\d{1,12})$/i.exec(url.trim())?.[1];
}
