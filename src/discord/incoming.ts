import {
  type APIApplicationCommandInteractionDataBasicOption,
  ApplicationCommandOptionType,
  type ChannelType,
  ComponentType,
  InteractionType,
} from 'discord.js';
import { LIMITS } from '../cards/kit/limits.ts';
import { LONGEST_QUERY } from '../views/view.ts';

/** What every interaction says, whatever it is: who, where, and how to answer. */
interface Origin {
  readonly id: string;
  readonly applicationId: string;
  /** Good for the answer alone. */
  readonly token: string;
  /** Empty when Discord does not say who it was. */
  readonly userId: string;
  /** BCP 47; `en-US` when Discord does not say. */
  readonly locale: string;
  readonly guildId?: string;
  /** What the person may do where it happened (Discord's bits). */
  readonly permissions: bigint;
  /** The channel that it happened in. */
  readonly channel?: IncomingChannel;
  /** The channels and roles that its options name. */
  readonly channels: readonly IncomingChannel[];
  readonly roles: readonly { readonly id: string; readonly mentionable: boolean }[];
}

/** A channel as an interaction describes it. */
export interface IncomingChannel {
  readonly id: string;
  readonly type: ChannelType;
  readonly flags: number;
  /** What the bot may do in it (Discord's bits); undefined when Discord does not say. */
  readonly appPermissions: bigint | undefined;
}

/** A command that was sent, or one that is being typed and wants to be completed. */
export interface IncomingCommand extends Origin {
  readonly kind: 'command' | 'completion';
  readonly name: string;
  /** Empty when it has none. */
  readonly subcommand: string;
  /** What was filled in, by option: texts of at most 200 UTF-16 units, finite numbers, ids that are ids. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  /** The option that is being typed. */
  readonly focused?: string;
}

/** A button that was pressed, or a menu of which something was chosen. */
export interface IncomingPress extends Origin {
  readonly kind: 'press';
  /** The button's id, or the first value chosen: at most 100 UTF-16 units. */
  readonly chosen: string;
  /** Whether only one person sees the message that it is on. */
  readonly isHidden: boolean;
  /** Who asked for the message that it is on; undefined for one that nobody did. */
  readonly askerId?: string;
}

/** An interaction as the rest of the program may see it: only {@link incomingOf} makes one. */
export type Incoming = IncomingCommand | IncomingPress;

/** Discord sends at most so many options, menu values, and objects that options name. */
const MOST_PARTS = 25;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The interaction in a payload of the gateway, in our words. The payload comes from outside: every text is cut, every
 * id and number checked, and a part that is missing or of another kind is as if it had not been sent. Nothing else of
 * the payload goes any further, so that nothing behind needs to cut again.
 *
 * Undefined for what cannot be answered: an interaction without id or token, or of a kind that we do not offer.
 */
export function incomingOf(payload: unknown): Incoming | undefined {
  const sent = fieldsOf(payload);
  const data = fieldsOf(sent.data);
  const origin = originOf(sent, data);
  if (!origin) return undefined;
  if (sent.type === InteractionType.ApplicationCommand) return commandOf('command', origin, data);
  if (sent.type === InteractionType.ApplicationCommandAutocomplete)
    return commandOf('completion', origin, data);
  if (sent.type === InteractionType.MessageComponent) return pressOf(origin, data, fieldsOf(sent.message));
  return undefined;
}

function originOf(sent: Fields, data: Fields): Origin | undefined {
  const [id, applicationId, guildId] = [sent.id, sent.application_id, sent.guild_id].map(snowflake);
  const { token } = sent;
  if (id === undefined || applicationId === undefined) return undefined;
  if (typeof token !== 'string' || !TOKEN.test(token)) return undefined;
  const member = fieldsOf(sent.member);
  const user = fieldsOf(sent.member === undefined ? sent.user : member.user);
  const here = channelOf({ ...fieldsOf(sent.channel), app_permissions: sent.app_permissions });
  const resolved = fieldsOf(data.resolved);
  return {
    id,
    applicationId,
    token,
    userId: snowflake(user.id) ?? '',
    locale: typeof sent.locale === 'string' && LOCALE.test(sent.locale) ? sent.locale : 'en-US',
    ...(guildId !== undefined && { guildId }),
    permissions: bitsOf(member.permissions) ?? 0n,
    ...(here && { channel: here }),
    channels: partsOf(resolved.channels).flatMap((channel) => channelOf(fieldsOf(channel)) ?? []),
    roles: partsOf(resolved.roles).flatMap((role) => {
      const { id: roleId, mentionable } = fieldsOf(role);
      const known = snowflake(roleId);
      return known === undefined ? [] : [{ id: known, mentionable: mentionable === true }];
    }),
  };
}

