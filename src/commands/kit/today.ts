import { TZDate } from '@date-fns/tz';
import { type Cache, createCache } from '../../cache.ts';
import type { Today } from '../../cards/kit/age.ts';
import type { Asked, Docent } from './request-context.ts';

/** Now, as a date whose local fields are those of the zone that a server reads in. */
export function localNow({ clock }: Docent, { timeZone }: Asked): Date {
  return new TZDate(clock.now(), timeZone);
}

/** Today's date in a zone, and the minute that it was worked out in. */
interface Known {
  readonly minute: number;
  readonly today: Today;
}

/** Days begin at whole minutes, and working out a zone's costs more than the rest of many an answer. */
const todays = new WeakMap<Docent, Cache<string, Known>>();

/** There are some 600 zones, few of which have readers at the same time. */
const ZONES_KEPT = 200;

/** Today's date where a server reads. */
export function localToday(docent: Docent, asked: Asked): Today {
  const minute = Math.floor(docent.clock.now().getTime() / 60_000);
  const zones = todays.get(docent) ?? createCache<string, Known>({ capacity: ZONES_KEPT });
  todays.set(docent, zones);
  const known = zones.get(asked.timeZone);
  if (known?.minute === minute) return known.today;
  const now = localNow(docent, asked);
  const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  zones.set(asked.timeZone, { minute, today });
  return today;
}
