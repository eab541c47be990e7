/** A piece of a line in Discord's markdown. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'user' | 'role' | 'channel'; id: string }
  | { kind: 'command' | 'emoji'; name: string }
  | { kind: 'time'; seconds: number; style: string };

/** A part of a text that takes lines of its own. */
export type Block =
  | { kind: 'text' | 'subtext'; children: Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'list'; start: number | undefined; items: ListItem[] }
  | { kind: 'code'; text: string };

/** One item of a list, with the list nested in it, if any. `start` of an ordered list is its first number. */
export interface ListItem {
  children: Inline[];
  nested: Block[];
}

const ITEM = /^( *)(?:[-*]|(\d{1,9})\.) +(.*)$/;

/** The blocks of a text, as Discord's client reads them (Discord, "Markdown Text 101" and "Message formatting"). */
export function readBlocks(text: string): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  const plain: string[] = [];
  const endPlain = () => {
    if (plain.length > 0) blocks.push({ kind: 'text', children: readInline(plain.join('\n')) });
    plain.length = 0;
  };
  const add = (block: Block) => {
    endPlain();
    blocks.push(block);
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,3}) +(.+)$/.exec(line);
    const subtext = /^-# +(.+)$/.exec(line);
    const fence = /^```(?:[\w+-]*$)?(.*)$/.exec(line);
    const fenceEnd = fence ? endOfFence(lines, at) : -1;
    if (fence && fenceEnd >= 0) {
      const inside = [fence[1] ?? '', ...lines.slice(at + 1, fenceEnd + 1)].join('\n');
      add({ kind: 'code', text: inside.replace(/^\n/, '').replace(/\n?```\s*$/, '') });
      at = fenceEnd;
    } else if (heading) {
      const level = (heading[1] ?? '#').length as 1 | 2 | 3;
      add({ kind: 'heading', level, children: readInline(heading[2] ?? '') });
    } else if (subtext) {
      add({ kind: 'subtext', children: readInline(subtext[1] ?? '') });
    } else if (line.startsWith('>>> ')) {
      add({ kind: 'quote', children: readBlocks([line.slice(4), ...lines.slice(at + 1)].join('\n')) });
      at = lines.length;
    } else if (line.startsWith('> ') || line === '>') {
      const quoted = whileMatching(lines, at, /^>(?: |$)/);
      add({ kind: 'quote', children: readBlocks(quoted.map((each) => each.slice(2)).join('\n')) });
      at += quoted.length - 1;
    } else if (ITEM.test(line)) {
      const items = whileMatching(lines, at, ITEM);
      endPlain();
      blocks.push(...readLists(items));
      at += items.length - 1;
    } else {
      plain.push(line);
    }
  }
  endPlain();
  return blocks;
}

function endOfFence(lines: string[], from: number): number {
  if (/^```.+```\s*$/.test(lines[from] ?? '')) return from;
  return lines.findIndex((line, index) => index > from && /```\s*$/.test(line));
}

function whileMatching(lines: string[], from: number, pattern: RegExp): string[] {
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => !pattern.test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

/** Lists of item lines; what is indented further lies in the item before it. */
function readLists(lines: string[]): Block[] {
  const lists: Extract<Block, { kind: 'list' }>[] = [];
  for (let at = 0; at < lines.length; ) {
    const [, indent = '', number, content = ''] = ITEM.exec(lines[at] ?? '') ?? [];
    const inner = lines.slice(at + 1);
    const end = inner.findIndex((line) => line.search(/\S/) <= indent.length);
    const nested = end < 0 ? inner : inner.slice(0, end);
    const start = number === undefined ? undefined : Number(number);
    const item = { children: readInline(content), nested: readLists(nested) };
    const last = lists.at(-1);
    if (last && (last.start === undefined) === (start === undefined)) last.items.push(item);
    else lists.push({ kind: 'list', start, items: [item] });
    at += 1 + nested.length;
  }
  return lists;
}

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
