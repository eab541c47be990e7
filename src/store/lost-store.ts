import { statSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import type { LibsqlDatabase } from './libsql-database.ts';
import type { Outage } from './outage.ts';
import { type StoreError, StoreUnavailable } from './store-error.ts';
import type { StoreFile } from './store-file.ts';

/** How often, in milliseconds, to check that the file is still at its path. */
const LOOK_EVERY = 5000;

/** How long, in milliseconds, a file may be missing before it counts as lost: long enough to move it back. */
const MAY_BE_AWAY = 10_000;

/** Dependencies of the check for a lost store. */
export interface LostStoreDependencies {
  readonly database: Pick<LibsqlDatabase, 'renewLog'>;
  readonly file: StoreFile;
  readonly path: string;
  readonly outage: Outage;
  readonly clock: Clock;
  /** Aborts when the store is closed. */
  readonly over: AbortSignal;
}

/**
 * Checks the files of an open store every few seconds, even when nobody uses it. Settles with a sentence for the host
 * when the file has been deleted, moved away or replaced and is not back within 10 seconds. Never settles once the
 * store is closed.
 */
export async function untilLost(dependencies: LostStoreDependencies): Promise<StoreError> {
  const { file, outage, clock, over } = dependencies;
  let awaySince: number | undefined;
  for (;;) {
    await clock.wait(LOOK_EVERY, over);
    if (over.aborted) return new Promise(() => undefined);
    if (file.state() === 'gone') {
      awaySince ??= clock.elapsed();
      if (clock.elapsed() - awaySince >= MAY_BE_AWAY) return file.lost();
    } else awaySince = undefined;
    try {
      file.assertThere();
      keepLog(dependencies);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      outage.failed(error, 'reading');
    }
  }
}

/** Starts a new log when the log was deleted, because anything written to a deleted log is lost in a crash. */
function keepLog({ database, path }: LostStoreDependencies): void {
  try {
    if (!statSync(`${path}-wal`, { throwIfNoEntry: false })) database.renewLog();
  } catch {
    // The disk does not answer. The next query reports that, and the next check tries again.
  }
}
