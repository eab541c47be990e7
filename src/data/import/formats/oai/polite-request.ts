import { CollectionError } from '../../../collections/fault.ts';

/** How to ask another server. All times are in milliseconds. */
export interface Manners {
  /** The name that we ask by: `docent/0.1.0 (…)`. */
  readonly userAgent: string;
  /** Settles after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now: () => Date;
  /** Settles after so many milliseconds, or at once when the signal aborts. Measures silence and patience. */
  readonly limit: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** The longest silence, before an answer and within it. */
  readonly silence: number;
  /** The longest time that one answer may take in all. */
  readonly patience: number;
  /** The longest time that we wait when `Retry-After` tells us to. */
  readonly longestRetry: number;
}

/** Manners that suit most servers. The caller adds the `userAgent`, the clock and the waiting. */
export const USUAL_MANNERS = { silence: 60_000, patience: 600_000, longestRetry: 600_000 } as const;

const MOST_TRIES = 5;
const MOST_REDIRECTS = 5;

/** The wait when a server is busy but does not say for how long. */
const UNTOLD_RETRY = 10_000;

/** The longest answer, in bytes after unpacking. */
const LONGEST_ANSWER = 268_435_456;

/**
 * The answer from an address, in pieces. Redirects are followed. A busy server (429, 503) is asked again when it says
 * so, five times in all. Nothing else is tried twice.
 *
 * @throws {CollectionError} when there is no complete answer
 */
export async function* politeRequest(address: string, manners: Manners): AsyncGenerator<Uint8Array> {
  let target = address;
  let redirects = 0;
  for (let tries = 1; ; ) {
    const abort = new AbortController();
    const silence = limited(manners.limit, manners.silence, () =>
      abort.abort(new Error(`sent nothing for ${seconds(manners.silence)}`)),
    );
    const patience = limited(manners.limit, manners.patience, () =>
      abort.abort(new Error(`took longer than ${seconds(manners.patience)}`)),
    );
    try {
      const headers = { 'User-Agent': manners.userAgent, Accept: 'text/xml, application/xml' };
      const response = await fetch(target, { headers, redirect: 'manual', signal: abort.signal });
      silence.restart();
      if (REDIRECTS.includes(response.status)) {
        await response.body?.cancel();
        if (++redirects > MOST_REDIRECTS) fail(address, `redirects more than ${MOST_REDIRECTS} times`);
        target = redirectTarget(address, target, response.headers.get('Location'));
        continue;
      }
      if (BUSY.includes(response.status)) {
        await response.body?.cancel();
        const retry = retryAfter(response.headers.get('Retry-After'), manners.now());
        if (++tries > MOST_TRIES) fail(address, `answered ${response.status} ${MOST_TRIES} times`);
        if (retry > manners.longestRetry)
          fail(address, `asks to be left alone for ${seconds(retry)}: try again then`);
        silence.end();
        patience.end();
        await manners.wait(retry);
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        fail(address, `answered ${response.status}, expected 200`);
      }
      let length = 0;
      for await (const piece of response.body ?? []) {
        silence.restart();
        length += piece.length;
        if (length > LONGEST_ANSWER) fail(address, `answers with more than ${LONGEST_ANSWER} bytes`);
        yield piece;
      }
      return;
    } catch (error) {
      if (error instanceof CollectionError) throw error;
      const reason: unknown = abort.signal.aborted ? abort.signal.reason : error;
      fail(address, reasonOf(reason));
    } finally {
      silence.end();
      patience.end();
      abort.abort();
    }
  }
}

/** Calls `expired` unless it is restarted or ended within so many milliseconds. */
function limited(limit: Manners['limit'], milliseconds: number, expired: () => void) {
  let current = new AbortController();
  const start = () => {
    const { signal } = current;
    void limit(milliseconds, signal).then(() => signal.aborted || expired());
  };
  start();
  return {
    restart() {
      current.abort();
      current = new AbortController();
      start();
    },
    end: () => current.abort(),
  };
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const BUSY: readonly number[] = [429, 503];

function fail(address: string, problem: string): never {
  throw new CollectionError([{ file: address, problem }]);
}

function redirectTarget(address: string, from: string, location: string | null): string {
  const target = location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (target && /^https?:$/.test(target.protocol)) return target.href;
  return fail(
    address,
    `redirects to "${String(location).slice(0, 80)}", expected an http:// or https:// address`,
  );
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | null, now: Date): number {
  if (header === null) return UNTOLD_RETRY;
  const given = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(given) ? UNTOLD_RETRY : Math.max(0, given);
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1000)} s`;
}

/** Fetch says only "fetch failed"; why is in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  if (code !== '') return `cannot be reached${code}, expected the address of an OAI-PMH repository`;
  return cause instanceof Error ? cause.message.slice(0, 120) : 'broke off';
}
