import { element } from './element.ts';
import { keptFocus } from './kept-focus.ts';

/** One row of the channel. It is drawn anew only when its signature changes. */
export interface Row {
  key: string;
  signature: string;
  draw(): HTMLElement;
}

/** The rows of the channel, which keep the focus and stay at the newest unless the reader scrolled up from it. */
export interface MessageList {
  root: HTMLElement;
  show(rows: readonly Row[]): void;
  toNewest(): void;
}

/** How near to the end, in pixels, still counts as being at the newest. */
const NEAR = 60;

/** A list of rows, empty at first. */
export function messageList(): MessageList {
  const inner = element('discord-messages', { role: 'log', 'aria-label': 'Messages', 'no-background': true });
  const root = element(
    'div',
    { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': 'Channel' },
    inner,
  );
  const drawn = new Map<string, { signature: string; element: HTMLElement }>();
  const focus = keptFocus(root);
  let isAtNewest = true;
  let top = 0;
  const follow = () => {
    if (isAtNewest) root.scrollTop = root.scrollHeight;
    top = root.scrollTop;
  };
  // Being far from the end is no sign of a reader who left it: an event comes late, when a row may have grown.
  root.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = root;
    if (scrollHeight - scrollTop - clientHeight < NEAR) isAtNewest = true;
    else if (scrollTop < top) isAtNewest = false;
    top = scrollTop;
  });
  // Rows get their height after they are added, and the composer takes some of ours.
  const sizes = new ResizeObserver(follow);
  sizes.observe(inner);
  sizes.observe(root);
  return {
    root,
    toNewest() {
      isAtNewest = true;
      // Not at once: the components draw themselves a moment later, and the list would be too short till then.
      requestAnimationFrame(() => {
        isAtNewest = true;
        follow();
      });
    },
    show(rows) {
      const gone = new Set(drawn.keys());
      let before: HTMLElement | undefined;
      for (const row of rows) {
        gone.delete(row.key);
        const old = drawn.get(row.key);
        const current = old?.signature === row.signature ? old.element : row.draw();
        if (old && old.element !== current) {
          focus.carry(row.key, old.element, current);
          old.element.replaceWith(current);
        } else if (!old) {
          if (before) before.after(current);
          else inner.prepend(current);
        }
        drawn.set(row.key, { signature: row.signature, element: current });
        before = current;
      }
      for (const key of gone) {
        const old = drawn.get(key)?.element;
        const hadFocus = old?.contains(document.activeElement);
        old?.remove();
        drawn.delete(key);
        if (hadFocus) root.focus();
      }
    },
  };
}
