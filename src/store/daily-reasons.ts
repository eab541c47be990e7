/** Why a server's daily post is not as it was asked for. */
export const TROUBLE_REASONS = [
  // Discord refuses the post.
  'missing-access',
  'missing-permissions',
  'unknown-channel',
  'tag-required',
  'rejected',
  // The post is there, but not everything that belongs to it.
  'thread-refused',
  'publish-refused',
  'role-not-mentioned',
  // Nobody can tell whether the post is there.
  'uncertain',
] as const;

/** Why a day has no post. */
export const SKIP_REASONS = ['late', 'quiet-day', 'nothing-new', 'already-posted'] as const;

/** Why a post has to be tried again. */
const RETRY_REASONS = ['limited', 'unreachable', 'unauthorized', 'waited', 'unexpected'] as const;

export type TroubleReason = (typeof TROUBLE_REASONS)[number];
export type SkipReason = (typeof SKIP_REASONS)[number];
export type RetryReason = (typeof RETRY_REASONS)[number];

/** Why a post is as it is. */
export type PostReason = TroubleReason | SkipReason | RetryReason;

/** A reason that another version of Docent wrote down, and that this one does not know. */
export type UnknownReason = 'unknown';

/** The names of reasons in version 0.1.0 that have another name now. */
const FORMER_NAMES = new Map<string, SkipReason>([['told', 'already-posted']]);

const TROUBLES: ReadonlySet<string> = new Set(TROUBLE_REASONS);
const ALL: ReadonlySet<string> = new Set([...TROUBLE_REASONS, ...SKIP_REASONS, ...RETRY_REASONS]);

/**
 * The reason for a trouble, from its column in the store.
 *
 * @example parseTroubleReason('rejected') // 'rejected'
 * @example parseTroubleReason('of-a-newer-version') // 'unknown'
 */
export function parseTroubleReason(text: string): TroubleReason | UnknownReason {
  return TROUBLES.has(text) ? (text as TroubleReason) : 'unknown';
}

/** The reason in an entry of the ledger, from its column in the store. */
export function parsePostReason(text: string): PostReason | UnknownReason {
  const former = FORMER_NAMES.get(text);
  if (former) return former;
  return ALL.has(text) ? (text as PostReason) : 'unknown';
}
