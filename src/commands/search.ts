import { ApplicationCommandOptionType } from 'discord.js';
import { LONGEST_QUERY } from '../cards/address.ts';
import { notFoundCard } from '../cards/not-found-card.ts';
import { recordCard } from '../cards/record-card.ts';
import { searchCard } from '../cards/search-card.ts';
import type { SearchView } from '../cards/view.ts';
import { printSpan, type Span, shortBounds } from '../data/span.ts';
import { dayMonthOrder, readTypedSpan, TYPED_DATE_FORMS } from '../data/typed-date.ts';
import { alternativesTo, requestOf } from './alternatives.ts';
import { command, PRIVATE_OPTION, type Show } from './command.ts';
import { nameChoices, recordChoices, suggestedRecords } from './completion.ts';
import type { Asked } from './docent.ts';
import { Refusal } from './refusal.ts';
import { localToday } from './today.ts';

/** `/doc search`: records by words, dates, people and places. */
export const search = command({
  definition: {
    name: 'search',
    description: 'Find records by words, names and dates',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'query',
        description: 'Words, "a phrase", -without, a date: cela prosecutor 1963',
        max_length: LONGEST_QUERY,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'from',
        description: 'Not before: 1964, October 1964, 19 October 1964',
        max_length: 60,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'to',
        description: 'Not after: 1964, October 1964, 19 October 1964',
        max_length: 60,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'person',
        description: 'Someone whom the record names',
        max_length: 100,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'place',
        description: 'A place that the record is about',
        max_length: 100,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'sort',
        description: 'Which records come first',
        choices: [
          { name: 'Relevance', value: 'relevance' },
          { name: 'Oldest first', value: 'oldest' },
          { name: 'Newest first', value: 'newest' },
        ],
      },
      PRIVATE_OPTION,
    ],
  },

  read({ query, from, to, person, place, sort }, _docent, asked): SearchView {
    const first = from?.trim() ? readBound('from', from, asked).from : undefined;
    const last = to?.trim() ? readBound('to', to, asked).to : undefined;
    if (first && last && first > last) {
      throw new Refusal(
        `\`from\` (${printSpan({ from: first }).replace('from ', '')}) is later than \`to\` (${printSpan({ to: last }).replace('until ', '')}). Exchange the two.`,
      );
    }
    const bounds = shortBounds({ ...(first && { from: first }), ...(last && { to: last }) });
    const text = { query: query?.trim(), person: person?.trim(), place: place?.trim() };
    if (!text.query && !text.person && !text.place && !first && !last) {
      throw new Refusal(
        'Say what to look for: a `query`, a `person`, a `place`, or dates with `from` and `to`.',
      );
    }
    return {
      name: 'search',
      ...(text.query && { query: text.query.slice(0, LONGEST_QUERY) }),
      ...bounds,
      ...(text.person && { person: text.person }),
      ...(text.place && { place: text.place }),
      ...(sort && { sort }),
    };
  },

  suggest(option, typed, docent, asked) {
    const { people, places, topics } = docent.archive.suggest;
    if (option === 'person') return nameChoices(people(typed, 25));
    if (option === 'place') return nameChoices(places(typed, 25));
    return [
      ...nameChoices([...people(typed, 4), ...places(typed, 3), ...topics(typed, 3)]),
      ...recordChoices(suggestedRecords(typed, docent, asked)),
    ];
  },
});

function readBound(option: 'from' | 'to', typed: string, { locale }: Asked): Span {
  const span = readTypedSpan(typed, dayMonthOrder(locale));
  if (span && (option === 'from' ? span.from : span.to)) return span;
  throw new Refusal(`\`${option}\` cannot be read as a date. Forms that work: ${TYPED_DATE_FORMS}.`);
}

/** One record when a search finds one, a list when it finds several, advice when it finds none. */
export const showSearch: Show<SearchView> = (view, docent, asked) => {
  const { archive } = docent;
  const order = dayMonthOrder(asked.locale);
  const result = archive.search(requestOf(view, order));
  const [only, ...others] = result.records;
  if (!only) return notFoundCard(view, alternativesTo(view, archive, order));
  if (others.length === 0 && !result.partial) return recordCard(only, localToday(docent, asked));
  return searchCard(view, result, localToday(docent, asked));
};
