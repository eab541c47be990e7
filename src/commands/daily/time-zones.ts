import { TZDate } from '@date-fns/tz';

/** A zone, and a city that people know it by. */
interface Place {
  readonly zone: string;
  readonly city: string;
  /** The city in lower case without diacritics, to compare with what is typed. */
  readonly folded: string;
}

/** Cities that people type, and for which IANA has no zone or another spelling. */
const OTHER_CITIES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Tirane': ['Tirana'],
  'Europe/Kiev': ['Kyiv'],
  'Europe/Berlin': ['Hamburg', 'Munich', 'Frankfurt', 'Cologne', 'Germany'],
  'Europe/London': ['Edinburgh', 'Manchester', 'Cardiff', 'England', 'UK'],
  'Europe/Paris': ['Lyon', 'Marseille', 'France'],
  'Europe/Madrid': ['Barcelona', 'Spain'],
  'Europe/Rome': ['Milan', 'Naples', 'Turin', 'Italy'],
  'Europe/Zurich': ['Geneva', 'Bern', 'Basel'],
  'Europe/Amsterdam': ['Rotterdam', 'The Hague'],
  'Europe/Istanbul': ['Ankara'],
  'Europe/Moscow': ['Saint Petersburg', 'St Petersburg'],
  'Asia/Calcutta': ['Kolkata', 'Mumbai', 'Delhi', 'New Delhi', 'Bangalore', 'India'],
  'Asia/Saigon': ['Ho Chi Minh City', 'Hanoi', 'Vietnam'],
  'Asia/Shanghai': ['Beijing', 'Peking', 'Guangzhou', 'Shenzhen', 'China'],
  'Asia/Katmandu': ['Kathmandu'],
  'Asia/Rangoon': ['Yangon'],
  'Asia/Tokyo': ['Osaka', 'Kyoto', 'Japan'],
  'Asia/Seoul': ['Busan', 'Korea'],
  'Asia/Jerusalem': ['Tel Aviv'],
  'Asia/Karachi': ['Islamabad', 'Lahore'],
  'Asia/Dubai': ['Abu Dhabi'],
  'Asia/Riyadh': ['Mecca', 'Jeddah'],
  'America/New_York': ['Washington', 'Boston', 'Philadelphia', 'Miami', 'Atlanta', 'Eastern'],
  'America/Chicago': ['Houston', 'Dallas', 'New Orleans', 'Central'],
  'America/Denver': ['Salt Lake City', 'Mountain'],
  'America/Los_Angeles': ['San Francisco', 'Seattle', 'San Diego', 'Las Vegas', 'Portland', 'Pacific'],
  'America/Toronto': ['Montreal', 'Ottawa', 'Quebec'],
  'America/Sao_Paulo': ['Rio de Janeiro', 'Brasilia'],
  'America/Buenos_Aires': ['Argentina'],
  'Australia/Sydney': ['Canberra'],
  'Pacific/Auckland': ['Wellington'],
  'Africa/Johannesburg': ['Cape Town', 'Pretoria', 'Durban'],
  'Africa/Lagos': ['Abuja'],
  'Africa/Cairo': ['Alexandria', 'Egypt'],
  'Africa/Casablanca': ['Rabat', 'Marrakesh'],
};

const ZONES = [...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/')), 'UTC'];

const PLACES: readonly Place[] = ZONES.flatMap((zone) => {
  const own = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return [own, ...(OTHER_CITIES[zone] ?? [])].map((city) => ({ zone, city, folded: folded(city) }));
});

/** A zone that a person may mean. */
export interface ZoneChoice {
  /** `New York (America/New_York), now 07:00`: at most 100 characters. */
  readonly name: string;
  readonly zone: string;
}

/** The zones of the cities that a text may mean, cities that begin with it first; at most 25. */
export function zoneChoices(typed: string, now: Date): ZoneChoice[] {
  return matching(typed)
    .slice(0, 25)
    .map(({ zone, city }) => ({ name: `${city} (${zone}), now ${clockText(now, zone)}`, zone }));
}

/** The zone that a text names: by its IANA name, or by a city in one zone only. */
export function readTypedZone(text: string): string | undefined {
  const name = text.trim().replace(/\s+/g, '_').toLowerCase();
  const byName = ZONES.find((zone) => zone.toLowerCase() === name) ?? otherName(text.trim());
  if (byName) return byName;
  const wanted = folded(text);
  const exact = PLACES.filter((place) => place.folded === wanted);
  return new Set(exact.map(({ zone }) => zone)).size === 1 ? exact[0]?.zone : undefined;
}

/** Names that the runtime knows without listing them: `Europe/Kyiv`, `Asia/Kolkata`. Offsets are not zones. */
function otherName(text: string): string | undefined {
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)+$/i.test(text) || /^etc\//i.test(text)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function matching(typed: string): Place[] {
  const wanted = folded(typed);
  const rank = ({ folded: city, zone }: Place) => {
    if (city.startsWith(wanted)) return 0;
    if (city.includes(` ${wanted}`)) return 1;
    return folded(zone).includes(wanted) ? 2 : 3;
  };
  const ranked = PLACES.map((place) => ({ place, rank: rank(place) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.place.city.localeCompare(b.place.city, 'en'));
  return [...new Map(ranked.map(({ place }) => [`${place.zone} ${place.city}`, place])).values()];
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_/,.-]+/g, ' ')
    .trim();
}

function clockText(now: Date, zone: string): string {
  const local = new TZDate(now, zone);
  return `${String(local.getHours()).padStart(2, '0')}:${String(local.getMinutes()).padStart(2, '0')}`;
}
