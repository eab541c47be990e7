import { TZDate } from '@date-fns/tz';
import type { Today } from '../cards/age.ts';
import type { Asked, Docent } from './docent.ts';

/** Now, as a date whose local fields are those of the zone that a server reads in. */
export function localNow({ clock }: Docent, { timeZone }: Asked): Date {
  return new TZDate(clock.now(), timeZone);
}

/** Today's date where a server reads. */
export function localToday(docent: Docent, asked: Asked): Today {
  const now = localNow(docent, asked);
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}
