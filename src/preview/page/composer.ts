import { combobox } from './combobox.ts';
import { button, element, ICONS, icon } from './element.ts';
import type { Option } from './listbox.ts';
import { begun, matching, type OfferedCommand, offeredCommands } from './offered.ts';
import { type OptionField, optionField } from './option-field.ts';
import type { Value } from './option-value.ts';
import type { ChannelState, Outcome } from './protocol.ts';

/** What the composer needs from the page. */
export interface ComposerDependencies {
  state(): ChannelState;
  send(command: string, options: Record<string, Value>): void;
  complete(command: string, options: Record<string, Value>, focused: string): Promise<Outcome>;
}

/** The field at the foot of the channel, where commands are written. */
export interface Composer {
  root: HTMLElement;
  /** Writes a command, ready to be sent. */
  write(path: string, options: Record<string, Value>): void;
  /** Moves the keyboard's focus into the composer. */
  focus(): void;
}

/** A composer: a text in which `/` lists the commands and, once one is chosen, fields for its options. */
export function composer(dependencies: ComposerDependencies): Composer {
  return new CommandComposer(dependencies);
}

class CommandComposer implements Composer {
  readonly root: HTMLElement;
  readonly #dependencies: ComposerDependencies;
  readonly #lists = element('div', { class: 'lists' });
  readonly #hint = element('p', { class: 'hint', id: 'hint' });
  readonly #fault = element('p', { class: 'fault', role: 'alert' });
  readonly #bar = element('div', { class: 'bar', role: 'group', 'aria-label': 'Write a command' });
  #chosen: OfferedCommand | undefined;
  #fields: OptionField[] = [];

