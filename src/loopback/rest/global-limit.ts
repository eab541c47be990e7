import type { Clock } from '../../clock.ts';
import type { Reply } from './reply.ts';

/** The limit on all requests of a bot in a second. Answers to interactions do not count (Discord, "Global rate limit"). */
export interface GlobalLimit {
  /** Counts a request of the bot. Gives the answer if it is one too many. */
  take(): Reply | undefined;
}

/** A limit of so many requests a second. */
export function globalLimit(clock: Clock, perSecond: number): GlobalLimit {
  let start = 0;
  let taken = 0;
  return {
    take() {
      const now = clock.now().getTime();
      if (now - start >= 1000) {
        start = now;
        taken = 0;
      }
      taken += 1;
      if (taken <= perSecond) return undefined;
      const retryAfter = (start + 1000 - now) / 1000;
      return {
        status: 429,
        headers: {
          'Retry-After': `${Math.ceil(retryAfter)}`,
          'X-RateLimit-Global': 'true',
          'X-RateLimit-Scope': 'global',
        },
        body: { message: 'You are being rate limited.', retry_after: retryAfter, global: true },
      };
    },
  };
}
