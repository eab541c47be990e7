import { printAddress } from '../views/address.ts';
import type { View } from '../views/view.ts';
import type { Card } from './kit/card.ts';

/** A private card with the button that posts it for everyone, unless it is not to be shared. */
export function withShareButton(card: Card, view: View): Card {
  if (card.shares === 'nothing') return card;
  const shared = printAddress(card.shares ?? view);
  const button = { label: 'Share', slot: 'share', opens: { name: 'share', card: shared } } as const;
  return { ...card, rows: [...card.rows, { buttons: [button] }] };
}
