import type { APIApplicationCommand, APIMessage, ChannelType } from 'discord.js';

/** The readers who can be switched between. */
export type ReaderKey = 'ada' | 'ben';

/** Someone or something that has an id and a name. */
export interface Named {
  id: string;
  name: string;
}

/** A request that Discord refused, to be shown in the channel. */
export interface RefusedRequest {
  id: number;
  /** The newest message when it happened, if there was one. */
  after: string | undefined;
  /** E.g. `POST /interactions/:id/:token/callback`. */
  route: string;
  code: number;
  /** Where in the payload, e.g. `data.embeds.0.title`. Empty: the whole. */
  path: string;
  message: string;
}

/** The channel as one reader sees it. */
export interface ChannelState {
  guild: string;
  channel: Named;
  reader: ReaderKey;
  readers: (Named & { key: ReaderKey })[];
  /** The bot's own user. */
  bot: Named;
  users: Named[];
  roles: Named[];
  channels: (Named & { type: ChannelType })[];
  /** Oldest first. */
  messages: APIMessage[];
  refused: RefusedRequest[];
  /** The commands that the reader is offered. */
  commands: APIApplicationCommand[];
  /** Searches to try first. */
  queries: readonly string[];
  clock: {
    /** ISO 8601. */
    now: string;
    /** Whether it was set, and no longer shows the real time. */
    moved: boolean;
    /** The IANA zone that days and hours are shown in. */
    zone: string;
  };
}

/** What a reader did, as the page posts it to `/actions/<name>`. */
export interface Actions {
  command: { reader: ReaderKey; name: string; options: Record<string, string | number | boolean> };
  complete: Actions['command'] & { focused: string };
  press: { reader: ReaderKey; message: string; customId: string };
  choose: Actions['press'] & { values: string[] };
  'message-command': { reader: ReaderKey; name: string; message: string };
  dismiss: { reader: ReaderKey; message: string };
  /** `local`: a day and hour in the clock's zone, `2026-11-24T12:00`; null: the real time again. */
  clock: { local: string | null };
}

/** What an action came to. */
export interface Outcome {
  /** What Discord's client would tell the person. */
  error?: string;
  /** Suggestions, of a completion. */
  choices?: { name: string; value: string | number }[];
}
