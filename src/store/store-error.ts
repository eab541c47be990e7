/** A store that cannot be used. The message is a sentence for whoever runs the bot. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** Another process holds the store. */
export class StoreInUseError extends StoreError {
  override readonly name = 'StoreInUseError';
}

/**
 * The store does not answer now and may answer again later: the database is away, or the disk is full. What was asked
 * may have been done or not. The message is a sentence for the log and contains no address of a database.
 */
export class StoreUnavailable extends StoreError {
  override readonly name = 'StoreUnavailable';
}
