import { tzOffset } from '@date-fns/tz';

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
 * The instant that a local date and time (`HH:MM`) mean in an IANA zone: a time that the clocks skip is the first
 * instant after the gap, one that they show twice is the first of the two. Undefined for a date that the zone has
 * skipped whole.
 */
export function instantOf(date: string, time: string, zone: string): Date | undefined {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // Offsets that may hold at that time: clocks change by a day at most, and not twice within two.
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
export interface DailyTime {
  readonly time: string;
  readonly zone: string;
}

/** What decides which post comes next. */
export interface Standing {
  readonly now: Date;
  /** The local dates told already, or given up. */
  readonly taken: ReadonlySet<string>;
  /** The earliest date still to be told: today's is due at once when it is not earlier. Undefined: none is owed. */
  readonly owed?: string | undefined;
}

/** Far beyond any run of dates that are taken or skipped. */
const FARTHEST = 400;

/**
 * The post that comes next: of today if its time is still to come or it is owed, else of the first later date.
 * Always computed from the setting, never from the post before.
 */
export function nextDue(
  { time, zone }: DailyTime,
  { now, taken, owed }: Standing,
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
