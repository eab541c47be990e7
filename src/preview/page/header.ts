import { clockControl } from './clock-control.ts';
import { button, element, ICONS, icon } from './element.ts';
import type { ChannelState, Outcome, ReaderKey } from './protocol.ts';

/** What the header asks of the page. */
export interface HeaderParts {
  switchTo(reader: ReaderKey): void;
  /** `2026-11-24T12:00` in the clock's zone; null: the real time. */
  setClock(local: string | null): Promise<Outcome>;
}

/** The bar above the channel: its name, who is reading, the clock, dark or light. */
export interface Header {
  root: HTMLElement;
  show(state: ChannelState): void;
}

/** A header, filled in by the first state. */
export function header({ switchTo, setClock }: HeaderParts): Header {
  const name = element('h1', { class: 'channel-name' });
  const readers = element('fieldset', { class: 'readers' }, element('legend', { class: 'unseen' }, 'Reader'));
  const clock = clockControl(setClock);
  const root = element('header', {}, icon(ICONS.channel), name, readers, clock.root, themeSwitch());
  return {
    root,
    show(state) {
      name.replaceChildren(state.channel.name);
      document.title = `#${state.channel.name} · Docent preview`;
      if (readers.childElementCount === 1) {
        readers.append(...state.readers.map((reader) => readerChoice(reader, switchTo)));
      }
      const current = readers.querySelector<HTMLInputElement>(`input[value=${state.reader}]`);
      if (current) current.checked = true;
      clock.show(state.clock);
    },
  };
}

function readerChoice(
  { key, name }: ChannelState['readers'][number],
  switchTo: HeaderParts['switchTo'],
): HTMLElement {
  const input = element('input', { type: 'radio', name: 'reader', value: key, class: 'unseen' });
  input.addEventListener('change', () => switchTo(key));
  const picture = element('img', { src: `/avatars/${key}.svg`, alt: '', width: 24, height: 24 });
  return element(
    'label',
    { class: 'reader', title: `Read as ${name}` },
    input,
    picture,
    element('span', {}, name),
  );
}

/** Dark or light: the system's choice until it is switched, then the reader's, which the browser keeps. */
function themeSwitch(): HTMLElement {
  const { documentElement: page } = document;
  const kept = localStorage.getItem('theme');
  if (kept) page.dataset.theme = kept;
  const isLight = () =>
    page.dataset.theme ? page.dataset.theme === 'light' : matchMedia('(prefers-color-scheme: light)').matches;
  const change = () => {
    page.dataset.theme = isLight() ? 'dark' : 'light';
    localStorage.setItem('theme', page.dataset.theme);
  };
  return button(
    { class: 'tool', 'aria-label': 'Dark or light', title: 'Dark or light' },
    change,
    icon(ICONS.theme),
  );
}
