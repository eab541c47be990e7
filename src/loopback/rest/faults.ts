import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';

/**
 * The requests that a fault concerns: a route as in the routing table (`POST /interactions/:id/:token/callback`), or a
 * pattern for the method and path of a request.
 */
export type RoutePattern = string | RegExp;

/** How often a fault strikes: once by default; `Infinity` for every time until the faults are cleared. */
interface Times {
  times?: number;
}

/** The effect of a fault on one request, before or after Discord has acted on it. */
export interface Strike {
  when: 'before' | 'after';
  /** Holds the request. Settles when it may go on. */
  wait?: () => Promise<void>;
  /** Whether to cut the connection. */
  cut?: boolean;
  /** The answer. A body that is a text is sent as HTML. */
  reply?: { status: number; body: unknown; headers?: Record<string, string> };
}

/** Lets the held requests go on. */
export type Hold = (() => void) & {
  /** Settles when the first request is held. */
  readonly reached: Promise<void>;
};

interface Fault {
  pattern: RoutePattern;
  left: number;
  strike(): Strike;
}

/** Faults of the REST API, switched on by tests. Each strikes the matching requests in the order it was added. */
export class RestFaults {
  readonly #clock: Clock;
  readonly #routes: () => string[];
  #faults: Fault[] = [];

  /** No faults yet. `routes` gives the routes that exist, so that a fault cannot be set on a misspelt one. */
  constructor(clock: Clock, routes: () => string[]) {
    this.#clock = clock;
    this.#routes = routes;
  }

  /** Answers 429. `retryAfter` is in seconds; `global` means the limit of the whole application. */
  rateLimit(pattern: RoutePattern, options: Times & { retryAfter?: number; global?: boolean } = {}): void {
    const { retryAfter = 1, global = false } = options;
    const limited = {
      'X-RateLimit-Limit': '5',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset-After': `${retryAfter}`,
      'X-RateLimit-Bucket': createHash('sha256').update(`${pattern}`).digest('hex').slice(0, 32),
    };
    this.#add(pattern, options, () => ({
      when: 'before',
      reply: {
        status: 429,
        headers: {
          'Retry-After': `${Math.ceil(retryAfter)}`,
          'X-RateLimit-Scope': global ? 'global' : 'user',
          ...(global ? { 'X-RateLimit-Global': 'true' } : this.#untilReset(limited, retryAfter)),
        },
        body: { message: 'You are being rate limited.', retry_after: retryAfter, global },
      },
    }));
  }

  /** Answers a 5xx (503 by default). `accepted`: Discord has acted on the request nevertheless. */
  serverError(pattern: RoutePattern, options: Times & { status?: number; accepted?: boolean } = {}): void {
    const reply = { status: options.status ?? 503, body: { message: 'Internal Server Error', code: 0 } };
    this.#add(pattern, options, () => ({ when: options.accepted ? 'after' : 'before', reply }));
  }

  /** Cuts the connection before or after Discord has acted on the request. */
  cut(pattern: RoutePattern, when: 'before' | 'after', options: Times = {}): void {
    this.#add(pattern, options, () => ({ when, cut: true }));
  }

  /** Answers this and does nothing else. A proxy before Discord answers with HTML, for example. */
  answer(pattern: RoutePattern, reply: NonNullable<Strike['reply']>, options: Times = {}): void {
    this.#add(pattern, options, () => ({ when: 'before', reply }));
  }

  /** Refuses with 403: 50013 "Missing Permissions" or 50001 "Missing Access". */
  forbid(pattern: RoutePattern, code: 50013 | 50001 = 50013, options: Times = {}): void {
    const message = code === 50013 ? 'Missing Permissions' : 'Missing Access';
    this.#add(pattern, options, () => ({ when: 'before', reply: { status: 403, body: { message, code } } }));
  }

  /** Holds the answer for so many milliseconds of the clock, after Discord has acted on the request. */
  delay(pattern: RoutePattern, milliseconds: number, options: Times = {}): void {
    this.#add(pattern, options, () => ({ when: 'after', wait: () => this.#clock.wait(milliseconds) }));
  }

  /** Holds requests before or after Discord has acted on them, until the returned function is called. */
  hold(pattern: RoutePattern, when: 'before' | 'after' = 'after', options: Times = {}): Hold {
    let release = () => {};
    let reach = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const wait = () => {
      reach();
      return released;
    };
    this.#add(pattern, options, () => ({ when, wait }));
    return Object.assign(release, { reached });
  }

  /** Switches every fault off. A fault that already holds a request still holds it. */
  clear(): void {
    this.#faults = [];
  }

  /** The effect on the next request of that route, if there is one. Counts it. */
  strike(route: string, request: string): Strike | undefined {
    const fault = this.#faults.find(({ left, pattern }) => left > 0 && matches(pattern, route, request));
    if (!fault) return undefined;
    fault.left -= 1;
    return fault.strike();
  }

  #add(pattern: RoutePattern, { times = 1 }: Times, strike: () => Strike): void {
    if (typeof pattern === 'string' && !this.#routes().includes(pattern)) {
      throw new Error(`the loopback has no route '${pattern}'; it has ${this.#routes().join(', ')}`);
    }
    this.#faults.push({ pattern, left: times, strike });
  }

  #untilReset(headers: Record<string, string>, retryAfter: number): Record<string, string> {
    return { ...headers, 'X-RateLimit-Reset': `${this.#clock.now().getTime() / 1_000 + retryAfter}` };
  }
}

function matches(pattern: RoutePattern, route: string, request: string): boolean {
  return typeof pattern === 'string' ? pattern === route : pattern.test(request);
}
