import type { CollectionDescription } from '../../../collections/description.ts';

/** The archive whose pages the listing format is, as itself: all words that come with them are its own. */
export const WILSON_CENTER: CollectionDescription = {
  name: 'Wilson Center Digital Archive',
  publisher: 'Woodrow Wilson International Center for Scholars',
  homePage: 'https://digitalarchive.wilsoncenter.org',
  searchLink: 'https://digitalarchive.wilsoncenter.org/search?search_api_fulltext={title}',
  rights:
    'The Wilson Center Digital Archive welcomes reuse for research and education; some of its items belong to others.',
  citation: '"{title}," {date}, Wilson Center Digital Archive, {link}',
};
