import { openEmbeddedStore } from './embedded-store.ts';
import type { Store } from './store.ts';

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
  if (databaseUrl === undefined) return openEmbeddedStore({ dataDir });
  // Loaded only here: the embedded store has no use for it.
  const { openPostgresStore } = await import('./postgres-store.ts');
  return openPostgresStore({ databaseUrl });
}
