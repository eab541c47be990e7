import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/** Why a call to Discord did not do what was asked, and what follows from it. */
export type Failure =
  /** Discord asks to wait so many milliseconds; nothing was done. `everywhere`: all calls, not only this route. */
  | { readonly kind: 'limited'; readonly after: number; readonly everywhere: boolean }
  /** Discord is not well, or not reached: to be tried again. */
  | { readonly kind: 'unreachable'; readonly mayBeDone: boolean }
  /** It was done before. */
  | { readonly kind: 'already' }
  /** Discord will not do it until something is mended. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** What is to be mended. */
export type RefusalReason =
  | 'missing-access'
  | 'missing-permissions'
  | 'unknown-channel'
  | 'tag-required'
  | 'rejected';

/** Failures before anything has left this machine. */
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

/** What the error of a call means (Discord, "Opcodes and status codes", JSON error codes). */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    return { kind: 'limited', after: Math.max(error.retryAfter, 0), everywhere: error.global };
  }
  if (error instanceof HTTPError) return { kind: 'unreachable', mayBeDone: true };
  if (error instanceof DiscordAPIError) {
    if (DONE_BEFORE.includes(error.code)) return { kind: 'already' };
    // The token is refused: nothing that a server's owner could mend, and nothing was done.
    if (error.status === 401) return { kind: 'unreachable', mayBeDone: false };
    return { kind: 'refused', reason: reasonOf(error) };
  }
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return { kind: 'unreachable', mayBeDone: !NEVER_LEFT.includes(code ?? '') };
}

function reasonOf({ code, status }: DiscordAPIError): RefusalReason {
  const known = REASONS[Number(code)];
  if (known) return known;
  if (status === 403) return 'missing-permissions';
  return status === 404 ? 'unknown-channel' : 'rejected';
}
