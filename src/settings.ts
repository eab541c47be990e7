import { isIP } from 'node:net';
import { z } from 'zod';

/** How much the log says. Each level includes those after it. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment, parsed and checked. `undefined` means that a variable is not set and has no fixed default. */
export interface Settings {
  /** The bot's token, without `Bot `. Undefined: the preview runs instead. */
  readonly token: string | undefined;
  /** Base of Discord's REST API, without version or trailing slash. */
  readonly apiUrl: string;
  /** The one server that gets the commands, for development. */
  readonly guildId: string | undefined;
  /** Folders of collections, as given. Undefined: the bundled collection. */
  readonly collections: readonly string[] | undefined;
  /** The address of a PostgreSQL database. Undefined: the embedded store. */
  readonly databaseUrl: string | undefined;
  /** The folder of the embedded store, as given. */
  readonly dataDir: string;
  /** 0 (any free port) to 65535. */
  readonly httpPort: number | undefined;
  readonly httpHost: string;
  /** How many shards the bot has in all. Undefined: as Discord advises. */
  readonly shardCount: number | undefined;
  /** The shards of this process, ascending, each below `shardCount`. Undefined: all. */
  readonly shardIds: readonly number[] | undefined;
  /** An IANA time zone. */
  readonly defaultTimeZone: string;
  readonly logLevel: LogLevel;
  /** Where readers report a mistake: http, https or mailto, at most 512 characters (Discord's limit for a link). */
  readonly contactUrl: string | undefined;
}

/** Some settings cannot be used. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  /** One sentence for each fault: the variable, and what to write instead. They contain no secrets. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** The fault of a value that may be shown. */
const shown =
  (what: string) =>
  ({ input }: { readonly input?: unknown }): string =>
    `is "${input}": write ${what}.`;

/** Allows what may stand in an HTTP header without quotes, because Discord does not document the form of a token. */
const token = z
  .string()
  .overwrite((text) => text.replace(/^Bot(\s+|$)/i, ''))
  .regex(/^[\w.+/=~-]+$/, {
    error: 'is not a valid token: write the bot token from the developer portal, in one piece.',
  });

// The faults of addresses do not show them, because they may contain a password.
const apiUrl = z
  .string()
  .refine(isApiBase, {
    error: 'is not a valid base URL of a REST API: write an address such as https://discord.com/api.',
  })
  .transform(withoutVersion);

const postgresUrl = z.string().refine((text) => isUrl(text, ['postgres:', 'postgresql:']), {
  error: 'is not a valid PostgreSQL address: write postgres://user:password@host:5432/database.',
});

const contactUrl = z
  .string()
  .refine((text) => text.length <= 512 && isUrl(text, ['http:', 'https:', 'mailto:']), {
    error: 'is not a valid link: write https://… or mailto:…, at most 512 characters.',
  });

const serverId = z.string().regex(/^\d{17,20}$/, {
  error: shown('the id of a server, 17 to 20 digits (Copy Server ID in Discord)'),
});

const folders = z
  .string()
  .transform(partsOf)
  .refine((parts) => parts.length > 0, {
    error: 'contains no folder: write the folders of collections, separated by commas.',
  });

const host = z.string().refine((text) => isIP(text) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text), {
  error: shown('a host name or an IP address, such as 127.0.0.1'),
});

const timeZone = z.string().refine(isTimeZone, { error: shown('an IANA time zone, such as Europe/Tirane') });

const logLevel = z
  .string()
  .toLowerCase()
  .pipe(z.enum(LOG_LEVELS, { error: shown(`one of ${LOG_LEVELS.join(', ')}`) }));

const SHARDS_FAULT = shown('numbers of shards from 0, each below SHARD_COUNT, separated by commas');

const shardIds = z
  .string()
  .refine((text) => partsOf(text).length > 0 && partsOf(text).every((part) => /^\d+$/.test(part)), {
    error: SHARDS_FAULT,
  })
  .transform((text) => [...new Set(partsOf(text).map(Number))].sort((a, b) => a - b));

