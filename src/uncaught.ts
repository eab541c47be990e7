import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { describeError, type Log, type LogFields } from './log.ts';

/** Tells the log of something that was not foreseen, in one line of level `error`; gives the line's reference. */
export type Unexpected = (error: unknown, what: string, fields?: LogFields) => string;

/** What tells `log` of things that were not foreseen: what happened, where, and a reference to find the line by. */
export function unexpectedIn(log: Pick<Log, 'error'>): Unexpected {
  return (error, what, fields = {}) => {
    const reference = randomBytes(4).toString('hex');
    log.error({ ...fields, reference, error: describeError(error, { stack: true }) }, what);
    return reference;
  };
}

/**
 * Keeps the process running whatever is thrown where nobody catches it: one line each. What the bot must not forget
 * is in the store, in single transactions, and each answer and each post is on its own; so what one of them threw
 * leaves the others whole, also where it was thrown outside of any promise, and a server that loses its bot for one
 * mistake is worse off. The process ends when Discord or the store is lost for good, which is seen elsewhere.
 *
 * Lines that nobody reads any more (a closed pipe) are lost, and nothing else.
 *
 * @param target The process.
 */
export function keepRunning(
  unexpected: Unexpected,
  target: EventEmitter & Readonly<Record<'stdout' | 'stderr', EventEmitter>> = process,
): void {
  target.on('unhandledRejection', (error: unknown) => void unexpected(error, 'nobody expected a failure'));
  target.on('uncaughtException', (error: unknown) => void unexpected(error, 'nobody expected an error'));
  for (const stream of [target.stdout, target.stderr]) stream.on('error', () => undefined);
}
