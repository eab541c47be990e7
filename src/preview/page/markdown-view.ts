import { element } from './element.ts';
import { type Inline, readInline } from './inline-markdown.ts';
import { type Block, readBlocks } from './markdown.ts';
import type { ChannelState } from './protocol.ts';
import { styledTime } from './time.ts';

/** A text of several lines, as nodes. Nothing of it is ever read as HTML. */
export function markdown(text: string, state: ChannelState): Node[] {
  return blockViews(readBlocks(text), state);
}

/** A text in which line starts mean nothing: a title, a field's name. */
export function inlineMarkdown(text: string, state: ChannelState): Node[] {
  return readInline(text).map((piece) => inlineView(piece, state));
}

/** The level of the page's heading above all messages. */
const LEVEL_ABOVE = 2;

/** Blocks, with headings that skip no level below the page's own (WCAG technique G141). */
function blockViews(blocks: Block[], state: ChannelState): Node[] {
  let above = LEVEL_ABOVE;
  return blocks.map((block) => {
    if (block.kind === 'heading') above = Math.min(block.level + LEVEL_ABOVE, above + 1);
    return blockView(block, above, state);
  });
}

function blockView(block: Block, level: number, state: ChannelState): Node {
  switch (block.kind) {
    case 'text':
      return element('div', { class: 'text' }, ...inlines(block.children, state));
    case 'subtext':
      return element('small', { class: 'subtext' }, ...inlines(block.children, state));
    case 'heading':
      return element(
        'div',
        { class: `heading heading-${block.level}`, role: 'heading', 'aria-level': level },
        ...inlines(block.children, state),
      );
    case 'quote':
      return element('discord-quote', {}, ...blockViews(block.children, state));
    case 'code':
      return element('pre', {}, element('code', {}, block.text));
    case 'list': {
      const items = block.items.map((item) =>
        element('li', {}, ...inlines(item.children, state), ...blockViews(item.nested, state)),
      );
      return block.start === undefined
        ? element('ul', {}, ...items)
        : element('ol', { start: block.start }, ...items);
    }
  }
}

function inlines(pieces: Inline[], state: ChannelState): Node[] {
  return pieces.map((piece) => inlineView(piece, state));
}

function inlineView(piece: Inline, state: ChannelState): Node {
  switch (piece.kind) {
    case 'text':
      return document.createTextNode(piece.text);
    case 'code':
      return element('code', {}, piece.text);
    case 'bold':
      return element('strong', {}, ...inlines(piece.children, state));
    case 'italic':
      return element('em', {}, ...inlines(piece.children, state));
    case 'underline':
      return element('u', {}, ...inlines(piece.children, state));
    case 'strike':
      return element('s', {}, ...inlines(piece.children, state));
    case 'spoiler':
      return spoiler(inlines(piece.children, state));
    case 'link':
      return link(piece.href, ...inlines(piece.children, state));
    case 'user':
      return mention('user', nameIn(state.users, piece.id) ?? 'unknown-user');
    case 'role':
      return mention('role', nameIn(state.roles, piece.id)?.replace(/^@/, '') ?? 'unknown-role');
    case 'channel':
      return mention('channel', nameIn(state.channels, piece.id) ?? 'unknown');
    case 'command':
      return mention('slash', piece.name);
    case 'emoji':
      return document.createTextNode(`:${piece.name}:`);
    case 'time': {
      const now = new Date(state.clock.now);
      const text = styledTime(piece.seconds, piece.style, now, state.clock.zone);
      return element('discord-time', {}, text);
    }
  }
}

/** A link out of the page, which opens beside it. */
export function link(href: string, ...children: Node[]): HTMLElement {
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

function spoiler(children: Node[]): HTMLElement {
  const hidden = element(
    'button',
    { type: 'button', class: 'spoiler', 'aria-expanded': 'false' },
    ...children,
  );
  hidden.addEventListener('click', () => hidden.setAttribute('aria-expanded', 'true'));
  return hidden;
}

function mention(type: string, name: string): HTMLElement {
  return element('discord-mention', { type }, name);
}

function nameIn(all: { id: string; name: string }[], id: string): string | undefined {
  return all.find((each) => each.id === id)?.name;
}
