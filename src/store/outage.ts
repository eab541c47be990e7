import type { StoreWatch } from './store.ts';
import type { StoreUnavailable } from './store-error.ts';

/**
 * What a store may be unable to do. A full disk can still be read. When one table is missing or one page is damaged,
 * other queries still work, so the text of the query identifies what is lost.
 */
export type Ability = 'reading' | 'writing' | `query: ${string}`;

/** Reports once when the store stops answering, and once when it answers again, however many queries are affected. */
export interface Outage {
  /** Records that a query failed, and which ability it needed. */
  failed(error: StoreUnavailable, ability: Ability): void;
  /** Records that a query was answered. Writing proves reading as well. */
  worked(ability: 'reading' | 'writing', query: string): void;
  /** From now on outages are reported to `watch`. An outage that has begun already is reported at once. */
  watch(watch: Pick<StoreWatch, 'onAway' | 'onBack'>): void;
}

/** The outages of one store. */
export function createOutage(): Outage {
  const lost = new Map<Ability, StoreUnavailable>();
  let watching: Pick<StoreWatch, 'onAway' | 'onBack'> | undefined;
  /** The message reported last in this outage. Another cause is worth another line. */
  let reported: string | undefined;

  function report(error: StoreUnavailable): void {
    if (!watching || reported === error.message) return;
    reported = error.message;
    watching.onAway(error);
  }

  return {
    failed(error, ability) {
      lost.set(ability, error);
      report(error);
    },
    worked(ability, query) {
      if (lost.size === 0) return;
      lost.delete('reading');
      if (ability === 'writing') lost.delete('writing');
      lost.delete(`query: ${query}`);
      if (lost.size > 0 || reported === undefined) return;
      reported = undefined;
      watching?.onBack();
    },
    watch(watch) {
      watching = watch;
      for (const error of lost.values()) report(error);
    },
  };
}
