import { ApplicationCommandOptionType } from 'discord.js';
import { backButton, recordCard } from '../cards/record-card.ts';
import { LONGEST_QUERY } from '../views/view.ts';
import { PRIVATE_OPTION, viewCommand } from './kit/command.ts';
import { recordChoices, suggestedRecords } from './kit/completion.ts';
import { Refusal } from './kit/refusal.ts';
import { localToday } from './kit/today.ts';
import { typedQuery } from './kit/typed-text.ts';

/** The option that names a record. Completion sends its id; any other text is searched for as words. */
const RECORD_OPTION = {
  type: ApplicationCommandOptionType.String,
  name: 'record',
  description: 'A record: type words from its title',
  required: true,
  max_length: LONGEST_QUERY,
  autocomplete: true,
} as const;

/** `/doc show`: one record in full. */
export const show = viewCommand({
  view: 'show',
  definition: {
    name: 'show',
    description: 'Show one record in full',
    options: [RECORD_OPTION, PRIVATE_OPTION],
  },

  read({ record }, { archive }, { locale }) {
    const { query, ...order } = typedQuery(record, locale);
    if (query === undefined) {
      throw new Refusal('Which `record`? Type words from its title and choose one.');
    }
    return archive.get(query) ? { name: 'show', record: query } : { name: 'search', query, ...order };
  },

  suggest: (_option, typed, services, context) => recordChoices(suggestedRecords(typed, services, context)),

  show(view, services, context) {
    const record = services.archive.get(view.record);
    if (!record) {
      throw new Refusal('This record is no longer in the archive. Look for it with `/doc search`.');
    }
    return recordCard(record, localToday(services, context), backButton(view.back));
  },
});
