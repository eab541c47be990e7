import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/** Why a call to Discord failed, and what follows from that. */
export type Failure =
  /**
   * Discord asks us to wait so many milliseconds (a second to 10 minutes); nothing was done. `everywhere`: with all
   * calls, not only on this route.
   */
  | { readonly kind: 'limited'; readonly after: number; readonly everywhere: boolean }
  /** Discord has a fault or cannot be reached, so the call has to be tried again. `everywhere`: no call gets through. */
  | { readonly kind: 'unreachable'; readonly mayBeDone: boolean; readonly everywhere?: true }
  /** Discord does not accept the token. Nothing was done, and no server owner can change that. */
  | { readonly kind: 'unauthorized' }
  /** It had been done before. */
  | { readonly kind: 'already' }
  /** Discord refuses until something is fixed in the server. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** What has to be fixed. */
export type RefusalReason =
  | 'missing-access'
  | 'missing-permissions'
  | 'unknown-channel'
  | 'tag-required'
  | 'rejected';

/** Bounds of the wait after a 429, in milliseconds. Its header may be missing, negative or far too long. */
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 600_000;

/** Codes of errors that happen before anything has left this machine. */
const NEVER_LEFT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

const REASONS: Readonly<Record<number, RefusalReason>> = {
  [Code.MissingAccess]: 'missing-access',
  [Code.MissingPermissions]: 'missing-permissions',
  [Code.UnknownChannel]: 'unknown-channel',
  [Code.UnknownGuild]: 'unknown-channel',
  // "A tag is required to create a forum post in this channel."
  40067: 'tag-required',
};

/** "A thread has already been created for this message" and "This message has already been crossposted". */
const DONE_BEFORE: readonly (string | number)[] = [160004, 40033];

/**
 * "Send messages has been temporarily disabled", "This feature has been temporarily disabled server-side", "Service
 * resource is being rate limited", "API resource is currently overloaded".
 */
const TRY_LATER: readonly (string | number)[] = [40004, 40006, 40062, 130000];

/** "Cloudflare is blocking your request." */
const BLOCKED = 40333;

/** What the error from a call means (Discord, "Opcodes and status codes", JSON error codes). */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    // Without these headers it comes from Cloudflare, which limits our address and not a route.
    const everywhere = error.global || error.limit === Number.POSITIVE_INFINITY;
    return { kind: 'limited', after: boundedWait(error.retryAfter), everywhere };
  }
  if (error instanceof HTTPError) return { kind: 'unreachable', mayBeDone: true };
  if (error instanceof DiscordAPIError) return failureOfAnswer(error);
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return { kind: 'unreachable', mayBeDone: !NEVER_LEFT.includes(code ?? '') };
}

function failureOfAnswer(error: DiscordAPIError): Failure {
  const { code, status } = error;
  if (status === 401) return { kind: 'unauthorized' };
  // Discord's own refusals have a code. A page of HTML comes from a proxy before it that blocks our address, so it says
  // nothing about the channel, nor whether the call got through.
  if (!Number.isInteger(Number(code ?? Number.NaN)) || Number(code) === BLOCKED) {
    return { kind: 'unreachable', mayBeDone: true, everywhere: true };
  }
  if (DONE_BEFORE.includes(code)) return { kind: 'already' };
  if (TRY_LATER.includes(code)) return { kind: 'unreachable', mayBeDone: false };
  return { kind: 'refused', reason: reasonOf(error) };
}

function boundedWait(milliseconds: number): number {
  if (!(milliseconds > SHORTEST_WAIT)) return SHORTEST_WAIT;
  return Math.min(milliseconds, LONGEST_WAIT);
}

function reasonOf({ code, status }: DiscordAPIError): RefusalReason {
  const known = REASONS[Number(code)];
  if (known) return known;
  if (status === 403) return 'missing-permissions';
  return status === 404 ? 'unknown-channel' : 'rejected';
}
