import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { describeError, type Log, type LogFields } from './log.ts';

/** Logs an unexpected error in one line of level `error`, and gives the reference of that line. */
export type Unexpected = (error: unknown, what: string, fields?: LogFields) => string;

/** Logs unexpected errors to `log`: what happened, where, and a random reference by which the line can be found. */
export function unexpectedIn(log: Pick<Log, 'error'>): Unexpected {
  return (error, what, fields = {}) => {
    const reference = randomBytes(4).toString('hex');
    log.error({ ...fields, reference, error: describeError(error, { stack: true }) }, what);
    return reference;
  };
}

/**
 * Keeps the process running when an error is caught nowhere, and logs the error in one line. This is safe because
 * everything that must last is written to the store in single transactions, and no answer or post depends on another.
 * It also serves the readers: one bug should not take the bot away from all servers. The process ends when Discord or
 * the store is lost for good, which other code detects.
 *
 * When nobody reads the log any more (a closed pipe), its lines are lost and nothing else happens.
 *
 * @param target The process.
 */
export function keepRunning(
  unexpected: Unexpected,
  target: EventEmitter & Readonly<Record<'stdout' | 'stderr', EventEmitter>> = process,
): void {
  target.on('unhandledRejection', (error: unknown) => void unexpected(error, 'unhandled rejection'));
  target.on('uncaughtException', (error: unknown) => void unexpected(error, 'uncaught exception'));
  for (const stream of [target.stdout, target.stderr]) stream.on('error', () => undefined);
}
