import { StoreUnavailable } from './store-error.ts';

/** What is wrong with the file of a store, or with its disk. */
export type SqliteTrouble = 'busy' | 'damaged' | 'full' | 'refused' | 'failing';

/** SQLite's primary result codes (sqlite.org/rescode.html) that say something about the file or its disk. */
const TROUBLES: Readonly<Record<number, SqliteTrouble>> = {
  3: 'refused', // SQLITE_PERM
  5: 'busy', // SQLITE_BUSY
  6: 'busy', // SQLITE_LOCKED
  7: 'failing', // SQLITE_NOMEM
  8: 'refused', // SQLITE_READONLY
  10: 'failing', // SQLITE_IOERR
  11: 'damaged', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'refused', // SQLITE_CANTOPEN
  15: 'busy', // SQLITE_PROTOCOL
  22: 'failing', // SQLITE_NOLFS
  23: 'refused', // SQLITE_AUTH
  26: 'damaged', // SQLITE_NOTADB
};

/** Error codes of the system (Node's `error.code`) with a meaning of their own; any other is `refused`. */
const SYSTEM_TROUBLES: Readonly<Record<string, SqliteTrouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EIO: 'failing',
  ESTALE: 'failing',
  ENOMEM: 'failing',
  EMFILE: 'failing',
  ENFILE: 'failing',
};

const SENTENCES: Readonly<Record<SqliteTrouble, string>> = {
  busy: 'Another program uses the store',
  damaged: 'The store is damaged: stop the bot and restore a backup',
  full: 'The disk that holds the store is full: make room on it',
  refused: 'The store cannot be written, because of its permissions or its disk: make it writable again',
  failing: 'The disk fails to read or write the store: check the disk and the space left on it',
};

/** What an error of libsql or of the file system says about the store; undefined when it is about something else. */
export function sqliteTroubleOf(error: unknown): SqliteTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, rawCode } = error as Error & { code?: unknown; rawCode?: unknown };
  // The low byte of an extended result code is the primary one.
  if (typeof rawCode === 'number') return TROUBLES[rawCode & 0xff];
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return SYSTEM_TROUBLES[code] ?? 'refused';
  // libsql gives a failure to open a file no code, only SQLite's number in its message.
  const opening = /ConnectionFailed\(.*: (\d+)"\)/s.exec(error.message);
  return opening ? TROUBLES[Number(opening[1]) & 0xff] : undefined;
}

/**
 * The error that the store throws for a trouble. The trouble may be temporary.
 * @param file The file of the store, named in the message.
 */
export function sqliteUnavailable(trouble: SqliteTrouble, cause: unknown, file: string): StoreUnavailable {
  return new StoreUnavailable(`${SENTENCES[trouble]} (${file})`, { cause });
}
