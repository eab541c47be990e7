import { TZDate } from '@date-fns/tz';
import { type Cache, createCache } from '../../cache.ts';
import type { Today } from '../../cards/kit/age.ts';
import type { RequestContext } from './request-context.ts';
import type { Services } from './services.ts';

/** Now, as a date whose local fields are those of the zone of the request. */
export function localNow({ clock }: Services, { timeZone }: RequestContext): Date {
  return new TZDate(clock.now(), timeZone);
}

/** Today's date in a zone, and the minute that it was computed for. */
interface Known {
  readonly minute: number;
  readonly today: Today;
}

/** Days begin at whole minutes, and computing a zone's date can cost more than the rest of an answer. */
const todays = new WeakMap<Services, Cache<string, Known>>();

/** There are some 600 zones, few of which have readers at the same time. */
const ZONES_KEPT = 200;

/** Today's date in the zone of the request. */
export function localToday(services: Services, context: RequestContext): Today {
  const minute = Math.floor(services.clock.now().getTime() / 60_000);
  const zones = todays.get(services) ?? createCache<string, Known>({ capacity: ZONES_KEPT });
  todays.set(services, zones);
  const known = zones.get(context.timeZone);
  if (known?.minute === minute) return known.today;
  const now = localNow(services, context);
  const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  zones.set(context.timeZone, { minute, today });
  return today;
}
