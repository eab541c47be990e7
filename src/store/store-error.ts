/** A store that cannot be used. The message is a sentence for whoever runs the bot. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** Another process holds the store. */
export class StoreInUseError extends StoreError {
  override readonly name = 'StoreInUseError';
}
