import { DiscordAPIError, HTTPError, RateLimitError, type REST, type RouteLike } from 'discord.js';
import type { Chance } from './chance.ts';
import { type Answer, type Call, callOf } from './discord-rest.ts';
import type { ProcessLife } from './process-life.ts';
import type { Surroundings } from './surroundings.ts';

/** After how long, in milliseconds, discord.js gives a call up. */
const GIVEN_UP_AFTER = 15_000;

/** Calls a second that Discord takes from one token (API reference, "Rate limits", global). */
const TAKEN_A_SECOND = 50;

/** The way from the processes to Discord: slow, cut, limited. */
export interface DiscordNetwork {
  /** What stands for discord.js's queue in one life of a process: each call is tried once. */
  restOf(life: ProcessLife): Pick<REST, 'get' | 'post'>;
}

type Settle = { readonly resolve: (answer: unknown) => void; readonly reject: (error: unknown) => void };

/** What becomes of a call on its way. */
type Fate =
  | 'answered'
  | 'cut-before'
  | 'cut-after'
  | 'hang-before'
  | 'hang-after'
  | 'route-limit'
  | 'server-error-before'
  | 'server-error-after';

/** The network in front of Discord's answers. */
export function createDiscordNetwork(around: Surroundings, answer: Answer): DiscordNetwork {
  const { timeline, discord, trace, weather, blame, laws } = around;
  const lately: number[] = [];

  /** Whether Discord has had too many calls in the last second. It tells all of them to wait, then. */
  function isTooMany(): boolean {
    const now = timeline.now();
    while (lately[0] !== undefined && lately[0] <= now - 1000) lately.shift();
    if (lately.length >= TAKEN_A_SECOND) return true;
    lately.push(now);
    return false;
  }

  /** Discord's answer to a call that reaches it now. */
  function reach(call: Call, chance: Chance, fate: Fate): unknown {
    if (weather.isDiscordOut) throw httpError(call, chance.pick([500, 502, 503, 504]));
    if (fate === 'server-error-before') throw httpError(call, chance.pick([500, 503]));
    if (weather.limitedUntil <= timeline.now() && around.strikes('global-limit', chance)) {
      weather.limitedUntil = timeline.now() + chance.between(200, 20_000);
    } else if (weather.limitedUntil <= timeline.now() && isTooMany()) {
      weather.limitedUntil = timeline.now() + 1000;
    }
    if (weather.limitedUntil > timeline.now()) {
      blame.note();
      throw limited(call, weather.limitedUntil - timeline.now(), true);
    }
    if (weather.isTokenRefused) {
      throw new DiscordAPIError(
        { code: 0, message: '401: Unauthorized' },
        ...[0, 401, call.method, call.route, {}],
      );
    }
    if (fate === 'route-limit') throw limited(call, chance.between(100, 60_000), false);
    const given = answer(call);
    if (fate === 'server-error-after') throw httpError(call, chance.pick([502, 504]));
    return given;
  }

  function travel(life: ProcessLife, call: Call, { resolve, reject }: Settle): void {
    const chance = around.chanceOf(call.guild?.id);
    const who = call.guild?.name ?? life.name;
    const what = `${life.name} ${call.method} ${call.route}`;
    if (!around.survives(life, chance, `before ${what}`, call.guild?.id)) return;
    laws.called(life, call);
    const fate = fateOf(around, chance);
    if (fate !== 'answered') blame.note(call.guild?.name);
    const there = latency(around, chance);
    const back = latency(around, chance);
    const deliver = (settle: () => void, after: number): void => {
      timeline.after(after, () => {
        if (around.survives(life, chance, `after ${what}`, call.guild?.id)) life.deliver(settle);
      });
    };
    // The process may be gone as soon as the call has left; the call goes on.
    if (!around.survives(life, chance, `with ${what} under way`, call.guild?.id)) {
      if (fate === 'cut-before' || fate === 'hang-before') return;
    }
    timeline.after(there, () => {
      const said = outcome(() => {
        if (fate === 'cut-before')
          throw brokenOff(chance.pick(['ECONNRESET', 'ECONNREFUSED', 'UND_ERR_SOCKET']));
        if (fate === 'hang-before') throw abandoned();
        return reach(call, chance, fate);
      });
      laws.answered(call, 'error' in said ? said.error : undefined);
      trace.say(who, `${what} → ${fate === 'answered' ? '' : `${fate} `}${textOf(said)}`);
      const late = fate === 'hang-before' || fate === 'hang-after' ? GIVEN_UP_AFTER - there : back;
      if (fate === 'cut-after') return deliver(() => reject(brokenOff('ECONNRESET')), late);
      if (fate === 'hang-after') return deliver(() => reject(abandoned()), late);
      deliver(() => ('error' in said ? reject(said.error) : resolve(said.given)), late);
    });
  }

  return {
    restOf(life) {
      const send = (method: Call['method'], route: RouteLike, options: Parameters<REST['get']>[1]) =>
        new Promise<unknown>((resolve, reject) => {
          travel(life, callOf(discord, method, route, options), { resolve, reject });
        });
      return {
        get: (route, options) => send('GET', route, options),
        post: (route, options) => send('POST', route, options),
      };
    },
  };
}

function fateOf(around: Surroundings, chance: Chance): Fate {
  if (around.strikes('cut-before', chance)) return 'cut-before';
  if (around.strikes('cut-after', chance)) return 'cut-after';
  if (around.strikes('hang', chance)) return chance.happens(0.5) ? 'hang-before' : 'hang-after';
  if (around.strikes('route-limit', chance)) return 'route-limit';
  if (around.strikes('server-error', chance)) {
    return chance.happens(0.6) ? 'server-error-before' : 'server-error-after';
  }
  return 'answered';
}

/** Milliseconds one way: a few, now and then seconds. */
function latency(around: Surroundings, chance: Chance): number {
  if (around.strikes('delay', chance)) return chance.between(500, 6000);
  return chance.between(20, 120);
}

type Said = { readonly given: unknown } | { readonly error: unknown };

function outcome(ask: () => unknown): Said {
  try {
    return { given: ask() };
  } catch (error) {
    return { error };
  }
}

function textOf(said: Said): string {
  if (!('error' in said)) {
    const { given } = said;
    if (Array.isArray(given)) return `${given.length} messages`;
    return `ok ${(given as { id?: string }).id ?? ''}`;
  }
  const { error } = said;
  if (error instanceof RateLimitError)
    return `429 ${error.global ? 'global' : 'route'} ${error.retryAfter} ms`;
  if (error instanceof DiscordAPIError || error instanceof HTTPError)
    return `${error.status} ${error.message}`;
  return (error as NodeJS.ErrnoException).code ?? (error as Error).name;
}

function httpError({ method, route }: Call, status: number): HTTPError {
  return new HTTPError(status, 'Error', method, route, {});
}

function limited({ method, route }: Call, retryAfter: number, global: boolean): RateLimitError {
  return new RateLimitError({
    ...{ method, route, global, retryAfter, url: route, hash: route, majorParameter: 'global' },
    ...{ limit: 1, timeToReset: retryAfter, sublimitTimeout: 0, scope: global ? 'global' : 'user' },
  });
}

function brokenOff(code: string): Error {
  return Object.assign(new Error(`the connection broke: ${code}`), { code });
}

/** What discord.js throws for a call that it gives up. */
function abandoned(): Error {
  return Object.assign(new Error('This operation was aborted'), { name: 'AbortError' });
}
