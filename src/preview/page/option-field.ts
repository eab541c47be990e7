import { combobox } from './combobox.ts';
import { button, element, ICONS, icon } from './element.ts';
import type { Option } from './listbox.ts';
import type { ValueOption } from './offered.ts';
import { menuOf, nothing, read, TYPES, type Value } from './option-value.ts';
import type { ChannelState } from './protocol.ts';

/** The field of one option of a command. */
export interface OptionField {
  option: ValueOption;
  root: HTMLElement;
  /** The list that it opens, to be placed above the field. */
  list: HTMLElement | undefined;
  focus(): void;
  /** Its value; undefined when it is empty. Throws, in words for people, when the text is none. */
  value(): Value | undefined;
  set(value: Value): void;
}

/** What a field asks of the composer. */
export interface FieldParts {
  state(): ChannelState;
  complete(): Promise<Option<Value>[]>;
  send(): void;
  leave(): void;
  remove(): void;
  focused(): void;
  failed(message: string): void;
}

/** How long to wait for more text before asking the bot to complete, in milliseconds. */
const TYPING = 150;

/** A field for an option of any type: a text, a text that completes, a menu of choices, or a switch. */
export function optionField(option: ValueOption, parts: FieldParts): OptionField {
  return option.type === TYPES.boolean ? switchField(option, parts) : textField(option, parts);
}

function frame(option: ValueOption, parts: FieldParts, labelFor: string, control: HTMLElement): HTMLElement {
  const name = element('label', { class: 'pill-name', for: labelFor }, option.name);
  if (option.required) name.append(element('span', { class: 'required', title: 'required' }, ' *'));
  return element(
    'div',
    { class: 'pill' },
    name,
    control,
    !option.required &&
      button(
        { class: 'pill-remove', 'aria-label': `Remove ${option.name}` },
        parts.remove,
        icon(ICONS.close),
      ),
  );
}

function switchField(option: ValueOption, parts: FieldParts): OptionField {
  const id = `option-${option.name}`;
  const control = element('button', {
    type: 'button',
    role: 'switch',
    id,
    class: 'switch',
    'aria-checked': 'true',
  });
  control.append(element('span', { class: 'switch-text' }));
  const set = (on: boolean) => {
    control.setAttribute('aria-checked', `${on}`);
    control.firstElementChild?.replaceChildren(on ? 'True' : 'False');
  };
  const isOn = () => control.getAttribute('aria-checked') === 'true';
  set(true);
  control.setAttribute('aria-label', option.name);
  control.addEventListener('click', () => set(!isOn()));
  control.addEventListener('focus', parts.focused);
  control.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') parts.send();
    else if (event.key === 'Escape') parts.leave();
    else if (event.key === 'Backspace' && !option.required) parts.remove();
    else return;
    event.preventDefault();
  });
  return {
    option,
    root: frame(option, parts, id, control),
    list: undefined,
    focus: () => control.focus(),
    value: isOn,
    set: (value) => set(value === true),
  };
}

function textField(option: ValueOption, parts: FieldParts): OptionField {
  const id = `option-${option.name}`;
  const isNumber = option.type === TYPES.integer || option.type === TYPES.number;
  const input = element('input', {
    ...{ type: 'text', id, class: 'pill-input', spellcheck: 'false', autocomplete: 'off' },
    ...(isNumber && { inputmode: 'numeric' }),
    ...(option.max_length !== undefined && { maxlength: option.max_length }),
    'aria-required': option.required ? 'true' : undefined,
    'aria-description': option.description,
    enterkeyhint: 'send',
  });
  let picked: Option<Value> | undefined;
  const pick = (choice: Option<Value>) => {
    picked = choice;
    input.value = choice.label;
    input.setSelectionRange(input.value.length, input.value.length);
  };
  const menu = () => menuOf(option, parts.state());
  const fitting = (text: string) =>
    (menu() ?? []).filter(
      ({ label }) => text === picked?.label || label.toLowerCase().includes(text.toLowerCase()),
    );

  const completes = option.autocomplete === true;
  const hasList = completes || menu() !== undefined;
  const list = hasList
    ? combobox<Value>(input, {
        id: `${id}-list`,
        label: `${option.name}: suggestions`,
        suggest: completes ? parts.complete : fitting,
        pick,
        enter: parts.send,
        leave: parts.leave,
        delay: completes ? TYPING : 0,
        mustPick: !completes,
        failed: parts.failed,
      })
    : undefined;
  input.addEventListener('input', () => {
    picked = undefined;
    input.removeAttribute('aria-invalid');
  });
  input.addEventListener('focus', parts.focused);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Backspace' && input.value === '' && !option.required) parts.remove();
    else if (!list && event.key === 'Enter' && !event.isComposing) parts.send();
    else if (!list && event.key === 'Escape') parts.leave();
    else return;
    event.preventDefault();
  });
  return {
    option,
    root: frame(option, parts, id, input),
    list: list?.root,
    focus: () => input.focus(),
    value() {
      const text = input.value.trim();
      try {
        return text === '' ? nothing(option) : (picked?.value ?? read(option, text, menu()));
      } catch (error) {
        input.setAttribute('aria-invalid', 'true');
        throw error;
      }
    },
    set(value) {
      const choice = menu()?.find((each) => each.value === value);
      if (choice) return pick(choice);
      picked = undefined;
      input.value = `${value}`;
    },
  };
}
