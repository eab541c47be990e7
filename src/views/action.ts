import { matching, oneOf, optional, required } from './field.ts';
import { type EntryOf, nested } from './table.ts';
import { READER_VIEWS } from './view.ts';

/** Discord's ids: 64 bits in decimal. */
const SNOWFLAKE = /^\d{1,20}$/;

/**
 * The one table of actions: what changes something. An action does one thing, may be pressed twice without harm, and
 * ends in a view or a card. Its type and its address come from its fields here.
 */
export const ACTIONS = {
  /** Posts a view for everyone, with the name of the person who shared it. */
  share: { card: required(nested(READER_VIEWS)) },
  /** Sets up a server's daily post, or changes it. What is absent stays as it is. */
  'daily-set': {
    channel: optional(matching(SNOWFLAKE)),
    /** `HH:MM`. */
    time: optional(matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
    /** IANA time zone. */
    zone: optional(matching(/^[A-Za-z][\w+/-]{1,60}$/)),
    /** A role's id; `none` for no role. */
    role: optional(matching(/^(?:none|\d{1,20})$/)),
    thread: optional(oneOf('yes', 'no')),
    publish: optional(oneOf('yes', 'no')),
    quiet: optional(oneOf('nearest', 'month', 'random', 'skip')),
  },
  /** Stops a server's daily post for a while. */
  'daily-pause': {},
  /** Starts a paused daily post again. */
  'daily-resume': {},
  /** Ends a server's daily post and deletes its settings. */
  'daily-off': {},
};

/** What to change: a small plain value. */
export type Action = EntryOf<typeof ACTIONS>;

/** The action of a name. */
export type ActionNamed<N extends Action['name']> = Extract<Action, { name: N }>;

/** Whether an address stands for an action. */
export function isAction(addressable: { readonly name: string }): addressable is Action {
  return Object.hasOwn(ACTIONS, addressable.name);
}
