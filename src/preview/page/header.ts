import { button, element, ICONS, icon } from './element.ts';
import type { ChannelState, ReaderKey } from './protocol.ts';
import { localMinute } from './time.ts';

/** What the header asks of the page. */
export interface HeaderParts {
  switchTo(reader: ReaderKey): void;
  /** `2026-11-24T12:00` in the clock's zone; null: the real time. */
  setClock(local: string | null): void;
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

function clockControl(setClock: HeaderParts['setClock']) {
  const label = element('span', { class: 'clock-text' });
  const opener = element('summary', { class: 'tool' }, icon(ICONS.clock), label);
  const field = element('input', { type: 'datetime-local', id: 'clock', required: true });
  const zone = element('span', {});
  const set = element('button', { type: 'submit', class: 'button primary' }, 'Set');
  const form = element(
    'form',
    { class: 'clock-form' },
    element('label', { for: 'clock' }, 'Day and hour, ', zone),
    field,
    element('p', {}, 'The bot believes this clock. It goes on from there.'),
    element(
      'div',
      { class: 'clock-buttons' },
      set,
      button({ class: 'button secondary' }, () => done(null), 'Real time'),
    ),
  );
  const root = element('details', { class: 'clock' }, opener, form);
  let shown: ChannelState['clock'] | undefined;
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const done = (local: string | null) => {
    root.open = false;
    opener.focus();
    setClock(local);
  };
  const tick = () => {
    if (!shown) return;
    const text = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: shown.zone, day: 'numeric', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit' },
    }).format(now());
    if (label.textContent !== text) label.replaceChildren(text);
    opener.setAttribute('aria-label', `Clock: ${text}`);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    done(field.value.slice(0, 16));
  });
  root.addEventListener('toggle', () => {
    if (!root.open || !shown) return;
    field.value = localMinute(now(), shown.zone);
    field.focus();
  });
  closesByEscape(root, opener);
  setInterval(tick, 1000);
  return {
    root,
    show(clock: ChannelState['clock']) {
      shown = clock;
      ahead = new Date(clock.now).getTime() - Date.now();
      zone.replaceChildren(clock.zone);
      root.classList.toggle('moved', clock.moved);
      tick();
    },
  };
}

/** Closes an open part by Escape, and by a press outside it. */
function closesByEscape(part: HTMLDetailsElement, opener: HTMLElement): void {
  part.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !part.open) return;
    part.open = false;
    opener.focus();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!part.contains(target as Node)) part.open = false;
  });
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