  constructor(dependencies: ComposerDependencies) {
    this.#dependencies = dependencies;
    this.root = element('div', { class: 'composer' }, this.#lists, this.#fault, this.#hint, this.#bar);
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented && this.#chosen) this.#reset();
    });
    this.#reset(false);
  }

  readonly write = (path: string, options: Record<string, Value>): void => {
    const command = this.#commands().find((each) => each.path === path);
    if (command) this.#choose(command, options);
  };

  focus(): void {
    (this.#bar.querySelector('input, .send') as HTMLElement | null)?.focus();
  }

  #commands(): OfferedCommand[] {
    return offeredCommands(this.#dependencies.state().commands);
  }

  /** Shows the field for the name of a command again. */
  #reset(focus = true): void {
    this.#chosen = undefined;
    this.#fields = [];
    tell(this.#hint, '');
    tell(this.#fault, '');
    const { input, list } = this.#commandInput();
    this.#lists.replaceChildren(list);
    this.#bar.replaceChildren(input, this.#sendButton());
    if (focus) input.focus();
  }

  #commandInput() {
    const input = element('input', {
      ...{ type: 'text', class: 'command-input', id: 'command', spellcheck: 'false' },
      ...{ placeholder: 'Type / to use Docent', 'aria-label': 'Type / to list the commands' },
    });
    const { root: list } = combobox<OfferedCommand>(input, {
      id: 'commands',
      label: 'Commands',
      suggest: (text) => this.#suggestedCommands(text),
      pick: ({ value }) => this.#choose(value),
      enter: () => tell(this.#fault, notSent(input.value.trim())),
      leave: () => {
        input.value = '';
        tell(this.#fault, '');
      },
      delay: 0,
      mustPick: true,
      failed: (message) => tell(this.#fault, message),
    });
    input.addEventListener('input', () => {
      tell(this.#fault, '');
      const start = begun(this.#commands(), input.value);
      if (start) this.#choose(start.command, firstText(start.command, start.rest));
    });
    return { input, list };
  }

  #suggestedCommands(text: string): Option<OfferedCommand>[] {
    if (!text.startsWith('/')) return [];
    return matching(this.#commands(), text.slice(1)).map((command) => ({
      label: `/${command.path}`,
      detail: command.description,
      value: command,
    }));
  }

  /** Chooses a command. Its required options get fields at once; if there is none, its first option does. */
  #choose(command: OfferedCommand, values: Record<string, Value> = {}): void {
    this.#chosen = command;
    tell(this.#fault, '');
    tell(this.#hint, command.description);
    const first = command.options.filter(({ required }, index) => required || index === 0);
    const given = command.options.filter(({ name }) => name in values);
    this.#fields = [...new Set([...first, ...given])].map((option) => this.#fieldOf(option.name));
    for (const field of this.#fields) {
      const value = values[field.option.name];
      if (value !== undefined) field.set(value);
    }
    this.#draw();
    const at = this.#fields[0];
    if (at) at.focus();
    else (this.#bar.querySelector('.send') as HTMLElement).focus();
  }

  #fieldOf(name: string): OptionField {
    const option = this.#chosen?.options.find((each) => each.name === name);
    if (!option) throw new Error(`no option ${name}`);
    return optionField(option, {
      state: this.#dependencies.state,
      complete: () => this.#complete(name),
      send: () => this.#send(),
      leave: () => this.#reset(),
      remove: () => this.#remove(name),
      focused: () => {
        tell(this.#hint, '');
        this.#hint.append(element('strong', {}, name), ` ${option.description}`);
      },
      failed: (message) => tell(this.#fault, message),
    });
  }

  #draw(): void {
    const chosen = this.#chosen;
    if (!chosen) return;
    const isShown = (name: string) => this.#fields.some(({ option }) => option.name === name);
    this.#lists.replaceChildren(...this.#fields.flatMap(({ list }) => list ?? []));
    this.#bar.replaceChildren(
      button(
        { class: 'chosen', 'aria-label': `/${chosen.path}: choose another command` },
        () => this.#reset(),
        `/${chosen.path}`,
      ),
      ...this.#fields.map((field) => field.root),
      ...chosen.options.filter(({ name }) => !isShown(name)).map((option) => this.#addButton(option)),
      this.#sendButton(),
    );
  }

  #addButton({ name, description }: OfferedCommand['options'][number]): HTMLButtonElement {
    const label = `Add ${name}: ${description}`;
    const attributes = { class: 'add', 'aria-label': label, title: description };
    return button(attributes, () => this.#add(name), `+ ${name}`);
  }

  #add(name: string): void {
    const field = this.#fieldOf(name);
    this.#fields.push(field);
    this.#draw();
    field.focus();
  }

  #remove(name: string): void {
    const index = this.#fields.findIndex(({ option }) => option.name === name);
    this.#fields.splice(index, 1);
    if (this.#fields.length === 0 && (this.#chosen?.options.length ?? 0) <= 1) {
      this.#reset();
      return;
    }
    this.#draw();
    const next = this.#fields[Math.max(0, index - 1)];
    if (next) next.focus();
    else (this.#bar.querySelector('.add') as HTMLElement).focus();
  }

  async #complete(focused: string): Promise<Option<Value>[]> {
    if (!this.#chosen) return [];
    const { path } = this.#chosen;
    const { error, choices = [] } = await this.#dependencies.complete(path, this.#finishedValues(), focused);
    if (error !== undefined) throw new Error(error);
    tell(this.#fault, '');
    return choices.map(({ name, value }) => ({ label: name, value }));
  }

  /** The values of the fields, without those that are not finished. */
  #finishedValues(): Record<string, Value> {
    return Object.fromEntries(
      this.#fields.flatMap((field) => {
        try {
          const value = field.value();
          return value === undefined ? [] : [[field.option.name, value]];
        } catch {
          return [];
        }
      }),
    );
  }

  /** Sends the command, unless a field is at fault. */
  #send(): void {
    if (!this.#chosen) return;
    const options: Record<string, Value> = {};
    for (const field of this.#fields) {
      try {
        const value = field.value();
        if (value !== undefined) options[field.option.name] = value;
      } catch (error) {
        tell(this.#fault, error instanceof Error ? error.message : `${error}`);
        field.focus();
        return;
      }
    }
    const { path } = this.#chosen;
    this.#reset();
    this.#dependencies.send(path, options);
  }

  #sendButton(): HTMLButtonElement {
    return button({ class: 'send', 'aria-label': 'Send' }, () => this.#send(), icon(ICONS.send));
  }
}

function tell(line: HTMLElement, text: string): void {
  line.replaceChildren(text);
}

/** Why a text without a command is not sent. An empty text needs no reason. */
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
