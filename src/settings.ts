import { isIP } from 'node:net';

/** How much the log says: each level includes those after it. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment, read and checked. What is undefined was not set and has no fixed default. */
export interface Settings {
  /** The bot's token, without `Bot `. Undefined: the preview runs instead. */
  readonly token: string | undefined;
  /** Base of Discord's REST API, without version or trailing slash. */
  readonly apiUrl: string;
  /** The one server that gets the commands, for development. */
  readonly guildId: string | undefined;
  /** Folders of collections, as written. Undefined: the bundled collection. */
  readonly collections: readonly string[] | undefined;
  /** A PostgreSQL address. Undefined: the embedded store. */
  readonly databaseUrl: string | undefined;
  /** The folder of the embedded store, as written. */
  readonly dataDir: string;
  /** 0 (any free one) to 65535. */
  readonly httpPort: number | undefined;
  readonly httpHost: string;
  /** How many shards the bot has in all. Undefined: as Discord advises. */
  readonly shardCount: number | undefined;
  /** The shards of this process, ascending, each below `shardCount`. Undefined: all. */
  readonly shardIds: readonly number[] | undefined;
  /** An IANA time zone. */
  readonly defaultTimeZone: string;
  readonly logLevel: LogLevel;
  /** Where readers report a mistake: http, https or mailto, at most 512 characters (Discord's limit of a link). */
  readonly contactUrl: string | undefined;
  readonly production: boolean;
}

/** Settings that cannot be used. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  /** A sentence for each fault: the variable, and what to write. Secrets are not in them. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** What is wrong with one variable, or what it means. */
type Reading<Value> = { readonly value: Value } | { readonly fault: string };
type Read<Value> = (text: string) => Reading<Value>;

/**
 * The settings that an environment means. Space around a value counts for nothing, and an empty value is no value.
 * @throws {SettingsError} naming all faults at once.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const faults: string[] = [];
  const read = <Value>(name: string, as: Read<Value>): Value | undefined => {
    const text = environment[name]?.trim();
    if (!text) return undefined;
    const reading = as(text);
    if ('value' in reading) return reading.value;
    faults.push(`${name} ${reading.fault}`);
    return undefined;
  };

  const production = environment.NODE_ENV?.trim() === 'production';
  if (production && !environment.DISCORD_TOKEN?.trim()) {
    faults.push(
      'DISCORD_TOKEN is not set: with NODE_ENV=production write the bot token from the developer portal.',
    );
  }
  const shardCount = read('SHARD_COUNT', wholeNumber(1, 1_000_000));
  const settings: Settings = {
    token: read('DISCORD_TOKEN', token),
    apiUrl: read('DISCORD_API_URL', apiUrl) ?? 'https://discord.com/api',
    guildId: read('DISCORD_GUILD_ID', snowflake),
    collections: read('COLLECTIONS', folders),
    databaseUrl: read('DATABASE_URL', postgresUrl),
    dataDir: read('DATA_DIR', (text) => ({ value: text })) ?? './var',
    httpPort: read('HTTP_PORT', wholeNumber(0, 65_535)),
    httpHost: read('HTTP_HOST', host) ?? '127.0.0.1',
    shardCount,
    shardIds: read('SHARD_IDS', shardIdsBelow(shardCount, Boolean(environment.SHARD_COUNT?.trim()))),
    defaultTimeZone: read('DEFAULT_TIME_ZONE', timeZone) ?? 'UTC',
    logLevel: read('LOG_LEVEL', logLevel) ?? 'info',
    contactUrl: read('CONTACT_URL', contactUrl),
    production,
  };
  if (faults.length > 0) throw new SettingsError(faults);
  return Object.freeze(settings);
}

/** What may stand in an HTTP header without quotes; Discord does not promise the form of a token. */
const token: Read<string> = (text) => {
  const value = text.replace(/^Bot(\s+|$)/i, '');
  return /^[\w.+/=~-]+$/.test(value)
    ? { value }
    : { fault: 'cannot be a token: write the bot token from the developer portal, in one piece.' };
};

// Addresses are not shown in a fault: they may hold a password.
const apiUrl: Read<string> = (text) => {
  const url = urlOf(text, ['http:', 'https:']);
  return url && !url.search && !url.hash && !url.username && !url.password
    ? { value: (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/v\d+$/, '') }
    : { fault: 'is no base of a REST API: write an address such as https://discord.com/api.' };
};

const postgresUrl: Read<string> = (text) =>
  urlOf(text, ['postgres:', 'postgresql:'])
    ? { value: text }
    : { fault: 'is no PostgreSQL address: write postgres://user:password@host:5432/database.' };

const contactUrl: Read<string> = (text) =>
  text.length <= 512 && urlOf(text, ['http:', 'https:', 'mailto:'])
    ? { value: text }
    : { fault: 'is no link: write https://… or mailto:…, at most 512 characters.' };

const snowflake: Read<string> = (text) =>
  /^\d{17,20}$/.test(text)
    ? { value: text }
    : { fault: `is "${text}": write the id of a server, 17 to 20 digits (Copy Server ID in Discord).` };

const folders: Read<readonly string[]> = (text) => {
  const value = parts(text);
  return value.length > 0
    ? { value }
    : { fault: 'names no folder: write folders of collections with commas between.' };
};

const host: Read<string> = (text) =>
  isIP(text) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)
    ? { value: text }
    : { fault: `is "${text}": write a host name or an IP address, such as 127.0.0.1.` };

const timeZone: Read<string> = (text) => {
  // Newer runtimes take offsets as zones too, which are wrong for half the year where clocks change.
  const fault = { fault: `is "${text}": write an IANA time zone, such as Europe/Tirane.` };
  if (/^[+-]/.test(text)) return fault;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return { value: text };
  } catch {
    return fault;
  }
};

const logLevel: Read<LogLevel> = (text) => {
  const value = LOG_LEVELS.find((level) => level === text.toLowerCase());
  return value ? { value } : { fault: `is "${text}": write one of ${LOG_LEVELS.join(', ')}.` };
};

function wholeNumber(least: number, most: number): Read<number> {
  return (text) => {
    const value = Number(text);
    return /^\d+$/.test(text) && value >= least && value <= most
      ? { value }
      : { fault: `is "${text}": write a whole number from ${least} to ${most}.` };
  };
}

function shardIdsBelow(count: number | undefined, countIsSet: boolean): Read<readonly number[]> {
  return (text) => {
    const ids = parts(text);
    const value = [...new Set(ids.map(Number))].sort((a, b) => a - b);
    if (!countIsSet) return { fault: 'needs SHARD_COUNT: write there how many shards the bot has in all.' };
    const below = count ?? Number.POSITIVE_INFINITY;
    return ids.length > 0 && ids.every((id) => /^\d+$/.test(id) && Number(id) < below)
      ? { value }
      : { fault: `is "${text}": write numbers of shards, from 0, below SHARD_COUNT, with commas between.` };
  };
}

function parts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function urlOf(text: string, protocols: readonly string[]): URL | undefined {
  if (/\s/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) ? url : undefined;
}
