/** A piece of a line in Discord's markdown. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'user' | 'role' | 'channel'; id: string }
  | { kind: 'command' | 'emoji'; name: string }
  | { kind: 'time'; seconds: number; style: string };

/** Reads what begins at a place of the text, or gives nothing. */
type Rule = (text: string, at: number) => { node: Inline; end: number } | undefined;

/** The pieces of a text in which line starts mean nothing. */
export function readInline(text: string): Inline[] {
  const pieces: Inline[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const read = firstOf(RULES, text, at);
    if (!read) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (read.node.kind === 'text') {
      plain += read.node.text;
    } else {
      if (plain) pieces.push({ kind: 'text', text: plain });
      plain = '';
      pieces.push(read.node);
    }
    at = read.end;
  }
  if (plain) pieces.push({ kind: 'text', text: plain });
  return pieces;
}

function firstOf(rules: readonly Rule[], text: string, at: number): ReturnType<Rule> {
  for (const rule of rules) {
    const read = rule(text, at);
    if (read) return read;
  }
  return undefined;
}

/** A rule of a pattern that starts with one of these characters; `make` gets the pattern's groups. */
function pattern(starts: string, source: RegExp, make: (...groups: string[]) => Inline | undefined): Rule {
  const sticky = new RegExp(source, 'y');
  return (text, at) => {
    if (!starts.includes(text[at] ?? '')) return undefined;
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    // Read now: what is inside may be read by this very pattern.
    const end = sticky.lastIndex;
    const node = match && make(...match.slice(1).map((group) => group ?? ''));
    return node ? { node, end } : undefined;
  };
}

function wrapped(kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler') {
  return (inner: string): Inline => ({ kind, children: readInline(inner) });
}

const RULES: readonly Rule[] = [
  pattern('\\', /\\([^0-9A-Za-z\s])/, (text) => ({ kind: 'text', text })),
  pattern('`', /(`+)([^`](?:[^`]|(?!\1)`)*?)\1(?!`)/, (_, text) => ({
    kind: 'code',
    text: text?.trim() ?? '',
  })),
  maskedLink,
  pattern('<', /<(https?:\/\/[^\s<>]+)>/, bareLink),
  pattern('h', /(https?:\/\/[^\s<]+[^<.,:;"'\]\s)])/, bareLink),
  pattern('<', /<@!?(\d+)>/, (id) => ({ kind: 'user', id })),
  pattern('<', /<@&(\d+)>/, (id) => ({ kind: 'role', id })),
  pattern('<', /<#(\d+)>/, (id) => ({ kind: 'channel', id })),
  pattern('<', /<\/([-\w ]{1,98}):\d+>/, (name) => ({ kind: 'command', name })),
  pattern('<', /<a?:(\w{2,32}):\d+>/, (name) => ({ kind: 'emoji', name })),
  pattern('<', /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (seconds, style) => ({
    kind: 'time',
    seconds: Number(seconds),
    style: style || 'f',
  })),
  pattern('*', /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, wrapped('bold')),
  pattern('_', /__((?:\\[\s\S]|[^\\])+?)__(?!_)/, wrapped('underline')),
  pattern('~', /~~((?:\\[\s\S]|[^\\])+?)~~/, wrapped('strike')),
  pattern('|', /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, wrapped('spoiler')),
  pattern('*', /\*(?=\S)((?:\\[\s\S]|\*\*|[^\\*])+?)(?<!\s)\*(?!\*)/, wrapped('italic')),
  pattern('_', /(?<!\w)_((?:\\[\s\S]|__|[^\\_])+?)_(?!\w)/, wrapped('italic')),
];

function bareLink(href: string): Inline | undefined {
  return isSafe(href) ? { kind: 'link', href, children: [{ kind: 'text', text: href }] } : undefined;
}

/** `[text](https://…)`. Brackets in the text may nest, parentheses in the link too. */
function maskedLink(text: string, at: number): ReturnType<Rule> {
  if (text[at] !== '[') return undefined;
  const middle = closing(text, at, '[', ']');
  if (middle < 0 || text[middle + 1] !== '(') return undefined;
  const end = closing(text, middle + 1, '(', ')');
  if (end < 0) return undefined;
  const target = /^\s*<?(\S+?)>?(?:\s+(["']).*\2)?\s*$/.exec(text.slice(middle + 2, end));
  const href = (target?.[1] ?? '').replace(/\\([^0-9A-Za-z\s])/g, '$1');
  const label = text.slice(at + 1, middle);
  if (!isSafe(href) || label.trim() === '') return undefined;
  return { node: { kind: 'link', href, children: readInline(label) }, end: end + 1 };
}

function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === open) depth += 1;
    else if (character === close && --depth === 0) return at;
  }
  return -1;
}

function isSafe(href: string): boolean {
  return URL.canParse(href) && ['http:', 'https:'].includes(new URL(href).protocol);
}
