import type { Clock } from '../../clock.ts';

/** How long, in milliseconds, an id counts as recent. */
const RECENT = 3_600_000;

/**
 * The ids that Discord has given this process. Ids rise with Discord's own time, so whatever we send after we got an id
 * gets a greater one.
 */
export interface SeenIds {
  /** Discord has just created something with this id. */
  made(id: string): void;
  /** The greatest id; undefined when there is none from the past hour. */
  recent(): string | undefined;
}

/** No ids seen yet. */
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
