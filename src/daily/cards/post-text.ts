import { createHash } from 'node:crypto';
import type { Card } from '../../cards/kit/card.ts';
import { printCalendarDate, printMonthDay } from '../../data/dates/calendar-date.ts';
import { type ChosenPost, dayOf, type QuietRecord } from '../choosing/day-records.ts';
import { dailyCard } from './post-card.ts';

/** The name of a day's thread or forum post. It has the date, so that settling can find it. */
export function postTitle(date: string): string {
  const { day, year } = dayOf(date);
  return `On this day: ${printCalendarDate({ year, ...day })}`;
}

/**
 * The nonce for the post of a server and a local date, by which Discord recognises a second attempt: 24 characters of
 * the 25 that it takes.
 */
export function postNonce(guildId: string, date: string): string {
  return createHash('sha256').update(`${guildId} ${date}`).digest('base64url').slice(0, 24);
}

/** How the card of a day differs from one server to another. */
export interface CardOptions {
  /** When the post was due, if it is late. */
  readonly lateSince?: Date | undefined;
  readonly roleId?: string | undefined;
}

/** The card for the post of a date, `YYYY-MM-DD`. */
export function cardForDay(date: string, chosen: ChosenPost, { lateSince, roleId }: CardOptions): Card {
  const { quiet, ...facts } = chosen;
  return dailyCard({
    ...facts,
    date,
    ...(quiet && { quiet: { record: quiet.record, why: whyQuiet(chosen, quiet) } }),
    lateSince: lateSince && Math.floor(lateSince.getTime() / 1000),
    roleId,
  });
}

function whyQuiet({ day }: ChosenPost, { why, near }: QuietRecord): string {
  const none = `The archive has no record for ${printMonthDay(day)}.`;
  if (near) {
    const days = Math.abs(near.offset);
    const apart = days === 1 ? 'the day' : `${days} days`;
    return `${none} This one is from ${printMonthDay(near.day)}, ${apart} ${near.offset < 0 ? 'before' : 'after'}.`;
  }
  return why === 'month'
    ? `${none} This one is from this month; its exact day is unknown.`
    : `${none} This one was picked at random.`;
}
