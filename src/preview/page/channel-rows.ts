import type { Composer } from './composer.ts';
import { button, element } from './element.ts';
import type { Row } from './message-list.ts';
import { avatarOf, commandLine, privateNote } from './message-view.ts';
import { offeredCommands } from './offered.ts';
import type { ChannelState, ReaderKey, RefusedRequest } from './protocol.ts';

/** A command that was sent and has no answer in the channel: under way, or failed. */
export interface Sent {
  key: string;
  reader: ReaderKey;
  command: string;
  /** The messages that were there when it was sent. */
  before: ReadonlySet<string>;
  error?: string;
}

/** What stands at the channel's beginning: what this is, and what to try first. */
export function welcomeRow(shown: ChannelState, write: Composer['write']): Row {
  const offered = offeredCommands(shown.commands).map(({ path }) => path);
  const tries: [label: string, path: string, options: Record<string, string | boolean>][] = [
    ...shown.queries.map((query): [string, string, { query: string }] => [
      `/doc search ${query}`,
      'doc search',
      { query },
    ]),
    ['/doc on-this-day', 'doc on-this-day', {}],
  ];
  return {
    key: 'welcome',
    signature: [...offered, ...shown.queries].join(),
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
              button({ class: 'button secondary' }, () => write(path, options), label),
            ),
        ),
      ),
  };
}

/** A command that is under way, or what Discord's client says of one that failed. */
export function sentRow({ key, command, error }: Sent, shown: ChannelState, dismiss: () => void): Row {
  const me = shown.readers.find((reader) => reader.key === shown.reader);
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

/** A request that Discord would refuse: which, why, and where in its payload. */
export function refusalRow({ id, route, code, path, message }: RefusedRequest, dismiss: () => void): Row {
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
