import type { APIMessage } from 'discord.js';
import { act, follow } from './api.ts';
import { refusalRow, type Sent, sentRow, welcomeRow } from './channel-rows.ts';
import { composer } from './composer.ts';
import { element } from './element.ts';
import { header } from './header.ts';
import { messageList, type Row } from './message-list.ts';
import { type MessageDeeds, messageView, type PressState } from './message-view.ts';
import type { ChannelState, Outcome, ReaderKey, RefusedRequest } from './protocol.ts';

/** Draws the channel into a page, as the first reader sees it, and keeps it as it is in the preview. */
export function openChannel(page: HTMLElement): void {
  let state: ChannelState | undefined;
  let unfollow = () => {};
  let sent: Sent[] = [];
  let count = 0;
  let newestId: string | undefined;
  const pressed = new Map<string, PressState>();
  const dismissed = new Set<number>();

  const list = messageList();
  const lost = element(
    'p',
    { class: 'lost', role: 'status', hidden: true },
    'The preview is not running any more.',
  );
  const top = header({
    switchTo,
    setClock: (local) => act('clock', { local }),
  });
  const foot = composer({
    state: shownState,
    send,
    complete: (name, options, focused) =>
      act('complete', { reader: shownState().reader, name, options, focused }),
  });

  function shownState(): ChannelState {
    if (!state) throw new Error('the channel is not there yet');
    return state;
  }

  function switchTo(reader: ReaderKey): void {
    unfollow();
    pressed.clear();
    unfollow = follow(
      reader,
      (next) => {
        const isFirst = state === undefined;
        state = next;
        show();
        if (isFirst) foot.focus();
      },
      (isLost) => {
        lost.hidden = !isLost;
      },
    );
  }

  function show(): void {
    const shown = shownState();
    top.show(shown);
    // What an answer depends on besides its message: names, and what day it is.
    const common = JSON.stringify([
      shown.reader,
      shown.users,
      shown.channels,
      shown.clock.now.slice(0, 10),
      shown.commands.length,
    ]);
    const messages = shown.messages.map((message): Row => {
      const press = pressed.get(message.id);
      return {
        key: message.id,
        signature: JSON.stringify([message, press, common]),
        draw: () => messageView(message, shown, press, deeds),
      };
    });
    const refusals = shown.refused.filter(({ id }) => !dismissed.has(id));
    const rowOf = (refused: RefusedRequest) =>
      refusalRow(refused, () => {
        dismissed.add(refused.id);
        show();
      });
    const isUnanswered = ({ reader, before, error }: Sent) =>
      reader === shown.reader &&
      (error !== undefined ||
        !shown.messages.some((message) => !before.has(message.id) && isOf(message, shown)));
    const rows = [
      ...refusals.filter(({ after }) => !shown.messages.some(({ id }) => id === after)).map(rowOf),
      ...messages.flatMap((row) => [row, ...refusals.filter(({ after }) => after === row.key).map(rowOf)]),
      ...sent.filter(isUnanswered).map((each) => sentRow(each, shown, () => drop(each))),
    ];
    list.show([welcomeRow(shown, foot.write), ...rows]);
    const newest = shown.messages.at(-1);
    if (newest && newest.id !== newestId && isOf(newest, shown)) list.toNewest();
    newestId = newest?.id;
  }

  async function send(command: string, options: Record<string, string | number | boolean>): Promise<void> {
    const { reader, messages } = shownState();
    const entry: Sent = {
      ...{ key: `sent-${++count}`, reader, command },
      before: new Set(messages.map(({ id }) => id)),
    };
    sent.push(entry);
    show();
    list.toNewest();
    const { error } = await act('command', { reader, name: command, options });
    if (error === undefined) return drop(entry);
    entry.error = error;
    show();
  }

  /** Has something done at a component of a message, and shows on the message how it goes. */
  async function atComponent(message: APIMessage, at: string, done: Promise<Outcome>): Promise<void> {
    pressed.set(message.id, { at });
    show();
    if (message.id === newestId) list.toNewest();
    const { error } = await done;
    if (error === undefined) pressed.delete(message.id);
    else pressed.set(message.id, { error });
    show();
  }

  function drop(entry: Sent): void {
    sent = sent.filter((each) => each !== entry);
    show();
  }

  const deeds: MessageDeeds = {
    press(message, customId) {
      const { reader } = shownState();
      void atComponent(message, customId, act('press', { reader, message: message.id, customId }));
    },
    choose(message, customId, values) {
      const { reader } = shownState();
      void atComponent(message, customId, act('choose', { reader, message: message.id, customId, values }));
    },
    dismiss(message) {
      void act('dismiss', { reader: shownState().reader, message: message.id });
    },
    use(message, name) {
      const { reader } = shownState();
      void atComponent(message, name, act('message-command', { reader, name, message: message.id }));
    },
  };

  page.append(top.root, element('main', {}, list.root, lost, foot.root));
  switchTo('ada');
}

/** Whether a message answers a command of the reader. */
function isOf(message: APIMessage, { readers, reader }: ChannelState): boolean {
  const asker = message.interaction_metadata?.user.id;
  return asker === readers.find(({ key }) => key === reader)?.id;
}
