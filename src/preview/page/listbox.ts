import { type Attributes, element } from './element.ts';

/** One thing to choose. */
export interface Option<Value> {
  label: string;
  detail?: string | undefined;
  value: Value;
}

/** A list to choose from, which follows the keys of whatever has the focus (WAI-ARIA, combobox and listbox). */
export interface Listbox<Value> {
  root: HTMLElement;
  readonly isOpen: boolean;
  /** Shows the options; none of them is active unless `active` says which. */
  show(options: readonly Option<Value>[], active?: number): void;
  hide(): void;
  /** Moves to another option by so many; past an end comes the other. */
  move(by: number): void;
  /** The option that the keys are at. */
  active(): Option<Value> | undefined;
}

/** A listbox with an id, which tells when an option is picked by mouse or touch and which option is active. */
export function listbox<Value>(
  attributes: Attributes & { id: string },
  picked: (option: Option<Value>) => void,
  changed: (state: { isOpen: boolean; activeId: string | undefined }) => void,
): Listbox<Value> {
  const root = element('ul', { role: 'listbox', class: 'listbox', hidden: true, ...attributes });
  let shown: readonly Option<Value>[] = [];
  let at = -1;
  const idOf = (index: number) => `${attributes.id}-${index}`;

  const mark = () => {
    for (const [index, item] of [...root.children].entries()) {
      item.setAttribute('aria-selected', `${index === at}`);
      if (index === at) item.scrollIntoView({ block: 'nearest' });
    }
    changed({ isOpen: !root.hidden, activeId: at < 0 ? undefined : idOf(at) });
  };
  const item = (option: Option<Value>, index: number) => {
    const made = element(
      'li',
      { role: 'option', id: idOf(index), class: 'option' },
      element('span', { class: 'option-label' }, option.label),
      option.detail !== undefined && element('span', { class: 'option-detail' }, option.detail),
    );
    // The focus stays where the keys are.
    made.addEventListener('pointerdown', (event) => event.preventDefault());
    made.addEventListener('mousedown', (event) => event.preventDefault());
    made.addEventListener('click', () => picked(option));
    return made;
  };
  return {
    root,
    get isOpen() {
      return !root.hidden;
    },
    show(options, active = -1) {
      shown = options;
      at = Math.min(active, options.length - 1);
      root.replaceChildren(...options.map(item));
      root.hidden = options.length === 0;
      mark();
    },
    hide() {
      shown = [];
      at = -1;
      root.hidden = true;
      root.replaceChildren();
      mark();
    },
    move(by) {
      if (shown.length === 0) return;
      at = at < 0 && by < 0 ? shown.length - 1 : (at + by + shown.length) % shown.length;
      mark();
    },
    active: () => shown[at],
  };
}
