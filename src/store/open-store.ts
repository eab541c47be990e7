import { openEmbeddedStore } from './embedded-store.ts';
import type { Store } from './store.ts';

/** Which store to open. */
export interface StoreSettings {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

/**
 * Opens the store that the settings name.
 * @throws {StoreError} when it cannot be used.
 */
export async function openStore({ dataDir, databaseUrl }: StoreSettings): Promise<Store> {
  if (databaseUrl === undefined) return openEmbeddedStore({ dataDir });
  // Loaded only here, because the embedded store does not need it.
  const { openPostgresStore } = await import('./postgres-store.ts');
  return openPostgresStore({ databaseUrl });
}
