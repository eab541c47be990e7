const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A text of at most so many UTF-16 units. One that is longer is cut at a word, or inside a word where that
 * would lose more than a third, never inside what a person sees as one letter, and ends in an ellipsis.
 */
export function fitted(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 1) return '';
  const kept = text.slice(0, graphemes.segment(text).containing(most - 1)?.index ?? 0);
  const next = text[kept.length] ?? '';
  const lastGap = kept.search(/\s\S*$/u);
  const atWord = /\s/u.test(next) || lastGap < kept.length * (2 / 3) ? kept : kept.slice(0, lastGap);
  return `${withoutLooseEscape(atWord).trimEnd()}…`;
}

/** A cut may fall between a backslash and what it escapes; the backslash would then escape what follows. */
function withoutLooseEscape(text: string): string {
  let slashes = 0;
  while (text[text.length - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1 ? text.slice(0, -1) : text;
}

/** Items joined by a separator, as many as fit; how many are left out is said (`… and 3 more`). */
export function fittedList(items: readonly string[], separator: string, most: number): string {
  const moreAfter = (kept: number) => (kept < items.length ? ` … and ${items.length - kept} more` : '');
  let length = -separator.length;
  let fitting = 0;
  for (const [index, item] of items.entries()) {
    length += separator.length + item.length;
    if (length > most) break;
    if (length + moreAfter(index + 1).length <= most) fitting = index + 1;
  }
  if (fitting === 0) return fitted(items[0] ?? '', most);
  return items.slice(0, fitting).join(separator) + moreAfter(fitting);
}
