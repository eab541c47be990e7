import type { APIMessage } from 'discord.js';
import { canView } from './permissions.ts';
import type { Channel, User } from './places-and-people.ts';

/** A message as Discord's API gives it. */
export type StoredMessage = APIMessage;

interface ShelvedMessage {
  message: StoredMessage;
  channel: Channel;
  /** The id of the only user who sees it, when it is ephemeral. */
  onlyFor?: string;
}

/** All messages of the loopback Discord, in the order in which they were posted. */
export class MessageShelf {
  readonly #byId = new Map<string, ShelvedMessage>();

  /** Adds a message for everyone who sees the channel or, with a user's id, for that user only. */
  add(channel: Channel, message: StoredMessage, onlyFor?: string): void {
    this.#byId.set(message.id, { message, channel, ...(onlyFor !== undefined && { onlyFor }) });
  }

  /** Replaces the message with the same id and gives its channel. Throws when there is none. */
  replace(message: StoredMessage): Channel {
    const shelved = this.#byId.get(message.id);
    if (!shelved) throw new Error(`no message ${message.id}`);
    shelved.message = message;
    return shelved.channel;
  }

  /** Removes a message; gives it with its channel, or undefined when there was none. */
  remove(id: string): { message: StoredMessage; channel: Channel } | undefined {
    const shelved = this.#byId.get(id);
    this.#byId.delete(id);
    return shelved;
  }

  /** Removes every message of a channel. */
  removeAllIn(channel: Channel): void {
    for (const [id, shelved] of this.#byId) if (shelved.channel === channel) this.#byId.delete(id);
  }

  /** The message with that id, if there is one. */
  find(id: string): StoredMessage | undefined {
    return this.#byId.get(id)?.message;
  }

  /** A channel's messages, oldest first, including those that only the viewer sees. */
  listed(channel: Channel, viewer?: User): StoredMessage[] {
    return [...this.#byId.values()]
      .filter((each) => each.channel === channel && isFor(each, viewer))
      .map((each) => each.message);
  }

  /** Whether the user sees the message. */
  sees(user: User, messageId: string): boolean {
    const shelved = this.#byId.get(messageId);
    return shelved !== undefined && canView(user, shelved.channel) && isFor(shelved, user);
  }
}

function isFor({ onlyFor }: ShelvedMessage, viewer: User | undefined): boolean {
  return onlyFor === undefined || onlyFor === viewer?.id;
}
