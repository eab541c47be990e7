import type { APIMessage } from 'discord.js';
import { act, follow } from './api.ts';
import { composer } from './composer.ts';
import { registerComponents } from './discord-look.ts';
import { button, element } from './element.ts';
import { header } from './header.ts';
import { messageList, type Row } from './message-list.ts';
import {
  avatarOf,
  commandLine,
  type MessageDeeds,
  messageView,
  type PressState,
  privateNote,
} from './message-view.ts';
import { offeredCommands } from './offered.ts';
import type { ChannelState, Outcome, ReaderKey, RefusedRequest } from './protocol.ts';

/** A command that was sent and has no answer in the channel: under way, or failed. */
interface Sent {
  key: string;
  reader: ReaderKey;
  command: string;
  /** The messages that were there when it was sent. */
  before: ReadonlySet<string>;
  error?: string;
}

registerComponents();
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
  setClock: (local) => void act('clock', { local }),
});
const foot = composer({
  state: shownState,
  send,
  complete: (name, options, focused) =>
    act('complete', { reader: shownState().reader, name, options, focused }),
});
document.body.append(top.root, element('main', {}, list.root, lost, foot.root));
switchTo('ada');

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
  const isUnanswered = ({ reader, before, error }: Sent) =>
    reader === shown.reader &&
    (error !== undefined ||
      !shown.messages.some((message) => !before.has(message.id) && isOf(message, shown)));
  const rows = [
    ...refusals.filter(({ after }) => !shown.messages.some(({ id }) => id === after)).map(refusalRow),
    ...messages.flatMap((row) => [row, ...refusals.filter(({ after }) => after === row.key).map(refusalRow)]),
    ...sent.filter(isUnanswered).map((each) => sentRow(each, shown)),
  ];
  list.show([welcomeRow(shown), ...rows]);
  const newest = shown.messages.at(-1);
  if (newest && newest.id !== newestId && isOf(newest, shown)) list.toNewest();
  newestId = newest?.id;
}

/** Whether a message answers a command of the reader. */
function isOf(message: APIMessage, { readers, reader }: ChannelState): boolean {
  const asker = message.interaction_metadata?.user.id;
  return asker === readers.find(({ key }) => key === reader)?.id;
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
  if (error !== undefined) entry.error = error;
  else sent = sent.filter((each) => each !== entry);
  show();
}

/** Has something done at a component of a message, and shows on the message how it goes. */
async function atComponent(message: APIMessage, at: string, done: Promise<Outcome>): Promise<void> {
  pressed.set(message.id, { at });
  show();
  const { error } = await done;
  if (error === undefined) pressed.delete(message.id);
  else pressed.set(message.id, { error });
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

function sentRow({ key, command, error }: Sent, shown: ChannelState): Row {
  const me = shown.readers.find((reader) => reader.key === shown.reader);
  const dismiss = () => {
    sent = sent.filter((each) => each.key !== key);
    show();
  };
  return {
    key,
    signature: `${error}`,
    draw: () =>
      element(
        'discord-message',
        {
          ...{ author: shown.bot.name, avatar: avatarOf(shown.bot.id, shown), bot: true, timestamp: '' },
          ...{ role: 'article', 'aria-label': `Answer to /${command}` },
          class: error === undefined ? 'message' : 'message private',
        },
        commandLine(me?.id ?? '', command, shown),
        error === undefined
          ? element('span', { class: 'thinking', role: 'status' }, 'Sending command…')
          : element('span', { class: 'failure', role: 'alert' }, error),
        error !== undefined &&
          element('div', { slot: 'components', class: 'components' }, privateNote(dismiss)),
      ),
  };
}

function refusalRow({ id, route, code, path, message }: RefusedRequest): Row {
  const dismiss = () => {
    dismissed.add(id);
    show();
  };
  return {
    key: `refused-${id}`,
    signature: '',
    draw: () =>
      element(
        'div',
        { class: 'refusal', role: 'alert' },
        element('strong', {}, `Discord would refuse this (${code})`),
        element('code', {}, route),
        element('p', {}, path && element('code', {}, path), path && ' ', message),
        button({ class: 'textual', 'data-slot': 'dismiss' }, dismiss, 'Dismiss'),
      ),
  };
}

/** What stands at the channel's beginning: what this is, and what to try first. */
function welcomeRow(shown: ChannelState): Row {
  const offered = offeredCommands(shown.commands).map(({ path }) => path);
  const tries: [label: string, path: string, options: Record<string, string | boolean>][] = [
    ['/doc search cela prosecuter 1963', 'doc search', { query: 'cela prosecuter 1963' }],
    ['/doc search hungarian revolution', 'doc search', { query: 'hungarian revolution' }],
    ['/doc on-this-day', 'doc on-this-day', {}],
  ];
  return {
    key: 'welcome',
    signature: offered.join(),
    draw: () =>
      element(
        'section',
        { class: 'welcome' },
        element('h2', {}, `Welcome to #${shown.channel.name}!`),
        element(
          'p',
          {},
          'This is the real bot on a Discord that lives in this process. Nothing leaves this machine. Type / below, or try:',
        ),
        element(
          'div',
          { class: 'tries' },
          ...tries
            .filter(([, path]) => offered.includes(path))
            .map(([label, path, options]) =>
              button({ class: 'button secondary' }, () => foot.write(path, options), label),
            ),
        ),
      ),
  };
}
