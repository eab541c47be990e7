import type { Route } from '../route.ts';

/** How many sessions a bot may start in a day (Discord, "Session start limit object"). */
const SESSION_STARTS = 1_000;
const DAY = 86_400_000;

/** What the gateway's routes answer with. */
export interface GatewayStatus {
  /** The gateway's address. */
  url(): string;
  /** How often a bot has identified itself. */
  identified(): number;
  /** How many shards Discord advises. */
  readonly shards: number;
}

/** The address of the gateway, and how many sessions a bot may start. */
export function gatewayRoutes(gateway: GatewayStatus): Route[] {
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
