/** A point in time as Discord's American client writes it beside a name: `Today at 12:00 PM`. */
export function messageTime(instant: Date, now: Date, zone: string): string {
  const day = dayOf(instant, zone);
  const time = written(instant, zone, { hour: 'numeric', minute: '2-digit' });
  if (day === dayOf(now, zone)) return `Today at ${time}`;
  if (day === dayOf(new Date(now.getTime() - DAY), zone)) return `Yesterday at ${time}`;
  return `${written(instant, zone, { day: 'numeric', month: 'numeric', year: '2-digit' })}, ${time}`;
}

/** A timestamp of markdown in one of its styles (Discord, "Message formatting", timestamp styles). */
export function styledTime(seconds: number, style: string, now: Date, zone: string): string {
  const instant = new Date(seconds * 1000);
  if (Number.isNaN(instant.getTime())) return 'Invalid Date';
  if (style === 'R') return relative(instant.getTime() - now.getTime());
  return written(instant, zone, STYLES[style] ?? {});
}

/** The value of a `datetime-local` field: the minute in the zone. */
export function localMinute(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

const DAY = 86_400_000;

const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', DAY / 24],
  ['minute', 60_000],
  ['second', 1000],
];

function relative(milliseconds: number): string {
  const [unit, size] = UNITS.find((each) => Math.abs(milliseconds) >= each[1]) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(milliseconds / size), unit);
}

function written(instant: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(instant);
}

function dayOf(instant: Date, zone: string): string {
  return written(instant, zone, { dateStyle: 'short' });
}
