import { REST } from 'discord.js';
import { type Clock, systemClock } from '../clock.ts';
import type { Log } from '../log.ts';

/** Refused calls (401, 403, 429) between two warnings; Discord bans an address at 10,000 in 10 minutes. */
const REFUSED_CALLS_WARNING = 500;

/** The calendar was set back when it lost so many milliseconds on the stopwatch; time servers correct it by less. */
const SET_BACK = 1000;

/** The calls of a REST queue that the daily post needs. */
export type RestCalls = Pick<REST, 'get' | 'post'>;

/**
 * The REST queue of the daily posts alone. Each call is tried once, and a rate limit is an error instead of a wait.
 *
 * The queue keeps Discord's limits as instants of the calendar. When the calendar is set back they lie in the future,
 * perhaps by hours, and the queue would refuse every call by itself. A new queue replaces it then.
 */
export function dailyRest(
  api: { readonly apiUrl: string; readonly token: string },
  log: Log,
  clock: Clock = systemClock,
): RestCalls {
  const aheadOfStopwatch = () => clock.now().getTime() - clock.elapsed();
  let rest = newRest(api, log);
  let before = aheadOfStopwatch();
  const current = () => {
    const ahead = aheadOfStopwatch();
    if (ahead < before - SET_BACK) {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      rest = newRest(api, log);
    }
    before = ahead;
    return rest;
  };
  return {
    get: (route, options) => current().get(route, options),
    post: (route, options) => current().post(route, options),
  };
}

function newRest({ apiUrl, token }: { readonly apiUrl: string; readonly token: string }, log: Log): REST {
  const rest = new REST({
    api: apiUrl,
    // A header of ours, because the queue forgets its own token after one answer of 401.
    headers: { Authorization: `Bot ${token}` },
    retries: 0,
    rejectOnRateLimit: () => true,
    // The caller keeps the pace.
    globalRequestsPerSecond: 1000,
    invalidRequestWarningInterval: REFUSED_CALLS_WARNING,
  });
  rest.on('invalidRequestWarning', ({ count }) => log.warn({ count }, 'Discord refuses many of our posts'));
  return rest;
}
