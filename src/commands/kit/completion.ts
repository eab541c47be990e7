import { fitted } from '../../cards/kit/fitting.ts';
import { LIMITS } from '../../cards/kit/limits.ts';
import { printHistoricalDate } from '../../data/dates/printed-date.ts';
import type { CountedName } from '../../data/names/name-list.ts';
import type { ArchivalRecord } from '../../data/records/record.ts';
import type { Choice } from './command.ts';
import type { Asked, Docent } from './request-context.ts';
import { localToday } from './today.ts';

/** The choices that lead to records: dates and titles for people, ids for us. */
export function recordChoices(records: readonly ArchivalRecord[]): Choice[] {
  return records.map(({ id, title, date }) => ({
    name: fitted(`${date ? printHistoricalDate(date) : 'Undated'} · ${title}`, LIMITS.choiceName),
    value: id,
  }));
}

/** The choices among names; one too long to be sent back is left out. */
export function nameChoices(names: readonly CountedName[]): Choice[] {
  return names
    .filter(({ name }) => name.length <= LIMITS.choiceValue)
    .map(({ name, records }) => ({
      name: fitted(`${name} (${records})`, LIMITS.choiceName),
      value: name,
    }));
}

/** The records that a text may mean; before anything is typed, those of today and of the days around it. */
export function suggestedRecords(typed: string, docent: Docent, asked: Asked): readonly ArchivalRecord[] {
  const { archive } = docent;
  if (typed.trim() !== '') return archive.suggest.records(typed, LIMITS.choices);
  const today = localToday(docent, asked);
  const { exact, nearest, month } = archive.onThisDay(today, today.year);
  return [...exact, ...nearest.flatMap(({ records }) => records), ...month].slice(0, LIMITS.choices);
}
