import type {
  APIButtonComponent,
  APIMessage,
  APISelectMenuOption,
  APIStringSelectComponent,
} from 'discord.js';
import { element, ICONS, icon } from './element.ts';
import { type Listbox, listbox } from './listbox.ts';
import type { MessageHandlers } from './message-view.ts';

/** `ComponentType`s and a `ButtonStyle`, which would bring all of discord.js into the page. */
const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const STYLES: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };

/**
 * The rows of a message's components. `busyAt` is the id of the component whose press is under way.
 * Every control carries a `data-slot`, by which the focus finds its successor when the message changes.
 */
export function componentRows(
  message: APIMessage,
  busyAt: string | undefined,
  handlers: MessageHandlers,
): HTMLElement[] {
  return (message.components ?? []).map((row) => {
    const inside = row.type === ACTION_ROW ? row.components : [];
    return element(
      'discord-action-row',
      {},
      ...inside.map((component) => {
        if (component.type === BUTTON) return buttonView(component, message, busyAt, handlers);
        if (component.type === STRING_SELECT) return selectView(component, message, busyAt, handlers);
        return element('p', { class: 'failure' }, `a component of type ${component.type}`);
      }),
    );
  });
}

function buttonView(
  component: APIButtonComponent,
  message: APIMessage,
  busyAt: string | undefined,
  handlers: MessageHandlers,
): HTMLElement {
  const label = 'label' in component ? (component.label ?? '') : '';
  const look = `button ${STYLES[component.style] ?? 'secondary'}`;
  if ('url' in component) {
    const out = icon(ICONS.out);
    return element(
      'a',
      { class: look, href: component.url, target: '_blank', rel: 'noopener noreferrer', 'data-slot': 'link' },
      element('span', {}, label),
      out,
    );
  }
  const customId = 'custom_id' in component ? component.custom_id : '';
  const isBusy = busyAt === customId;
  const made = element(
    'button',
    {
      ...{
        type: 'button',
        class: look,
        disabled: component.disabled ?? false,
        'data-slot': slotOf(customId),
      },
      ...(busyAt !== undefined && { 'aria-disabled': 'true' }),
      ...(isBusy && { 'aria-busy': 'true', 'aria-label': `${label}, under way` }),
    },
    isBusy ? '•••' : label,
  );
  if (busyAt === undefined) made.addEventListener('click', () => handlers.press(message, customId));
  return made;
}

/** What names a component in its message: the part of its id behind the last `#`. */
function slotOf(customId: string): string {
  return customId.slice(customId.lastIndexOf('#') + 1);
}

/** A menu: a button that opens a list. */
function selectView(
  { custom_id: customId, placeholder, options, disabled = false }: APIStringSelectComponent,
  message: APIMessage,
  busyAt: string | undefined,
  handlers: MessageHandlers,
): HTMLElement {
  const chosen = options.find((option) => option.default);
  const label = placeholder ?? 'Make a selection';
  const id = `menu-${message.id}-${slotOf(customId)}`;
  const list: Listbox<string> = listbox(
    { id, 'aria-label': label },
    ({ value }) => pick(value),
    ({ isOpen, activeId }) => {
      opener.setAttribute('aria-expanded', `${isOpen}`);
      if (activeId) opener.setAttribute('aria-activedescendant', activeId);
      else opener.removeAttribute('aria-activedescendant');
    },
  );
  const opener = element(
    'button',
    {
      ...{ type: 'button', role: 'combobox', class: 'select', disabled, 'aria-expanded': 'false' },
      ...{
        'aria-haspopup': 'listbox',
        'aria-controls': id,
        'aria-label': label,
        'data-slot': slotOf(customId),
      },
      ...(busyAt === customId && { 'aria-busy': 'true' }),
    },
    element('span', { class: 'select-label' }, busyAt === customId ? '•••' : (chosen?.label ?? label)),
    icon(ICONS.open),
  );
  const pick = (value: string) => {
    list.hide();
    handlers.choose(message, customId, [value]);
  };
  const open = () => {
    if (busyAt !== undefined) return;
    list.show(
      options.map(optionOf),
      Math.max(0, options.indexOf(chosen ?? (options[0] as APISelectMenuOption))),
    );
    list.root.scrollIntoView({ block: 'nearest' });
  };
  opener.addEventListener('click', () => (list.isOpen ? list.hide() : open()));
  opener.addEventListener('blur', () => list.hide());
  opener.addEventListener('keydown', (event) => {
    const active = list.active();
    if (event.key === 'Escape' && list.isOpen) list.hide();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.isOpen) list.move(event.key === 'ArrowDown' ? 1 : -1);
      else open();
    } else if ((event.key === 'Enter' || event.key === ' ') && active) pick(active.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return element('div', { class: 'select-frame' }, opener, list.root);
}

function optionOf({ label, description, value }: APISelectMenuOption) {
  return { label, detail: description, value };
}
