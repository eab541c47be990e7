import { statSync } from 'node:fs';
import { StoreError, StoreUnavailable } from './store-error.ts';

/** The file of an open store, as its path leads to it now. */
export interface StoreFile {
  /**
   * Whether the path still leads to the very file that was opened: `gone` when it leads to another file or to none,
   * `unreachable` when the system cannot tell (a network disk that is away).
   */
  state(): 'there' | 'gone' | 'unreachable';
  /**
   * Does nothing while the path leads to the file that was opened. It costs a few microseconds.
   * @throws {StoreUnavailable} when it does not: what is written then is lost when the process ends.
   */
  assertThere(): void;
  /** Why the process ends when the file stays away. */
  lost(): StoreError;
}

/** The file that a path leads to now. @throws {Error} of the file system. */
export function storeFile(path: string): StoreFile {
  // The inode numbers of some file systems do not fit into a JavaScript number.
  const opened = statSync(path, { bigint: true });
  const state = () => {
    try {
      const found = statSync(path, { bigint: true, throwIfNoEntry: false });
      return found?.ino === opened.ino && found.dev === opened.dev ? 'there' : 'gone';
    } catch {
      return 'unreachable';
    }
  };
  return {
    state,
    assertThere() {
      const now = state();
      if (now === 'gone') {
        throw new StoreUnavailable(`The store ${path} was deleted, moved or replaced: put it back at once`);
      }
      if (now === 'unreachable')
        throw new StoreUnavailable(`The store ${path} cannot be reached: check its disk`);
    },
    lost: () =>
      new StoreError(
        `The store ${path} was deleted, moved or replaced while the bot was running, so the bot has stopped. ` +
          'Restore a backup of it, then start the bot again. Without a backup the bot starts with an empty store.',
      ),
  };
}
