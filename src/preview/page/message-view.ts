import type { APIEmbed, APIMessage } from 'discord.js';
import { componentRows } from './components-view.ts';
import { button, type Child, element, ICONS, icon } from './element.ts';
import { inlineMarkdown, link, markdown } from './markdown-view.ts';
import type { ChannelState } from './protocol.ts';
import { messageTime } from './time.ts';

/** `MessageFlags`, which would bring all of discord.js into the page. */
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
/** `MessageType.Reply`. */
const REPLY = 19;

/** What readers can do on a message. */
export interface MessageHandlers {
  press(message: APIMessage, customId: string): void;
  choose(message: APIMessage, customId: string, values: string[]): void;
  dismiss(message: APIMessage): void;
  use(message: APIMessage, command: string): void;
}

/** How the last press on a message is going: under way at a component, or failed with a word of Discord's. */
export type PressState = { at: string } | { error: string } | undefined;

/** A message as Discord's client shows it. */
export function messageView(
  message: APIMessage,
  state: ChannelState,
  pressed: PressState,
  handlers: MessageHandlers,
): HTMLElement {
  const flags = message.flags ?? 0;
  const isPrivate = (flags & EPHEMERAL) !== 0;
  const isLoading = (flags & LOADING) !== 0;
  const author = message.author.global_name ?? message.author.username;
  const now = new Date(state.clock.now);
  const failure = pressed && 'error' in pressed ? pressed.error : undefined;
  return element(
    'discord-message',
    {
      ...{ author, avatar: avatarOf(message.author.id, state), bot: message.author.bot ?? false },
      ...{ edited: Boolean(message.edited_timestamp), role: 'article', 'aria-label': `Message of ${author}` },
      ...{ timestamp: messageTime(new Date(message.timestamp), now, state.clock.zone) },
      'data-message': message.id,
      class: isPrivate ? 'message private' : 'message',
    },
    originLine(message, state),
    ...(isLoading ? [thinking(author)] : markdown(message.content, state)),
    ...message.embeds.map((embed) => embedView(embed, state)),
    element(
      'div',
      { slot: 'components', class: 'components' },
      ...componentRows(message, pressed && 'at' in pressed ? pressed.at : undefined, handlers),
      failure !== undefined && element('p', { class: 'failure', role: 'alert' }, failure),
      isPrivate && privateNote(() => handlers.dismiss(message)),
      messageCommands(message, state, handlers),
    ),
  );
}

/** "Only you can see this", with what takes it away. */
export function privateNote(dismiss: () => void): HTMLElement {
  return element(
    'div',
    { class: 'note' },
    icon(ICONS.eye),
    'Only you can see this · ',
    button({ class: 'textual', 'data-slot': 'dismiss' }, dismiss, 'Dismiss message'),
  );
}

/** Where a user's picture is. */
export function avatarOf(userId: string, state: ChannelState): string {
  if (userId === state.bot.id) return '/avatars/docent.svg';
  return `/avatars/${state.readers.find(({ id }) => id === userId)?.key ?? 'other'}.svg`;
}

function thinking(author: string): HTMLElement {
  return element('span', { class: 'thinking', role: 'status' }, `${author} is thinking…`);
}

/** The line above an answer: who used which command, or the message that was pressed on. */
function originLine(message: APIMessage, state: ChannelState): Child {
  const { interaction_metadata: metadata, message_reference: reference } = message;
  const asker = metadata?.user;
  const { interaction } = message as { interaction?: { name: string } };
  if (asker && interaction?.name && message.type !== REPLY)
    return commandLine(asker.id, interaction.name, state);
  const origin = state.messages.find(({ id }) => id === reference?.message_id);
  if (!reference) return undefined;
  const author = origin?.author.global_name ?? state.bot.name;
  const text = origin?.embeds[0]?.title ?? origin?.content ?? '';
  return element(
    'discord-reply',
    { slot: 'reply', author, avatar: avatarOf(origin?.author.id ?? state.bot.id, state), bot: true },
    element('span', {}, ...inlineMarkdown(text || 'Original message was deleted', state)),
  );
}

/** "Ada used /doc search". */
export function commandLine(userId: string, command: string, state: ChannelState): HTMLElement {
  const author = state.users.find(({ id }) => id === userId)?.name ?? 'Somebody';
  return element('discord-command', {
    ...{ slot: 'reply', type: 'slash_command', author, avatar: avatarOf(userId, state), command },
  });
}

// The component takes a word of a title or of a field's name that is or holds a long number for an emoji of
// Discord's server, so both are drawn here.
function embedView(embed: APIEmbed, state: ChannelState): HTMLElement {
  const { title, url, description, fields = [], footer, author, color } = embed;
  const titled = inlineMarkdown(title ?? '', state);
  return element(
    'discord-embed',
    { slot: 'embeds', ...(color !== undefined && { color: `#${color.toString(16).padStart(6, '0')}` }) },
    author && element('div', { slot: 'description', class: 'embed-author' }, author.name),
    title &&
      element(
        'div',
        { slot: 'description', class: 'embed-title' },
        ...(url ? [link(url, ...titled)] : titled),
      ),
    description &&
      element('discord-embed-description', { slot: 'description' }, ...markdown(description, state)),
    fields.length > 0 && element('discord-embed-fields', { slot: 'fields' }, ...fieldViews(fields, state)),
    footer && element('discord-embed-footer', { slot: 'footer' }, element('span', {}, footer.text)),
  );
}

/** Fields in their grid: up to three inline ones share a line. */
function fieldViews(fields: NonNullable<APIEmbed['fields']>, state: ChannelState): HTMLElement[] {
  let column = 0;
  return fields.map(({ name, value, inline = false }) => {
    column = inline ? (column % 3) + 1 : 0;
    return element(
      'discord-embed-field',
      { class: inline ? `inline-${column}` : undefined },
      element('div', { class: 'field-name' }, ...inlineMarkdown(name, state)),
      ...markdown(value, state),
    );
  });
}

/** The commands for messages, in a menu of their own, where there are any. */
function messageCommands(message: APIMessage, state: ChannelState, handlers: MessageHandlers): Child {
  const MESSAGE_COMMAND = 3;
  const commands = state.commands.filter(({ type }) => type === MESSAGE_COMMAND);
  if (commands.length === 0) return undefined;
  return element(
    'details',
    { class: 'apps' },
    element('summary', { 'aria-label': 'Apps', 'data-slot': 'apps' }, icon(ICONS.more)),
    element(
      'div',
      { class: 'apps-menu' },
      ...commands.map(({ name }) => button({ class: 'apps-item' }, () => handlers.use(message, name), name)),
    ),
  );
}
