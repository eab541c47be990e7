import { StoreUnavailable } from './store-error.ts';

/** The sentence for a database that cannot be reached at all. */
export const DATABASE_AWAY = 'The database does not answer';

/** Sentences for the host by error code of PostgreSQL (its manual, Appendix A) or of the system, the most specific first. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^53100$/, 'The disk of the database is full: make room on it'],
  [
    /^53300$/,
    'The database has no free connection: raise max_connections, or stop other programs that use it',
  ],
  [/^53/, 'The database has run out of resources'],
  [/^25006$/, 'The database accepts no writes because it is read-only or a standby'],
  [/^(57014|25P03|25P04|55P03|40001|40P01)$/, 'The database is too busy to answer in time'],
  [/^(42P01|42703|3F000)$/, 'Tables or columns of Docent are missing from the database: restore a backup'],
  [/^42501$/, 'The user in DATABASE_URL is not allowed to use the tables of Docent: grant it the rights'],
  [/^28/, 'The database does not accept the user or the password in DATABASE_URL'],
  [/^3D000$/, 'The database that DATABASE_URL names does not exist'],
  [
    /^(58|XX00[12])/,
    'The disk of the database is failing or its files are damaged: see the log of PostgreSQL',
  ],
  [/CERT|SELF_SIGNED|^ERR_(TLS|SSL)|UNABLE_TO_/, 'The certificate of the database is not accepted'],
  // Class 08: connection. Class 57P: shutting down or starting. The rest are errors of the socket, such as ECONNREFUSED.
  [/^(08|57P|E[A-Z]{4,}$)/, DATABASE_AWAY],
];

/** The driver gives these failures no code. */
const WITHOUT_CODE =
  /connection terminated|timeout exceeded|read timeout|client was closed|not queryable|cannot use a pool|connection ended/i;

/**
 * The error that the store throws when the database or the connection to it is at fault; undefined when the query itself
 * is wrong. The sentence contains no part of `DATABASE_URL`.
 */
export function postgresUnavailable(error: unknown): StoreUnavailable | undefined {
  if (error instanceof StoreUnavailable) return error;
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  const sentence =
    typeof code === 'string'
      ? SENTENCES.find(([codes]) => codes.test(code))?.[1]
      : WITHOUT_CODE.test(error.message)
        ? DATABASE_AWAY
        : undefined;
  return sentence === undefined ? undefined : new StoreUnavailable(sentence, { cause: error });
}
