import {
  isOfTheCalendar,
  MONTHS,
  type MonthDay,
  monthDayText,
  printMonthDay,
} from '../data/dates/calendar-date.ts';
import { firstYear } from '../data/dates/historical-date.ts';
import { dayAt, type OnThisDay } from '../data/on-this-day.ts';
import type { ArchivalRecord } from '../data/records/record.ts';
import type { OnThisDayView } from '../views/view.ts';
import { type Today, yearsAgo } from './kit/age.ts';
import { type Button, type Card, COLOR, type Row } from './kit/card.ts';
import { datedWords } from './kit/dated-words.ts';
import { fitted } from './kit/fitting.ts';
import { LIMITS } from './kit/limits.ts';
import { pageOf, pageText, pagingRows, withPage } from './kit/paging.ts';
import { entryText, openMenu } from './list-entry.ts';

/** A record in a day's list, and the heading that it appears under. */
interface DayEntry {
  readonly heading: string;
  readonly record: ArchivalRecord;
  readonly isOfADay: boolean;
}

/** The records of a day of the year, the nearest ones when there are none, and the month's: five a page. */
export function dayCard(view: OnThisDayView, found: OnThisDay, today: Today): Card {
  const entries = dayEntries(found, today);
  const page = pageOf(entries, view.page);
  const nothing = found.exact.length === 0 ? [`No record is dated exactly ${printMonthDay(found.day)}.`] : [];
  const lines = page.items.flatMap((entry, index) => {
    const isNewHeading = index === 0 || page.items[index - 1]?.heading !== entry.heading;
    const text = entryText({
      position: page.first + index,
      record: entry.record,
      dated: datedLine(entry, today),
    });
    return isNewHeading && entry.heading !== '' ? [`### ${entry.heading}`, text] : [text];
  });
  const names = new Set(page.items.map(({ record }) => record.collection.name));
  const records = page.items.map(({ record }) => record);
  return {
    embeds: [
      {
        title: `On this day: ${printMonthDay(found.day)}`,
        description: [...ofEveryYear(found.day, view.year), ...nothing, ...lines]
          .join('\n\n')
          .replace(/^(### .*)\n\n/gm, '$1\n'),
        footer: fitted(
          [...(entries.length > 0 ? [pageText(page)] : []), ...names].join(' · '),
          LIMITS.listFooter,
        ),
        color: COLOR,
      },
    ],
    rows: [
      ...pagingRows(view, page),
      ...openMenu(records, withPage(view, page.number), page.first),
      neighbourRow(found.day, today, view.year),
    ],
  };
}

/** The entries of all headings. A range that touches several of the days appears once. */
function dayEntries({ exact, month, nearest, day }: OnThisDay, today: Today): DayEntry[] {
  const entries = [
    ...exact.map((record) => ({ heading: '', record, isOfADay: true })),
    ...nearest.flatMap(({ day: near, offset, records }) =>
      records.map((record) => ({
        heading: `Nearest: ${printMonthDay(near)}, ${offsetText(offset)}`,
        record,
        isOfADay: true,
      })),
    ),
    ...month.map((record) => ({
      heading: monthHeading(day, today),
      record,
      isOfADay: false,
    })),
  ];
  const listed = new Set<ArchivalRecord>();
  return entries.filter(({ record }) => !listed.has(record) && listed.add(record));
}

function monthHeading({ month }: MonthDay, today: Today): string {
  const name = MONTHS[month - 1] ?? '';
  return month === today.month ? 'This month, exact day unknown' : `This month (${name}), exact day unknown`;
}

function offsetText(offset: number): string {
  const days = Math.abs(offset);
  const count = days === 1 ? 'the day' : `${days} days`;
  return `${count} ${offset < 0 ? 'before' : 'after'}`;
}

function datedLine({ record, isOfADay }: DayEntry, today: Today): string {
  if (!record.date) return '';
  const years = today.year - firstYear(record.date);
  const ago = isOfADay && years === 0 ? 'this year' : yearsAgo(years);
  return `${datedWords(record, record.date)} · ${ago}`;
}

/** What becomes of a year that was asked for: a day of the year has none. */
function ofEveryYear(day: MonthDay, year: number | undefined): string[] {
  if (year === undefined) return [];
  const every = `These are the records from ${printMonthDay(day)} of every year.`;
  const note = isOfTheCalendar({ year, ...day })
    ? `${every} For ${year} alone, press “Only ${year}”.`
    : `${every} There was no ${printMonthDay(day)} in ${year}.`;
  return [`*${note}*`];
}

/** The button to the records of the day in one year. */
function onlyYearButton(day: MonthDay, year: number | undefined): Button[] {
  if (year === undefined || !isOfTheCalendar({ year, ...day })) return [];
  const date = { year, ...day };
  return [{ label: `Only ${year}`, slot: 'only-year', opens: { name: 'search', from: date, to: date } }];
}

function neighbourRow(day: MonthDay, today: Today, year: number | undefined): Row {
  const button = (slot: string, offset: number, before: string, after: string) => {
    const neighbour = dayAt(day, today.year, offset);
    return {
      label: `${before}${printMonthDay(neighbour)}${after}`,
      slot,
      opens: { name: 'on-this-day', date: monthDayText(neighbour) } as const,
    };
  };
  const neighbours = [button('day-before', -1, '‹ ', ''), button('day-after', 1, '', ' ›')];
  return { buttons: [...neighbours, ...onlyYearButton(day, year)] };
}
