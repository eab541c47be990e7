import type { Card } from '../../cards/kit/card.ts';
import type { MessageBody } from '../../channels/channel-calls.ts';
import type { Clock } from '../../clock.ts';
import type { Subscription } from '../../store/daily.ts';
import { cardForDay } from '../cards/post-text.ts';
import type { ChosenPost } from '../choosing/day-records.ts';

/** From when on, in milliseconds after it was due, a post is marked as late. */
const LATE_AFTER = 600_000;

/** Dependencies of the making of a post's message. */
export interface MessageDependencies {
  readonly clock: Clock;
  /** The message of a card, which mentions nobody. */
  readonly messageOf: (card: Card) => Promise<object>;
}

/**
 * The message for the post of a date, which mentions nobody but the role that the subscription names.
 *
 * @throws {StoreUnavailable} when the store does not answer, and the address of a button has to be kept in it
 */
export async function postMessage(
  { roleId, due }: Subscription,
  date: string,
  chosen: ChosenPost,
  { clock, messageOf }: MessageDependencies,
): Promise<MessageBody> {
  const isLate = due !== undefined && clock.now().getTime() > due.at.getTime() + LATE_AFTER;
  const card = cardForDay(date, chosen, { roleId, ...(isLate && { lateSince: due.at }) });
  const body = await messageOf(card);
  return { ...body, allowed_mentions: { parse: [], ...(roleId && { roles: [roleId] }) } };
}
