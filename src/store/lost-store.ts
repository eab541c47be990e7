import { statSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import type { LibsqlDatabase } from './libsql-database.ts';
import type { Outage } from './outage.ts';
import { type StoreError, StoreUnavailable } from './store-error.ts';
import type { StoreFile } from './store-file.ts';

/** How often, in milliseconds, somebody looks whether the file is where it was. */
const LOOK_EVERY = 5000;

/** How long, in milliseconds, a file may be away before it is lost: long enough to move it back. */
const MAY_BE_AWAY = 10_000;

/** An open store, and who looks after it. */
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
 * Looks after the files of an open store, also while nobody asks it anything. Settles, with a sentence for the host,
 * when the file has been deleted, moved away or replaced, and has not come back within 10 seconds. Never settles
 * once the store is closed.
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

/** Begins a new log when somebody has deleted it: what is written into a deleted log is lost in a crash. */
function keepLog({ database, path }: LostStoreDependencies): void {
  try {
    if (!statSync(`${path}-wal`, { throwIfNoEntry: false })) database.renewLog();
  } catch {
    // The disk does not answer, which the next question tells; the next look tries again.
  }
}
