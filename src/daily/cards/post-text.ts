import { createHash } from 'node:crypto';
import type { Card } from '../../cards/kit/card.ts';
import { printCalendarDate, printMonthDay } from '../../data/dates/calendar-date.ts';
import { type DayTold, dayOf, type QuietRecord } from '../choosing/day-records.ts';
import { dailyCard } from './post-card.ts';

/** Name of a day's thread or forum post; dated, so that it is known again. */
export function postTitle(date: string): string {
  const { day, year } = dayOf(date);
  return `On this day: ${printCalendarDate({ year, ...day })}`;
}

/** What Discord knows the post of a server and a local date by: 24 characters, of the 25 that it takes. */
export function postNonce(guildId: string, date: string): string {
  return createHash('sha256').update(`${guildId} ${date}`).digest('base64url').slice(0, 24);
}

/** How a card of the day differs from one server to another. */
export interface CardManner {
  /** When it was due, if it comes late. */
  readonly lateSince?: Date | undefined;
  readonly roleId?: string | undefined;
}

/** The card of what is told on a date. */
export function cardOfDay(date: string, told: DayTold, { lateSince, roleId }: CardManner): Card {
  const { quiet, ...facts } = told;
  return dailyCard({
    ...facts,
    date,
    ...(quiet && { quiet: { record: quiet.record, why: whyQuiet(told, quiet) } }),
    lateSince: lateSince && Math.floor(lateSince.getTime() / 1000),
    roleId,
  });
}

function whyQuiet({ day }: DayTold, { why, near }: QuietRecord): string {
  const none = `No record is dated exactly ${printMonthDay(day)}.`;
  if (near) {
    const days = Math.abs(near.offset);
    const apart = days === 1 ? 'the day' : `${days} days`;
    return `${none} This one is of ${printMonthDay(near.day)}, ${apart} ${near.offset < 0 ? 'before' : 'after'}.`;
  }
  return why === 'month'
    ? `${none} This one is of this month, its day not known.`
    : `${none} This one came by chance.`;
}
