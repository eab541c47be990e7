import { isReaderView, type View } from '../views/view.ts';
import type { Card } from './kit/card.ts';

/** A private card with the button that posts it for everyone, when every reader may see its view. */
export function withShareButton(card: Card, view: View | undefined): Card {
  const shared = card.shares ?? view;
  if (!shared || !isReaderView(shared)) return card;
  const button = { label: 'Share', slot: 'share', opens: { name: 'share', card: shared } } as const;
  return { ...card, rows: [...card.rows, { buttons: [button] }] };
}