/** A command with the one level of subcommands that we have taken off. */
function commandOf(kind: IncomingCommand['kind'], origin: Origin, data: Fields): IncomingCommand {
  const [first] = listOf(data.options).map(fieldsOf);
  const isSub = first?.type === ApplicationCommandOptionType.Subcommand;
  const options = (isSub ? listOf(first.options) : []).map(fieldsOf);
  const filled = options.flatMap((option) => {
    const value = valueSent(option);
    return value === undefined ? [] : [[textOf(option.name, LIMITS.customId), value] as const];
  });
  const focused = options.find((option) => option.focused === true);
  return {
    ...origin,
    kind,
    name: textOf(data.name, LIMITS.customId),
    subcommand: isSub ? textOf(first.name, LIMITS.customId) : '',
    values: Object.fromEntries(filled),
    ...(focused && { focused: textOf(focused.name, LIMITS.customId) }),
  };
}

function pressOf(origin: Origin, data: Fields, message: Fields): IncomingPress {
  const isMenu = data.component_type !== undefined && data.component_type !== ComponentType.Button;
  const askerId = snowflake(fieldsOf(fieldsOf(message.interaction_metadata).user).id);
  return {
    ...origin,
    kind: 'press',
    chosen: textOf(isMenu ? listOf(data.values)[0] : data.custom_id, LIMITS.customId),
    isHidden: typeof message.flags === 'number' && (message.flags & EPHEMERAL) !== 0,
    ...(askerId !== undefined && { askerId }),
  };
}

const EPHEMERAL = 1 << 6;

/** The options whose value is the id of something. */
const NAMING: ReadonlySet<unknown> = new Set<APIApplicationCommandInteractionDataBasicOption['type']>([
  ApplicationCommandOptionType.User,
  ApplicationCommandOptionType.Channel,
  ApplicationCommandOptionType.Role,
  ApplicationCommandOptionType.Mentionable,
  ApplicationCommandOptionType.Attachment,
]);

function valueSent({ type, value }: Fields): string | number | boolean | undefined {
  if (NAMING.has(type)) return snowflake(value);
  if (typeof value === 'string') return textOf(value, LONGEST_QUERY);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

/** As much of a text as so many UTF-16 units hold, whole characters only; empty for what is no text. */
function textOf(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  const cut = value.slice(0, most);
  const isHalved = value.length > most && /[\uD800-\uDBFF]$/.test(cut);
  return (isHalved ? cut.slice(0, -1) : cut).toWellFormed();
}

function channelOf({ id, type, flags, app_permissions }: Fields): IncomingChannel | undefined {
  const known = snowflake(id);
  if (known === undefined || typeof type !== 'number') return undefined;
  return {
    id: known,
    type,
    flags: typeof flags === 'number' ? flags : 0,
    appPermissions: bitsOf(app_permissions),
  };
}

/** Discord's ids: 64 bits in decimal. */
const SNOWFLAKE = /^\d{1,20}$/;
const BITS = /^\d{1,40}$/;
const TOKEN = /^[\w.~+/=-]{1,1000}$/;
const LOCALE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/;

function snowflake(value: unknown): string | undefined {
  return typeof value === 'string' && SNOWFLAKE.test(value) ? value : undefined;
}

function bitsOf(value: unknown): bigint | undefined {
  return typeof value === 'string' && BITS.test(value) ? BigInt(value) : undefined;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_PARTS) : [];
}

function partsOf(value: unknown): readonly unknown[] {
  return Object.values(fieldsOf(value)).slice(0, MOST_PARTS);
}
