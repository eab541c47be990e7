import type { Route } from '../rest.ts';

/** How many sessions a bot may start in a day (Discord, "Session start limit object"). */
const SESSION_STARTS = 1_000;
const DAY = 86_400_000;

/** Where the gateway is, and how many sessions may be started. */
export function gatewayRoutes(gateway: { url(): string; identified(): number; shards: number }): Route[] {
  return [
    {
      method: 'GET',
      path: '/gateway',
      bot: false,
      answer: () => ({ status: 200, body: { url: gateway.url() } }),
    },
    {
      method: 'GET',
      path: '/gateway/bot',
      bot: true,
      answer: () => ({
        status: 200,
        body: {
          url: gateway.url(),
          shards: gateway.shards,
          session_start_limit: {
            total: SESSION_STARTS,
            remaining: Math.max(0, SESSION_STARTS - gateway.identified()),
            reset_after: DAY,
            max_concurrency: 16,
          },
        },
      }),
    },
  ];
}
