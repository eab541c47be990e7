import { pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { LogLevel } from './settings.ts';

/**
 * The fields of a line: numbers, names, or an error, which is logged as `describeError` describes it. The line itself
 * uses the names `time`, `level` and `msg`.
 */
export type LogFields = Readonly<Record<string, unknown>> & { time?: never; level?: never; msg?: never };

/**
 * Logs one line. As in pino, what varies comes first, then a fixed text in plain words.
 * `log.warn({ guild, error }, 'the post was refused')`
 */
export interface Say {
  (message: string): void;
  (fields: LogFields, message: string): void;
}

/** A log with a function for each level. */
export type Log = Readonly<Record<LogLevel, Say>>;

/** Where lines go: a stream of Node, or anything that accepts text. */
export interface LogStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Options of a log. */
export interface LogOptions {
  readonly level: LogLevel;
  /** Texts to mask wherever they appear, such as the bot's token. */
  readonly secrets?: readonly (string | undefined)[];
  /** Standard output unless given. */
  readonly stream?: LogStream;
}

/**
 * Makes a log of JSON lines (`time` in ISO 8601, `level` by name, `msg`, then the fields); on a terminal, of lines for
 * people. Lines are written synchronously, so that none is lost when the process ends.
 *
 * Secrets are masked: fields with a secret's name, however deep they lie, and in any text the secrets given, anything
 * in the form of a bot's token, tokens in Discord's routes and passwords in addresses. Stacks of errors are logged only
 * at level debug.
 */
export function createLog({ level, secrets = [], stream = process.stdout }: LogOptions): Log {
  const known = secrets.filter((secret) => secret !== undefined).filter((secret) => secret !== '');
  const print = stream.isTTY ? prettyFactory(prettyOptions) : (line: string) => line;
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => stream.write(print(maskSecrets(line, known))) },
  );
  const describe = (error: Error) => describeError(error, { stack: level === 'debug' });
  const say =
    (at: LogLevel): Say =>
    (first: LogFields | string, message?: string) => {
      if (!logger.isLevelEnabled(at)) return;
      if (typeof first === 'string') logger[at](first);
      else logger[at](withoutSecretFields(first, describe), message);
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

const prettyOptions = {
  colorize: true,
  singleLine: true,
  translateTime: 'SYS:HH:MM:ss',
  // Errors are fields like any other, on the same line.
  errorLikeObjectKeys: [],
  // What a reader typed must not move the cursor or start a new line.
  messageFormat: (log: Record<string, unknown>, key: string) => String(log[key]).replace(/\p{Cc}+/gu, ' '),
};

/** An error in a few fields, for the log. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  /** The code that the system (`ECONNREFUSED`), Discord (50013) or the database (`SQLITE_BUSY`) gives. */
  readonly code?: string | number;
  /** The HTTP status. */
  readonly status?: number;
  readonly cause?: ErrorDescription;
  readonly stack?: string;
}

/**
 * Describes anything thrown. The query of an address is removed, because it may contain a secret, and secrets of a
 * known form are masked. Request bodies, headers and the like are left out.
 * @param stack Whether to include where it was thrown.
 */
export function describeError(error: unknown, { stack = false } = {}): ErrorDescription {
  return described(error, stack, 3);
}

function described(error: unknown, stack: boolean, causes: number): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: clean(textOf(error)) };
  const { code, status, cause } = error as { code?: unknown; status?: unknown; cause?: unknown };
  return {
    name: error.name,
    message: clean(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && code !== '' && { code }),
    ...(typeof status === 'number' && { status }),
    ...(cause !== undefined && causes > 0 && { cause: described(cause, stack, causes - 1) }),
    ...(stack && error.stack !== undefined && { stack: clean(error.stack) }),
  };
}

function clean(text: string): string {
  return maskSecrets(text.replace(/(\bhttps?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, '$1'));
}

function textOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null) return Object.prototype.toString.call(thrown);
  return String(thrown);
}

const MASK = '[secret]';

const SECRET_FIELD = /^(token|authorization|password|discord_?token|database_?url)$/i;

/** How many levels of fields are logged; what lies deeper is left out. */
const DEPTH = 6;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Tokens of interactions are valid for 15 minutes: Discord's routes /interactions/<id>/<token>/callback and
  // /webhooks/<id>/<token>.
  [
    /(interactions|webhooks)((?:\/|%2F)\d+(?:\/|%2F))[^\s/?#%"'\\]+(?:%[\dA-F]{2}[^\s/?#%"'\\]+)*/gi,
    `$1$2${MASK}`,
  ],
  // A bot's token: the user's id in base64, a time, a signature.
  [/\b[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}/g, MASK],
  [/\b(Bot|Bearer)\s+[\w.+/=~-]{16,}/g, `$1 ${MASK}`],
  // The password of an address.
  [/(:\/\/[^\s/:@"]*):[^\s/@"]+@/g, `$1:${MASK}@`],
];

/**
 * A text with its secrets masked: those given, and anything in the form of a bot's token, of a token in a route of
 * Discord, or of a password in an address. The text may be JSON.
 */
function maskSecrets(text: string, secrets: readonly string[] = []): string {
  let masked = text;
  for (const secret of secrets) {
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])) {
      masked = masked.replaceAll(form, MASK);
    }
  }
  for (const [pattern, replacement] of PATTERNS) masked = masked.replace(pattern, replacement);
  return masked;
}

/** Fields as plain values. Fields with a secret's name are masked, however deep they lie; `describe` converts errors. */
function withoutSecretFields(
  fields: Readonly<Record<string, unknown>>,
  describe: (error: Error) => object,
): Record<string, unknown> {
  const entries = (value: object, depth: number) =>
    Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        SECRET_FIELD.test(name) && inner !== undefined ? MASK : plain(inner, depth),
      ]),
    );
  const plain = (value: unknown, depth: number): unknown => {
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
    if (typeof value === 'function') return '[function]';
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString();
    if (value instanceof URL) return value.href;
    if (ArrayBuffer.isView(value)) return '[bytes]';
    if (depth >= DEPTH) return '[…]';
    if (value instanceof Error) return entries(describe(value), depth + 1);
    if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
    return entries(value, depth + 1);
  };
  return entries(fields, 0);
}
