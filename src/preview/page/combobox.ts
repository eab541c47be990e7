import { type Listbox, listbox, type Option } from './listbox.ts';

/** What a combobox suggests, and what it does. */
export interface ComboboxParts<Value> {
  id: string;
  /** What the list is called to those who hear it. */
  label: string;
  /** What fits the text. Rejects with what to tell instead. */
  suggest(text: string): Promise<readonly Option<Value>[]> | readonly Option<Value>[];
  pick(option: Option<Value>): void;
  /** Enter, when no option is active. */
  enter(): void;
  /** Escape, when no list is open. */
  leave(): void;
  /** How long, in milliseconds, to wait for more text before suggesting. */
  delay: number;
  /** Whether the first option is active at once, for a text that must be one of the options. */
  mustPick: boolean;
  failed(message: string): void;
}

/** Makes a text field a combobox (WAI-ARIA, combobox with a listbox popup), and gives its list. */
export function combobox<Value>(input: HTMLInputElement, parts: ComboboxParts<Value>): Listbox<Value> {
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const list = listbox<Value>(
    { id: parts.id, 'aria-label': parts.label },
    (option) => pick(option),
    ({ isOpen, activeId }) => {
      input.setAttribute('aria-expanded', `${isOpen}`);
      if (activeId) input.setAttribute('aria-activedescendant', activeId);
      else input.removeAttribute('aria-activedescendant');
    },
  );
  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-controls': parts.id,
    'aria-expanded': 'false',
  })) {
    input.setAttribute(name, value);
  }

  const stop = () => {
    asked += 1;
    clearTimeout(timer);
    list.hide();
  };
  const pick = (option: Option<Value>) => {
    stop();
    parts.pick(option);
  };
  const suggest = async () => {
    const mine = ++asked;
    try {
      const options = await parts.suggest(input.value);
      // A later question makes this answer an old one.
      if (mine === asked && document.activeElement === input) list.show(options, parts.mustPick ? 0 : -1);
    } catch (error) {
      if (mine !== asked) return;
      list.hide();
      parts.failed(error instanceof Error ? error.message : `${error}`);
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    asked += 1;
    if (parts.delay === 0) void suggest();
    else timer = setTimeout(suggest, parts.delay);
  });
  input.addEventListener('focus', () => void suggest());
  input.addEventListener('blur', stop);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const active = list.active();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.isOpen) list.move(event.key === 'ArrowDown' ? 1 : -1);
      else void suggest();
    } else if (event.key === 'Tab' && active && !event.shiftKey) pick(active);
    else if (event.key === 'Enter') active ? pick(active) : parts.enter();
    else if (event.key === 'Escape') list.isOpen ? stop() : parts.leave();
    else return;
    event.preventDefault();
  });
  return list;
}
