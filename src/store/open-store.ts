import { openEmbeddedStore } from './embedded-store.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';

/** The settings that say which store. */
export interface StoreSettings {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

/**
 * The store that the settings ask for.
 * @throws {StoreError} when it cannot be used.
 */
export async function openStore({ dataDir, databaseUrl }: StoreSettings): Promise<Store> {
  if (databaseUrl !== undefined) {
    throw new StoreError(
      'DATABASE_URL is set, but this version keeps its data in the embedded store only: take DATABASE_URL away.',
    );
  }
  return openEmbeddedStore({ dataDir });
}