/** The variables, each with its rule and its default. Faults are reported in this order. */
const variables = z.object({
  NODE_ENV: z.string().optional(),
  DISCORD_TOKEN: token.optional(),
  DISCORD_API_URL: apiUrl.default('https://discord.com/api'),
  DISCORD_GUILD_ID: serverId.optional(),
  COLLECTIONS: folders.optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default('./var'),
  HTTP_PORT: wholeNumber(0, 65_535).optional(),
  HTTP_HOST: host.default('127.0.0.1'),
  SHARD_COUNT: wholeNumber(1, 1_000_000).optional(),
  SHARD_IDS: shardIds.optional(),
  DEFAULT_TIME_ZONE: timeZone.default('UTC'),
  LOG_LEVEL: logLevel.default('info'),
  CONTACT_URL: contactUrl.optional(),
});

const NAMES = Object.keys(variables.shape);

// Rules about two variables are checked even when others have faults, so that all are reported at once.
const environment = variables
  .refine(({ NODE_ENV, DISCORD_TOKEN }) => NODE_ENV !== 'production' || DISCORD_TOKEN !== undefined, {
    path: ['DISCORD_TOKEN'],
    error: 'is not set: with NODE_ENV=production write the bot token from the developer portal.',
    when: () => true,
  })
  .refine(({ SHARD_COUNT, SHARD_IDS }) => SHARD_IDS === undefined || SHARD_COUNT !== undefined, {
    path: ['SHARD_IDS'],
    error: 'needs SHARD_COUNT: write there how many shards the bot has in all.',
    when: () => true,
  })
  .refine(
    // A value that has a fault of its own is still a text here.
    ({ SHARD_COUNT: count, SHARD_IDS: ids }) =>
      typeof count !== 'number' || !Array.isArray(ids) || ids.every((id) => id < count),
    {
      path: ['SHARD_IDS'],
      error: ({ input }) => SHARDS_FAULT({ input: (input as { SHARD_IDS: number[] }).SHARD_IDS.join(',') }),
      when: () => true,
    },
  );

/**
 * The settings in an environment. White space around a value is ignored; an empty value counts as not set.
 * @throws {SettingsError} with all faults at once.
 *
 * @example readSettings({ LOG_LEVEL: 'debug' }).logLevel // 'debug'
 */
export function readSettings(given: Readonly<Record<string, string | undefined>>): Settings {
  const texts = NAMES.map((name) => [name, given[name]?.trim() || undefined] as const);
  const checked = environment.safeParse(Object.fromEntries(texts.filter(([, text]) => text !== undefined)));
  if (!checked.success) throw new SettingsError(faultsIn(checked.error));
  const { data } = checked;
  return Object.freeze({
    token: data.DISCORD_TOKEN,
    apiUrl: data.DISCORD_API_URL,
    guildId: data.DISCORD_GUILD_ID,
    collections: data.COLLECTIONS,
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR,
    httpPort: data.HTTP_PORT,
    httpHost: data.HTTP_HOST,
    shardCount: data.SHARD_COUNT,
    shardIds: data.SHARD_IDS,
    defaultTimeZone: data.DEFAULT_TIME_ZONE,
    logLevel: data.LOG_LEVEL,
    contactUrl: data.CONTACT_URL,
  });
}

/** A sentence for each variable with a fault. */
function faultsIn({ issues }: z.ZodError): string[] {
  return NAMES.flatMap((name) => {
    const issue = issues.find(({ path }) => path[0] === name);
    return issue ? [`${name} ${issue.message}`] : [];
  });
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: shown(`a whole number from ${least} to ${most}`),
    })
    .transform(Number);
}

function isTimeZone(text: string): boolean {
  // Newer runtimes accept offsets too, but they are wrong for half the year where the clocks change.
  if (/^[+-]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function isApiBase(text: string): boolean {
  if (!isUrl(text, ['http:', 'https:'])) return false;
  const { search, hash, username, password } = new URL(text);
  return !search && !hash && !username && !password;
}

/** The base that discord.js expects: without a slash at its end, and without the version, which it adds itself. */
function withoutVersion(text: string): string {
  const { origin, pathname } = new URL(text);
  return (origin + pathname).replace(/\/+$/, '').replace(/\/v\d+$/, '');
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return !/\s/.test(text) && URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function partsOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
