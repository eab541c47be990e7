import type { StoreWatch } from './store.ts';
import type { StoreUnavailable } from './store-error.ts';

/**
 * What a store can be unable to do. A full disk can still be read. Where one table is lost or one page damaged, other
 * questions are answered, so the text of the question says what is missing.
 */
export type Ability = 'reading' | 'writing' | `question: ${string}`;

/** When the store does not answer, and when it answers again: each is said once, whoever asked. */
export interface Outage {
  /** Notes that a question failed, and which ability it needed. */
  failed(error: StoreUnavailable, ability: Ability): void;
  /** Notes that a question was answered. Writing proves reading as well. */
  worked(ability: 'reading' | 'writing', question: string): void;
  /** From now on these are told. An outage that has begun already is told at once. */
  watch(watch: Pick<StoreWatch, 'onAway' | 'onBack'>): void;
}

/** The outages of one store. */
export function createOutage(): Outage {
  const lost = new Map<Ability, StoreUnavailable>();
  let watching: Pick<StoreWatch, 'onAway' | 'onBack'> | undefined;
  /** The sentence told last in this outage: another cause is worth another line. */
  let told: string | undefined;

  function tell(error: StoreUnavailable): void {
    if (!watching || told === error.message) return;
    told = error.message;
    watching.onAway(error);
  }

  return {
    failed(error, ability) {
      lost.set(ability, error);
      tell(error);
    },
    worked(ability, question) {
      if (lost.size === 0) return;
      lost.delete('reading');
      if (ability === 'writing') lost.delete('writing');
      lost.delete(`question: ${question}`);
      if (lost.size > 0 || told === undefined) return;
      told = undefined;
      watching?.onBack();
    },
    watch(watch) {
      watching = watch;
      for (const error of lost.values()) tell(error);
    },
  };
}
