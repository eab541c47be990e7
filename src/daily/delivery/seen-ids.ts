import type { Clock } from '../../clock.ts';

/** For how long, in milliseconds, an id counts as one of now. */
const RECENT = 3_600_000;

/**
 * The ids that Discord has given this process. Ids rise with Discord's own time, so each is an instant of Discord's
 * clock that was past when we got it: whatever we send afterwards gets a greater id.
 */
export interface SeenIds {
  /** Discord has just made something with this id. */
  made(id: string): void;
  /** The greatest of them; undefined when there is none of the past hour. */
  recent(): string | undefined;
}

/** Nothing seen yet. */
export function createSeenIds(clock: Clock): SeenIds {
  let greatest: { readonly id: string; readonly at: number } | undefined;
  return {
    made(id) {
      if (greatest && BigInt(id) <= BigInt(greatest.id)) return;
      greatest = { id, at: clock.elapsed() };
    },
    recent() {
      return greatest && clock.elapsed() - greatest.at <= RECENT ? greatest.id : undefined;
    },
  };
}
