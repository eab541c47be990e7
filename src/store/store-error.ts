/** A store that cannot be used. The message is a sentence for whoever runs the bot. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** Another process holds the store. */
export class StoreInUseError extends StoreError {
  override readonly name = 'StoreInUseError';
}

/**
 * The store does not answer now and may again later: the database is gone, or the disk is full. What was asked may
 * have been done or not. The message names no address.
 */
export class StoreUnavailable extends StoreError {
  override readonly name = 'StoreUnavailable';
}
