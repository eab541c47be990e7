import type { Excerpt } from '../../data/search/excerpt.ts';
import { isVisible, shownText } from './shown-text.ts';

/**
 * Text as text in Discord's markdown: emphasis, code, spoilers, mentions, timestamps, headings, lists, quotes
 * and links lose their meaning. A backslash before punctuation is never shown (Discord, Markdown Text 101). What is
 * not shown goes first: taken out later, it could bring together what means something.
 */
export function escapeMarkdown(text: string): string {
  const escaped = shownText(text)
    .replace(/[\\*_~`|<@]/g, '\\$&')
    .replace(/\]\(/g, ']\\(');
  return escapeLineStarts(escapeLinks(escaped));
}

function escapeLinks(text: string): string {
  return text.replace(/:\/\//g, ':\\//');
}

/**
 * What counts only where a line starts: headings, quotes, lists, small print. The white space is that of the one line:
 * across lines, the same empty ones would be read again from each of them.
 */
function escapeLineStarts(text: string): string {
  return text.replace(/^([^\S\n]*)([#>+-]|-#)/gm, '$1\\$2').replace(/^([^\S\n]*\d+)\./gm, '$1\\.');
}

/**
 * A link with a text that cannot break out of it; a dash stands for a text that shows nothing, since nobody could press
 * it. The address must be one that {@link linkAddress} gives.
 */
export function markdownLink(label: string, address: string): string {
  const shown = isVisible(label) ? shownText(label).replace(/\s+/g, ' ') : '—';
  const text = escapeLinks(shown.replace(/[\\*_~`|<@[\]]/g, '\\$&'));
  return `[${text}](${address})`;
}

/** An address as it can stand in a link: what would end it there is percent-encoded. */
export function linkAddress(link: string): string {
  return link.replace(
    /[()\s<>]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** An excerpt with the words that answered the search in bold, as a line or a quote of its own. */
export function markedMarkdown({ text, marks }: Excerpt): string {
  let written = '';
  let at = 0;
  for (const [start, end] of joined(marks, text)) {
    written += `${escapeInline(text.slice(at, start))}**${escapeInline(text.slice(start, end))}**`;
    at = end;
  }
  return escapeLineStarts(written + escapeInline(text.slice(at)));
}

/** A piece of a line: what only counts at a line's start is left alone. */
function escapeInline(piece: string): string {
  return escapeMarkdown(`x${piece.replace(/\s+/g, ' ')}`).slice(1);
}

/** Neighbouring marks as one: `**Mao** **Zedong**` reads worse than `**Mao Zedong**`. */
function joined(marks: Excerpt['marks'], text: string): [start: number, end: number][] {
  const runs: [number, number][] = [];
  for (const [start, end] of marks) {
    const last = runs.at(-1);
    if (last && text.slice(last[1], start).trim() === '') last[1] = end;
    else runs.push([start, end]);
  }
  return runs;
}
