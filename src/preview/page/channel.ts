import type { APIMessage } from 'discord.js';
import { act, follow } from './api.ts';
import { refusalRow, type Sent, sentRow, welcomeRow } from './channel-rows.ts';
import { composer } from './composer.ts';
import { element } from './element.ts';
import { header } from './header.ts';
import { messageList, type Row } from './message-list.ts';
import { type MessageHandlers, messageView, type PressState } from './message-view.ts';
import type { ChannelState, Outcome, ReaderKey, RefusedRequest } from './protocol.ts';

/** Draws the channel into a page, as the first reader sees it, and keeps it up to date. */
export function openChannel(page: HTMLElement): void {
  new ChannelPage(page).switchTo('ada');
}

/** The page of one channel: what it shows, and what its reader does. */
class ChannelPage {
  #state: ChannelState | undefined;
  #unfollow = () => {};
  #sent: Sent[] = [];
  #count = 0;
  #newestId: string | undefined;
  readonly #pressed = new Map<string, PressState>();
  readonly #dismissed = new Set<number>();
  readonly #list = messageList();
  readonly #lost = element(
    'p',
    { class: 'lost', role: 'status', hidden: true },
    'The preview is not running any more.',
  );
  readonly #top = header({
    switchTo: (reader) => this.switchTo(reader),
    setClock: (local) => act('clock', { local }),
  });
  readonly #foot = composer({
    state: () => this.#shownState(),
    send: (command, options) => this.#send(command, options),
    complete: (name, options, focused) =>
      act('complete', { reader: this.#shownState().reader, name, options, focused }),
  });

  constructor(page: HTMLElement) {
    const main = element('main', {}, this.#list.root, this.#lost, this.#foot.root);
    page.append(this.#top.root, main);
  }

  /** Shows the channel as this reader sees it. */
  switchTo(reader: ReaderKey): void {
    this.#unfollow();
    this.#pressed.clear();
    this.#unfollow = follow(
      reader,
      (next) => {
        const isFirst = this.#state === undefined;
        this.#state = next;
        this.#show();
        if (isFirst) this.#foot.focus();
      },
      (isLost) => {
        this.#lost.hidden = !isLost;
      },
    );
  }

  #shownState(): ChannelState {
    if (!this.#state) throw new Error('the channel is not there yet');
    return this.#state;
  }

  #show(): void {
    const shown = this.#shownState();
    this.#top.show(shown);
    this.#list.show([welcomeRow(shown, this.#foot.write), ...this.#rows(shown)]);
    const newest = shown.messages.at(-1);
    if (newest && newest.id !== this.#newestId && isOf(newest, shown)) this.#list.toNewest();
    this.#newestId = newest?.id;
  }

  /** The messages, each with the refusals that came after it, then the commands that are not answered yet. */
  #rows(shown: ChannelState): Row[] {
    const refusals = shown.refused.filter(({ id }) => !this.#dismissed.has(id));
    const rowOf = (refused: RefusedRequest) =>
      refusalRow(refused, () => {
        this.#dismissed.add(refused.id);
        this.#show();
      });
    const isUnanswered = ({ reader, before, error }: Sent) =>
      reader === shown.reader &&
      (error !== undefined ||
        !shown.messages.some((message) => !before.has(message.id) && isOf(message, shown)));
    return [
      ...refusals.filter(({ after }) => !shown.messages.some(({ id }) => id === after)).map(rowOf),
      ...this.#messageRows(shown).flatMap((row) => [
        row,
        ...refusals.filter(({ after }) => after === row.key).map(rowOf),
      ]),
      ...this.#sent.filter(isUnanswered).map((each) => sentRow(each, shown, () => this.#drop(each))),
    ];
  }

  #messageRows(shown: ChannelState): Row[] {
    // What the look of an answer depends on, apart from its message: names, and what day it is.
    const common = JSON.stringify([
      shown.reader,
      shown.users,
      shown.channels,
      shown.clock.now.slice(0, 10),
      shown.commands.length,
    ]);
    return shown.messages.map((message): Row => {
      const press = this.#pressed.get(message.id);
      return {
        key: message.id,
        signature: JSON.stringify([message, press, common]),
        draw: () => messageView(message, shown, press, this.#handlers),
      };
    });
  }

  async #send(command: string, options: Record<string, string | number | boolean>): Promise<void> {
    const { reader, messages } = this.#shownState();
    const entry: Sent = {
      ...{ key: `sent-${++this.#count}`, reader, command },
      before: new Set(messages.map(({ id }) => id)),
    };
    this.#sent.push(entry);
    this.#show();
    this.#list.toNewest();
    const { error } = await act('command', { reader, name: command, options });
    if (error === undefined) return this.#drop(entry);
    entry.error = error;
    this.#show();
  }

  /** Shows on a message that one of its components is in use, then how that went. */
  async #atComponent(message: APIMessage, at: string, done: Promise<Outcome>): Promise<void> {
    this.#pressed.set(message.id, { at });
    this.#show();
    if (message.id === this.#newestId) this.#list.toNewest();
    const { error } = await done;
    if (error === undefined) this.#pressed.delete(message.id);
    else this.#pressed.set(message.id, { error });
    this.#show();
  }

  #drop(entry: Sent): void {
    this.#sent = this.#sent.filter((each) => each !== entry);
    this.#show();
  }

  readonly #handlers: MessageHandlers = {
    press: (message, customId) => {
      const { reader } = this.#shownState();
      void this.#atComponent(message, customId, act('press', { reader, message: message.id, customId }));
    },
    choose: (message, customId, values) => {
      const { reader } = this.#shownState();
      const chosen = { reader, message: message.id, customId, values };
      void this.#atComponent(message, customId, act('choose', chosen));
    },
    dismiss: (message) => {
      void act('dismiss', { reader: this.#shownState().reader, message: message.id });
    },
    use: (message, name) => {
      const { reader } = this.#shownState();
      void this.#atComponent(message, name, act('message-command', { reader, name, message: message.id }));
    },
  };
}

/** Whether a message answers a command of the reader. */
function isOf(message: APIMessage, { readers, reader }: ChannelState): boolean {
  const asker = message.interaction_metadata?.user.id;
  return asker === readers.find(({ key }) => key === reader)?.id;
}
