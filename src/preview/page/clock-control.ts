import { button, element, ICONS, icon } from './element.ts';
import type { ChannelState, Outcome } from './protocol.ts';
import { localMinute } from './time.ts';

/** The clock in the header. */
export interface ClockControl {
  root: HTMLElement;
  show(clock: ChannelState['clock']): void;
}

/** What shows the preview's clock and, opened, sets it. */
export function clockControl(setClock: (local: string | null) => Promise<Outcome>): ClockControl {
  const label = element('span', { class: 'clock-text' });
  const opener = element('summary', { class: 'tool' }, icon(ICONS.clock), label);
  // Without a greatest day the year takes six digits, which nothing after it does.
  const field = element('input', {
    ...{ type: 'datetime-local', id: 'clock', required: true, max: '9999-12-31T23:59' },
  });
  const zone = element('span', {});
  const fault = element('p', { class: 'fault', role: 'alert' });
  const set = element('button', { type: 'submit', class: 'button primary' }, 'Set');
  const form = element(
    'form',
    { class: 'clock-form' },
    element('label', { for: 'clock' }, 'Day and hour, ', zone),
    field,
    fault,
    element('p', {}, 'The bot believes this clock. It goes on from there.'),
    element(
      'div',
      { class: 'clock-buttons' },
      set,
      button({ class: 'button secondary' }, () => void setTo(null), 'Real time'),
    ),
  );
  const root = element('details', { class: 'clock' }, opener, form);
  let shown: ChannelState['clock'] | undefined;
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const setTo = async (local: string | null) => {
    const { error } = await setClock(local);
    fault.replaceChildren(error ?? '');
    if (error !== undefined) return;
    root.open = false;
    opener.focus();
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
    void setTo(field.value.slice(0, 16));
  });
  // Before it opens: `toggle` comes later than the first keys may.
  opener.addEventListener('click', () => {
    if (root.open || !shown) return;
    field.value = localMinute(now(), shown.zone);
    fault.replaceChildren();
  });
  root.addEventListener('toggle', () => {
    if (root.open && !form.contains(document.activeElement)) field.focus();
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
