/** The forms to suggest when a time cannot be read. */
export const TYPED_TIME_FORMS = '9:00 · 09:00 · 9 am · 9:30 pm · 21h · noon';

const NAMED: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);

/** Hours, perhaps minutes after `:`, `.` or `h`, perhaps am or pm. */
const CLOCK =
  /^(?<hours>\d{1,2})(?:\s*[:.h]\s*(?<minutes>\d{2})|\s*h|(?<=\d\d)(?<close>\d{2}))?\s*(?<half>[ap])?\.?m?\.?$/i;

/** A time of day that a person typed, as `HH:MM`; undefined when it is not a valid time. */
export function readTypedTime(text: string): string | undefined {
  // One space replaces many, because a pattern that begins with white space would start again at each of them.
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^at /, '')
    .replace(/ ?(uhr|o['’]clock)$/, '');
  const named = NAMED.get(typed);
  if (named) return named;
  const { hours, minutes, close, half } = CLOCK.exec(typed)?.groups ?? {};
  if (hours === undefined) return undefined;
  const isHalf = half !== undefined;
  if (/m/.test(typed) !== isHalf) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes ?? close ?? 0)];
  if (minute > 59 || hour > 23 || (isHalf && (hour < 1 || hour > 12))) return undefined;
  const ofDay = isHalf ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${String(ofDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
