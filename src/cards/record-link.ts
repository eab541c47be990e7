import type { ArchivalRecord } from '../data/records/record.ts';
import { LIMITS } from './kit/limits.ts';
import { shownText } from './kit/shown-text.ts';

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
  const words = firstWords(shownText(title), most);
  for (let kept = words.length; kept > 0; kept -= 1) {
    const link = collection.searchLink.replaceAll(
      '{title}',
      encodeURIComponent(words.slice(0, kept).join(' ')),
    );
    if (link.length <= most) return { label: 'Find in the archive', link };
  }
  return { label: 'Find in the archive', link: collection.homePage };
}

/** The whole words that a text of so many characters could hold: what comes after them cannot fit into a link. */
function firstWords(text: string, most: number): string[] {
  const words = text.slice(0, most).split(/\s+/);
  if (text.length > most && /\S/.test(text.charAt(most))) words.pop();
  return words.filter((word) => word !== '');
}
