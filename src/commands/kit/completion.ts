import { fitted } from '../../cards/kit/fitting.ts';
import { LIMITS } from '../../cards/kit/limits.ts';
import { printHistoricalDate } from '../../data/dates/printed-date.ts';
import type { CountedName } from '../../data/names/name-list.ts';
import type { ArchivalRecord } from '../../data/records/record.ts';
import type { Choice } from './command.ts';
import type { RequestContext } from './request-context.ts';
import type { Services } from './services.ts';
import { localToday } from './today.ts';

/** The choices that lead to records: people see dates and titles, and we get ids. */
export function recordChoices(records: readonly ArchivalRecord[]): Choice[] {
  return records.map(({ id, title, date }) => ({
    name: fitted(`${date ? printHistoricalDate(date) : 'Undated'} · ${title}`, LIMITS.choiceName),
    value: id,
  }));
}

/** The choices among names. A name that is too long to be sent back is left out. */
export function nameChoices(names: readonly CountedName[]): Choice[] {
  return names
    .filter(({ name }) => name.length <= LIMITS.choiceValue)
    .map(({ name, records }) => ({
      name: fitted(`${name} (${records})`, LIMITS.choiceName),
      value: name,
    }));
}

/** The records that a text may mean. Before anything is typed: records from today and the days around it. */
export function suggestedRecords(
  typed: string,
  services: Services,
  context: RequestContext,
): readonly ArchivalRecord[] {
  const { archive } = services;
  if (typed.trim() !== '') return archive.suggest.records(typed, LIMITS.choices);
  const today = localToday(services, context);
  const { exact, nearest, month } = archive.onThisDay(today, today.year);
  return [...exact, ...nearest.flatMap(({ records }) => records), ...month].slice(0, LIMITS.choices);
}
