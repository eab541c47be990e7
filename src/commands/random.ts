import { ApplicationCommandOptionType } from 'discord.js';
import { notFoundCard } from '../cards/not-found-card.ts';
import { recordCard } from '../cards/record-card.ts';
import { LONGEST_QUERY } from '../views/address.ts';
import type { RandomView } from '../views/view.ts';
import { command, PRIVATE_OPTION, type Show } from './kit/command.ts';
import { alternativesTo, requestOf } from './kit/search-request.ts';
import { localToday } from './kit/today.ts';
import { typedQuery } from './kit/typed-text.ts';
import { search } from './search.ts';

/** `/doc random`: a record by chance. */
export const random = command({
  definition: {
    name: 'random',
    description: 'Show a record by chance',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'query',
        description: 'Only among the records that these words find',
        max_length: LONGEST_QUERY,
        autocomplete: true,
      },
      PRIVATE_OPTION,
    ],
  },

  read: ({ query }, _docent, { locale }): RandomView => ({ name: 'random', ...typedQuery(query, locale) }),

  ...(search.suggest && { suggest: search.suggest }),
});

/** A record by chance, and a button to the next one. */
export const showRandom: Show<RandomView> = (view, docent, asked) => {
  const asSearch = { ...view, name: 'search' } as const;
  const record = docent.archive.random(requestOf(asSearch), docent.chance);
  if (!record) return notFoundCard(asSearch, alternativesTo(asSearch, docent.archive));
  const another = { label: 'Another', opens: view, slot: 'another' };
  const shares = { name: 'show', record: record.id } as const;
  return { ...recordCard(record, localToday(docent, asked), [another]), shares };
};
