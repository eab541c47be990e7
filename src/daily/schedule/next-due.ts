import { tzOffset } from '@date-fns/tz';
import type { Clock } from '../../clock.ts';
import type { NextDue } from '../../store/daily.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The local date (`YYYY-MM-DD`) of an instant in an IANA zone. */
export function localDate(at: Date, zone: string): string {
  return new Date(at.getTime() + tzOffset(zone, at) * MINUTE).toISOString().slice(0, 10);
}

/** The date so many days after another (before, when negative), each `YYYY-MM-DD`. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/**
 * The instant of a local date and time (`HH:MM`) in an IANA zone. A time that the clocks skip is the first instant
 * after the gap; a time that they show twice is the first of the two. Undefined for a date that the zone skipped
 * altogether.
 */
export function instantOf(date: string, time: string, zone: string): Date | undefined {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // Offsets that may hold at that time: clocks change by a day at most, and not twice within two days.
  const [before, after] = [wall - DAY, wall + DAY].map((at) => tzOffset(zone, new Date(at))) as [
    number,
    number,
  ];
  const instants = [before, after]
    .map((offset) => wall - offset * MINUTE)
    .filter((at) => at + tzOffset(zone, new Date(at)) * MINUTE === wall);
  if (instants.length > 0) return new Date(Math.min(...instants));
  if (time !== '00:00' && !instantOf(date, '00:00', zone)) return undefined;
  const change = changeBetween(wall - after * MINUTE, wall - before * MINUTE, zone);
  const isOfTheDate = localDate(change, zone) === date;
  // A gap at midnight leaves the date there, a gap of a whole day does not.
  return time === '00:00' && !isOfTheDate ? undefined : change;
}

/** The first instant of the new offset; at the start of the span the old one holds, at its end the new one. */
function changeBetween(start: number, end: number, zone: string): Date {
  let [old, changed] = [Math.floor(start / MINUTE) - 1, Math.ceil(end / MINUTE)];
  const offset = tzOffset(zone, new Date(old * MINUTE));
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (tzOffset(zone, new Date(middle * MINUTE)) === offset) old = middle;
    else changed = middle;
  }
  return new Date(changed * MINUTE);
}

/** A local time, `HH:MM`, in an IANA zone. */
export interface LocalTime {
  readonly time: string;
  readonly zone: string;
}

/** What decides which post comes next. */
export interface DueOptions {
  readonly now: Date;
  /** The local dates that have an entry in the ledger: posted, or given up. */
  readonly taken: ReadonlySet<string>;
  /**
   * The earliest date that still has to be posted: today's post is due at once unless today is earlier. Undefined:
   * none is owed.
   */
  readonly owed?: string | undefined;
}

/** In days: far beyond any run of dates that are taken or skipped. */
const FARTHEST = 400;

/**
 * The post that comes next: today's if its time is still to come or it is owed, otherwise that of the first later date
 * that is free. It is always computed from the subscription, never from the post before.
 *
 * @throws {RangeError} when none of the next 400 days is free
 */
export function nextDue(
  { time, zone }: LocalTime,
  { now, taken, owed }: DueOptions,
): { date: string; at: Date } {
  const today = localDate(now, zone);
  for (let days = 0; days < FARTHEST; days += 1) {
    const date = dateAfter(today, days);
    const at = taken.has(date) ? undefined : instantOf(date, time, zone);
    if (!at) continue;
    const isOwed = days === 0 && owed !== undefined && date >= owed;
    if (at > now || isOwed) return { date, at };
  }
  throw new RangeError(`no day of ${zone} is free`);
}

/** When the post after that of a date is due, for the store to ask. */
export function nextAfter(date: string, clock: Clock): NextDue {
  return (subscription, taken) =>
    nextDue(subscription, { now: clock.now(), taken, owed: dateAfter(date, 1) });
}
