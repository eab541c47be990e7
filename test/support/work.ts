import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Loopback } from '../../src/loopback/loopback.ts';
import type { Watcher } from './watched.ts';

/**
 * How often the event loop turns before what is at rest counts as being at rest. What follows from an answer, in
 * undici and in discord.js, comes within a few turns, however slow the machine is: no turn waits for another process.
 */
const TURNS = 10;

/** The work of a bot that is in flight, counted, so that a test knows when nothing more will happen by itself. */
export interface Work {
  /** Counts the calls of an object that it watches, for as long as they last. */
  readonly calls: Required<Watcher>;
  /**
   * Settles when nothing is in flight: no call that is counted, no request to the loopback save those that a fault
   * holds, no event of the gateway that has not arrived, and nothing that follows from these.
   */
  quiet(): Promise<void>;
  /** Ends the counting. */
  close(): void;
}

/** The Discord of the work, of which another process knows only the address. */
export type WorkPlace = Pick<Loopback, 'apiUrl'> & Partial<Pick<Loopback, 'traffic' | 'gateway'>>;

/** Counts this process's work with a loopback Discord: its requests there, and the calls that it is told of. */
export function workWith({ apiUrl, traffic, gateway }: WorkPlace): Work {
  const requests = requestsTo(new URL(apiUrl).origin, tell);
  let calls = 0;
  let begun = 0;
  const waiting = new Set<() => void>();
  const unwatch = traffic?.watch(tell);

  function tell(): void {
    for (const wake of waiting) wake();
    waiting.clear();
  }

  const changed = () => new Promise<void>((resolve) => waiting.add(resolve));
  /** A request that is held is one of ours, or of another process that a test has started. */
  const inFlight = () => {
    const { served = 0, held = 0 } = traffic ?? {};
    return calls + Math.max(0, requests.open() - held) + Math.max(0, served - held);
  };
  const allBegun = () => begun + requests.begun() + (traffic?.begun ?? 0);

  return {
    calls: {
      before() {
        calls += 1;
        begun += 1;
      },
      after() {
        calls -= 1;
        tell();
      },
    },
    async quiet() {
      for (;;) {
        const before = allBegun();
        await gateway?.delivered();
        await turns(TURNS);
        if (inFlight() > 0) await changed();
        else if (allBegun() === before) return;
      }
    },
    close() {
      unwatch?.();
      requests.close();
    },
  };
}

/** Lets the event loop turn so many times. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The requests of this process to an origin, as undici tells of them. */
function requestsTo(origin: string, changed: () => void) {
  const open = new Set<unknown>();
  let begun = 0;
  const created = (message: unknown) => {
    const { request } = message as { request: { origin: string | URL } };
    if (new URL(request.origin).origin !== origin) return;
    open.add(request);
    begun += 1;
  };
  const ended = (message: unknown) => {
    if (open.delete((message as { request: unknown }).request)) changed();
  };
  subscribe('undici:request:create', created);
  subscribe('undici:request:trailers', ended);
  subscribe('undici:request:error', ended);
  return {
    open: () => open.size,
    begun: () => begun,
    close() {
      unsubscribe('undici:request:create', created);
      unsubscribe('undici:request:trailers', ended);
      unsubscribe('undici:request:error', ended);
    },
  };
}
