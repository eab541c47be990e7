import type { Clock } from '../../clock.ts';
import type { StoredMessage } from './world.ts';

/** For how long `enforce_nonce` recognises a nonce, in milliseconds ("the past few minutes", Discord, "Create message"). */
const REMEMBERED = 5 * 60_000;

/** The recent messages that were sent with a nonce. */
export class Nonces {
  readonly #clock: Clock;
  readonly #sent = new Map<string, { message: StoredMessage; at: number }>();

  /** No messages yet. */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The message that was sent with this nonce in the past few minutes, even if it has been deleted since. */
  find(nonce: string | number): StoredMessage | undefined {
    const now = this.#clock.now().getTime();
    for (const [key, { at }] of this.#sent) {
      if (now - at < REMEMBERED) break;
      this.#sent.delete(key);
    }
    return this.#sent.get(`${nonce}`)?.message;
  }

  /** Remembers a message by its nonce. */
  remember(nonce: string | number, message: StoredMessage): void {
    this.#sent.set(`${nonce}`, { message, at: this.#clock.now().getTime() });
  }
}
