import { ApplicationCommandOptionType } from 'discord.js';
import { notFoundCard } from '../cards/not-found-card.ts';
import { recordCard } from '../cards/record-card.ts';
import { LONGEST_QUERY } from '../views/view.ts';
import { PRIVATE_OPTION, viewCommand } from './kit/command.ts';
import { alternativesTo, requestOf } from './kit/search-request.ts';
import { localToday } from './kit/today.ts';
import { typedQuery } from './kit/typed-text.ts';
import { search } from './search.ts';

/** `/doc random`: a random record. */
export const random = viewCommand({
  view: 'random',
  definition: {
    name: 'random',
    description: 'Show a random record',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'query',
        description: 'Only among records that match these words',
        max_length: LONGEST_QUERY,
        autocomplete: true,
      },
      PRIVATE_OPTION,
    ],
  },

  read: ({ query }, _services, { locale }) => ({ name: 'random', ...typedQuery(query, locale) }),

  ...(search.suggest && { suggest: search.suggest }),

  /** A random record, and a button to another one. */
  show(view, services, context) {
    const asSearch = { ...view, name: 'search' } as const;
    const record = services.archive.random(requestOf(asSearch), services.chance);
    if (!record) return notFoundCard(asSearch, alternativesTo(asSearch, services.archive));
    const another = { label: 'Another', opens: view, slot: 'another' };
    const shares = { name: 'show', record: record.id } as const;
    return { ...recordCard(record, localToday(services, context), [another]), shares };
  },
});
