import { ApplicationCommandOptionType } from 'discord.js';
import { notFoundCard } from '../cards/not-found-card.ts';
import { onlyRecordCard, searchCard } from '../cards/search-card.ts';
import type { HistoricalDate } from '../data/dates/historical-date.ts';
import { dayMonthOrder } from '../data/dates/locale-order.ts';
import type { DayMonthOrder } from '../data/dates/numeric-date.ts';
import { printHistoricalDate } from '../data/dates/printed-date.ts';
import { DATE_FORMS, isDateRange, readDate } from '../data/dates/read-date.ts';
import { type Span, shortBounds, spanOf } from '../data/dates/span.ts';
import { LONGEST_QUERY } from '../views/view.ts';
import { PRIVATE_OPTION, viewCommand } from './kit/command.ts';
import { nameChoices, recordChoices, suggestedRecords } from './kit/completion.ts';
import { quoted, Refusal, unreadable } from './kit/refusal.ts';
import { alternativesTo, requestOf } from './kit/search-request.ts';
import { localToday } from './kit/today.ts';
import { typedQuery, typedText } from './kit/typed-text.ts';

/** `/doc search`: records by words, dates, people and places. */
export const search = viewCommand({
  view: 'search',
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
        description: 'A person named in the record',
        max_length: 100,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'place',
        description: 'A place the record is about',
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

  read({ query, from, to, person, place, sort }, _services, { locale }) {
    const bounds = readBounds(from?.trim(), to?.trim(), dayMonthOrder(locale));
    const [who, where] = [typedText(person), typedText(place)];
    const view = {
      name: 'search' as const,
      ...typedQuery(query, locale),
      ...shortBounds(bounds),
      ...(who && { person: who }),
      ...(where && { place: where }),
      ...(sort && { sort }),
    };
    if (!view.query && !view.person && !view.place && !bounds.from && !bounds.to) {
      throw new Refusal(
        'Say what to look for: a `query`, a `person`, a `place`, or dates with `from` and `to`.',
      );
    }
    return view;
  },

  suggest(option, typed, services, context) {
    const { people, places, topics, decades } = services.archive.suggest;
    if (option === 'person') return nameChoices(people(typed, 25));
    if (option === 'place') return nameChoices(places(typed, 25));
    return [
      ...nameChoices([...people(typed, 4), ...places(typed, 3), ...topics(typed, 3), ...decades(typed, 2)]),
      ...recordChoices(suggestedRecords(typed, services, context)),
    ];
  },

  /** One record when a search finds one, a list when it finds several, advice when it finds none. */
  show(view, services, context) {
    const { archive } = services;
    const result = archive.search(requestOf(view));
    const [only] = result.records;
    if (!only) return notFoundCard(view, alternativesTo(view, archive));
    const today = localToday(services, context);
    return result.whole === 1 && !result.unmet
      ? onlyRecordCard(view, only, { ...result, records: [only] }, today)
      : searchCard(view, result, today);
  },
});

/** The days that `from` and `to` mean. A range in one of them alone, such as `1962-1968`, gives both ends. */
function readBounds(from: string | undefined, to: string | undefined, order: DayMonthOrder): Span {
  const [first, last] = [from && readTyped('from', from, order), to && readTyped('to', to, order)];
  const alone = first && last ? undefined : first || last || undefined;
  if (alone && (!alone.start || !alone.end || isDateRange(from || to || '', order))) return spanOf(alone);
  const start = first && boundOf('from', from ?? '', spanOf(first).from);
  const end = last && boundOf('to', to ?? '', spanOf(last).to);
  if (first && last && start && end && start > end) {
    const [later, earlier] = [first, last].map(printHistoricalDate);
    throw new Refusal(`\`from\` (${later}) is later than \`to\` (${earlier}). Swap them.`);
  }
  return { ...(start && { from: start }), ...(end && { to: end }) };
}

function readTyped(option: 'from' | 'to', typed: string, order: DayMonthOrder): HistoricalDate {
  const reading = readDate(typed, { order, shortYears: true });
  const date =
    reading.kind === 'ambiguous'
      ? reading.dates[0]
      : reading.kind === 'unreadable'
        ? undefined
        : reading.date;
  if (date) return date;
  throw unreadable(typed, `a date for \`${option}\``, DATE_FORMS);
}

/** What one end of a date is in one of the two options: `before 1963` has no first day to begin with. */
function boundOf(option: 'from' | 'to', typed: string, day: string | undefined): string {
  if (day !== undefined) return day;
  const missing = option === 'from' ? 'first' : 'last';
  throw new Refusal(
    `${quoted(typed)} has no ${missing} day, which \`${option}\` needs. Forms that work: ${DATE_FORMS}.`,
  );
}
