import type { Card } from '../cards/kit/card.ts';
import { isAction } from '../views/action.ts';
import type { Addressable } from '../views/address.ts';
import type { View } from '../views/view.ts';
import type { RequestContext } from './kit/request-context.ts';
import type { Services } from './kit/services.ts';
import { performOf, showOf } from './registry.ts';

/** What an address led to. */
export interface Opened {
  readonly card: Card;
  /** The view that the card shows; undefined for the card of an action. */
  readonly view?: View;
  /** Whether everyone may see it, however it was asked for. */
  readonly isForEveryone?: boolean;
}

/**
 * Shows a view, or performs an action and shows the view that it ends in.
 *
 * @throws {Refusal} when there is nothing to show, or nothing to change
 */
export async function open(
  addressable: Addressable,
  services: Services,
  context: RequestContext,
): Promise<Opened> {
  if (!isAction(addressable)) {
    return { view: addressable, card: await showOf(addressable)(addressable, services, context) };
  }
  const outcome = await performOf(addressable)(addressable, services, context);
  if ('card' in outcome) return outcome;
  const { view, content } = outcome;
  const card = await showOf(view)(view, services, context);
  return { view, card: { ...card, content }, isForEveryone: true };
}
