import type { ArchivalRecord } from '../data/record.ts';
import { LIMITS } from './limits.ts';

/** Where a record can be read, and what to call the way there. */
export interface RecordLink {
  readonly label: 'Open in the archive' | 'Find in the archive';
  readonly link: string;
}

/**
 * A record's own page or, where that is not known, the archive's search for its title. A search link is cut to
 * at most `most` characters by leaving out the last words.
 */
export function recordLink(
  { url, title, collection }: ArchivalRecord,
  most: number = LIMITS.link,
): RecordLink {
  if (url) return { label: 'Open in the archive', link: url };
  const words = title.split(/\s+/).filter((word) => word !== '');
  for (let kept = words.length; kept > 0; kept -= 1) {
    const link = collection.searchLink.replaceAll(
      '{title}',
      encodeURIComponent(words.slice(0, kept).join(' ')),
    );
    if (link.length <= most) return { label: 'Find in the archive', link };
  }
  return { label: 'Find in the archive', link: collection.homePage };
}
