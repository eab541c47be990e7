import { type Inline, readInline } from './inline-markdown.ts';

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
