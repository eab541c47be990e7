import type { Excerpt } from '../data/excerpt.ts';

/**
 * Text as text in Discord's markdown: emphasis, code, spoilers, mentions, timestamps, headings, lists, quotes
 * and links lose their meaning. A backslash before punctuation is never shown (Discord, Markdown Text 101).
 */
export function escapeMarkdown(text: string): string {
  return escapeLineStarts(escapeLinks(text.replace(/[\\*_~`|<@]/g, '\\$&').replace(/\]\(/g, ']\\(')));
}

function escapeLinks(text: string): string {
  return text.replace(/:\/\//g, ':\\//');
}

/** What counts only where a line starts: headings, quotes, lists, small print. */
function escapeLineStarts(text: string): string {
  return text.replace(/^(\s*)([#>+-]|-#)/gm, '$1\\$2').replace(/^(\s*\d+)\./gm, '$1\\.');
}

/** A link with a text that cannot break out of it. The address must be one that {@link linkAddress} gives. */
export function markdownLink(label: string, address: string): string {
  const text = escapeLinks(label.replace(/\s+/g, ' ').replace(/[\\*_~`|<@[\]]/g, '\\$&'));
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
