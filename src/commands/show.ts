import { ApplicationCommandOptionType } from 'discord.js';
import { backButton, recordCard } from '../cards/record-card.ts';
import { LONGEST_QUERY } from '../views/address.ts';
import type { SearchView, ShowView } from '../views/view.ts';
import { command, PRIVATE_OPTION, type Show } from './kit/command.ts';
import { recordChoices, suggestedRecords } from './kit/completion.ts';
import { Refusal } from './kit/refusal.ts';
import { localToday } from './kit/today.ts';
import { typedQuery } from './kit/typed-text.ts';

/** The option that names a record: completion sends its id, and what is no id is searched for as words. */
const RECORD_OPTION = {
  type: ApplicationCommandOptionType.String,
  name: 'record',
  description: 'A record: type words of its title',
  required: true,
  max_length: LONGEST_QUERY,
  autocomplete: true,
} as const;

/** `/doc show`: one record in full. */
export const show = command({
  definition: {
    name: 'show',
    description: 'Show one record in full',
    options: [RECORD_OPTION, PRIVATE_OPTION],
  },

  read({ record }, { archive }, { locale }): ShowView | SearchView {
    const { query, ...order } = typedQuery(record, locale);
    if (query === undefined) {
      throw new Refusal('Say which `record`: type words of its title and choose one.');
    }
    return archive.get(query) ? { name: 'show', record: query } : { name: 'search', query, ...order };
  },

  suggest: (_option, typed, docent, asked) => recordChoices(suggestedRecords(typed, docent, asked)),
});

/** The record of an id. */
export const showRecord: Show<ShowView> = (view, docent, asked) => {
  const record = docent.archive.get(view.record);
  if (!record) {
    throw new Refusal('This record is no longer in the archive. Look for it with `/doc search`.');
  }
  return recordCard(record, localToday(docent, asked), backButton(view.back));
};
