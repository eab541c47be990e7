import { combobox } from './combobox.ts';
import { button, element, ICONS, icon } from './element.ts';
import type { Option } from './listbox.ts';
import { begun, matching, type OfferedCommand, offeredCommands } from './offered.ts';
import { type OptionField, optionField } from './option-field.ts';
import type { Value } from './option-value.ts';
import type { ChannelState, Outcome } from './protocol.ts';

/** What the composer asks of the page. */
export interface ComposerParts {
  state(): ChannelState;
  send(command: string, options: Record<string, Value>): void;
  complete(command: string, options: Record<string, Value>, focused: string): Promise<Outcome>;
}

/** The field at the foot of the channel, where commands are written. */
export interface Composer {
  root: HTMLElement;
  /** Writes a command, ready to be sent. */
  write(path: string, options: Record<string, Value>): void;
  focus(): void;
}

/** A composer: a text in which `/` lists the commands and, once one is chosen, fields for its options. */
export function composer(parts: ComposerParts): Composer {
  const lists = element('div', { class: 'lists' });
  const hint = element('p', { class: 'hint', id: 'hint' });
  const fault = element('p', { class: 'fault', role: 'alert' });
  const bar = element('div', { class: 'bar', role: 'group', 'aria-label': 'Write a command' });
  const root = element('div', { class: 'composer' }, lists, fault, hint, bar);
  let chosen: OfferedCommand | undefined;
  let fields: OptionField[] = [];

  const tell = (line: HTMLElement, text: string) => line.replaceChildren(text);
  const commands = () => offeredCommands(parts.state().commands);

  const reset = (focus = true) => {
    chosen = undefined;
    fields = [];
    tell(hint, '');
    tell(fault, '');
    const { input, list } = commandInput();
    lists.replaceChildren(list);
    bar.replaceChildren(input, sendButton());
    if (focus) input.focus();
  };

  function commandInput() {
    const input = element('input', {
      ...{ type: 'text', class: 'command-input', id: 'command', spellcheck: 'false' },
      ...{ placeholder: 'Type / to use Docent', 'aria-label': 'Type / to list the commands' },
    });
    const { root: list } = combobox<OfferedCommand>(input, {
      id: 'commands',
      label: 'Commands',
      suggest: (text) =>
        text.startsWith('/')
          ? matching(commands(), text.slice(1)).map((command) => ({
              label: `/${command.path}`,
              detail: command.description,
              value: command,
            }))
          : [],
      pick: ({ value }) => choose(value),
      enter: () => tell(fault, notSent(input.value.trim())),
      leave: () => {
        input.value = '';
        tell(fault, '');
      },
      delay: 0,
      mustPick: true,
      failed: (message) => tell(fault, message),
    });
    input.addEventListener('input', () => {
      tell(fault, '');
      const start = begun(commands(), input.value);
      if (start) choose(start.command, firstText(start.command, start.rest));
    });
    return { input, list };
  }

  /** Chooses a command; its required options get fields at once, or else its first one. */
  function choose(command: OfferedCommand, values: Record<string, Value> = {}): void {
    chosen = command;
    tell(fault, '');
    tell(hint, command.description);
    const first = command.options.filter(({ required }, index) => required || index === 0);
    const given = command.options.filter(({ name }) => name in values);
    fields = [...new Set([...first, ...given])].map((option) => fieldOf(option.name));
    for (const field of fields) {
      const value = values[field.option.name];
      if (value !== undefined) field.set(value);
    }
    draw();
    const at = fields[0];
    if (at) at.focus();
    else (bar.querySelector('.send') as HTMLElement).focus();
  }

  function fieldOf(name: string): OptionField {
    const option = chosen?.options.find((each) => each.name === name);
    if (!option) throw new Error(`no option ${name}`);
    return optionField(option, {
      state: parts.state,
      complete: () => complete(name),
      send,
      leave: reset,
      remove: () => remove(name),
      focused: () => {
        tell(hint, '');
        hint.append(element('strong', {}, name), ` ${option.description}`);
      },
      failed: (message) => tell(fault, message),
    });
  }

  function draw(): void {
    if (!chosen) return;
    const missing = chosen.options.filter(({ name }) => !fields.some(({ option }) => option.name === name));
    lists.replaceChildren(...fields.flatMap(({ list }) => list ?? []));
    bar.replaceChildren(
      button(
        { class: 'chosen', 'aria-label': `/${chosen.path}: choose another command` },
        reset,
        `/${chosen.path}`,
      ),
      ...fields.map((field) => field.root),
      ...missing.map(({ name, description }) =>
        button(
          { class: 'add', 'aria-label': `Add ${name}: ${description}`, title: description },
          () => add(name),
          `+ ${name}`,
        ),
      ),
      sendButton(),
    );
  }

  function add(name: string): void {
    const field = fieldOf(name);
    fields.push(field);
    draw();
    field.focus();
  }

  function remove(name: string): void {
    const index = fields.findIndex(({ option }) => option.name === name);
    fields.splice(index, 1);
    if (fields.length === 0 && (chosen?.options.length ?? 0) <= 1) {
      reset();
      return;
    }
    draw();
    const next = fields[Math.max(0, index - 1)];
    if (next) next.focus();
    else (bar.querySelector('.add') as HTMLElement).focus();
  }

  async function complete(focused: string): Promise<Option<Value>[]> {
    if (!chosen) return [];
    const { error, choices = [] } = await parts.complete(chosen.path, unchecked(), focused);
    if (error !== undefined) throw new Error(error);
    tell(fault, '');
    return choices.map(({ name, value }) => ({ label: name, value }));
  }

  /** What is in the fields, leaving out what is not finished. */
  function unchecked(): Record<string, Value> {
    return Object.fromEntries(
      fields.flatMap((field) => {
        try {
          const value = field.value();
          return value === undefined ? [] : [[field.option.name, value]];
        } catch {
          return [];
        }
      }),
    );
  }

  function send(): void {
    if (!chosen) return;
    const options: Record<string, Value> = {};
    for (const field of fields) {
      try {
        const value = field.value();
        if (value !== undefined) options[field.option.name] = value;
      } catch (error) {
        tell(fault, error instanceof Error ? error.message : `${error}`);
        field.focus();
        return;
      }
    }
    const { path } = chosen;
    reset();
    parts.send(path, options);
  }

  function sendButton(): HTMLButtonElement {
    return button({ class: 'send', 'aria-label': 'Send' }, send, icon(ICONS.send));
  }

  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && chosen) reset();
  });
  reset(false);
  return {
    root,
    write(path, options) {
      const command = commands().find((each) => each.path === path);
      if (command) choose(command, options);
    },
    focus: () => (bar.querySelector('input, .send') as HTMLElement | null)?.focus(),
  };
}

/** Why a text without a command is not sent; nothing of an empty one. */
function notSent(text: string): string {
  if (text === '') return '';
  return text.startsWith('/')
    ? `There is no command ${text}. Type / to list them.`
    : 'Docent reads commands only: begin with /.';
}

/** The text that follows a command's name, as the value of its first option. */
function firstText(command: OfferedCommand, rest: string): Record<string, Value> {
  const [first] = command.options;
  return first && rest.trim() ? { [first.name]: rest.trim() } : {};
}
